# Reproduces the numbers of one follow-up from people.csv, which stands beside this script, and compares them with
# expected.csv. Run it in the folder of the two files:   Rscript reproduce.R
# Packages from CRAN: survey, survival, interval (and icenReg for the weighted curve):
#   install.packages(c("survey", "survival", "interval", "icenReg"))
# The columns are described in codebook.csv. Shares are 0 to 1, times are months since the training.

library(survey)
library(survival)

people <- read.csv("people.csv", fileEncoding = "UTF-8-BOM", na.strings = "", stringsAsFactors = FALSE)
expected <- read.csv("expected.csv", fileEncoding = "UTF-8-BOM", na.strings = "", stringsAsFactors = FALSE)

found <- data.frame(name = character(0), value = numeric(0), stringsAsFactors = FALSE)
keep <- function(name, value) {
  found <<- rbind(found, data.frame(name = name, value = as.numeric(value), stringsAsFactors = FALSE))
}

# 1. The share in post: stratified, with finite population correction on the people whose post is known.
#    Interval: Korn and Graubard ("beta"), with the effective number of people not capped.
known <- people[people$is_estimated == 1 & !is.na(people$in_post), ]
options(survey.lonely.psu = "adjust")
design <- svydesign(ids = ~1, strata = ~stratum, weights = ~design_weight, fpc = ~stratum_frame, data = known)
share <- svymean(~in_post, design)
keep("share", coef(share))
keep("share_std_error", SE(share))
if (SE(share) > 0) {
  limits <- confint(svyciprop(~in_post, design, method = "beta"))
  keep("share_low", limits[1])
  keep("share_high", limits[2])
}

# 2. Worst and best case: everybody unknown has left, everybody unknown is in post.
asked <- people[people$is_estimated == 1, ]
bounds_of <- function(value_of_unknown) {
  value <- ifelse(is.na(asked$in_post), value_of_unknown, asked$in_post)
  means <- tapply(value, asked$stratum, mean)
  frame <- tapply(asked$stratum_frame, asked$stratum, function(sizes) sizes[1])
  sum(means * frame) / sum(frame)
}
keep("worst", bounds_of(0))
keep("best", bounds_of(1))

# 3. How long people stay: exits lie in (left, right], at right where both are equal; no right end: not left yet.
spells <- known
spells$right[is.na(spells$right)] <- Inf
spells <- spells[is.finite(spells$right) | spells$left > 0, ]
times <- c(12, 24, 36, 48, 60)
is_interval <- any(is.finite(spells$right) & spells$left < spells$right)

if (is_interval && requireNamespace("interval", quietly = TRUE)) {
  fit <- interval::icfit(spells$left, spells$right)
  still <- sapply(times, function(time) sum(fit$pf[fit$intmap[2, ] > time]))
  for (at in seq_along(times)) keep(paste0("still_unweighted_", times[at]), still[at])
}
if (is_interval && requireNamespace("icenReg", quietly = TRUE)) {
  fit <- icenReg::ic_np(data = as.matrix(spells[, c("left", "right")]), weights = spells$design_weight)
  curve <- icenReg::getSCurves(fit)
  ends <- curve$Tbull_ints[, 2]
  level <- curve$S_curves[[1]]
  still <- sapply(times, function(time) if (any(ends <= time)) min(level[ends <= time]) else 1)
  for (at in seq_along(times)) keep(paste0("still_weighted_", times[at]), still[at])
}
if (!is_interval) {
  exit <- is.finite(spells$right)
  time <- ifelse(exit, spells$right, spells$left)
  fit <- survfit(Surv(time, exit) ~ 1, weights = spells$design_weight)
  still <- summary(fit, times = times, extend = TRUE)$surv
  for (at in seq_along(times)) keep(paste0("still_weighted_", times[at]), still[at])
  fit <- survfit(Surv(time, exit) ~ 1)
  still <- summary(fit, times = times, extend = TRUE)$surv
  for (at in seq_along(times)) keep(paste0("still_unweighted_", times[at]), still[at])
}

# 4. Side by side.
both <- merge(expected, found, by = "name", suffixes = c(".expected", ".found"), all.x = TRUE)
both$difference <- both$value.found - both$value.expected
print(both, digits = 6, row.names = FALSE)
largest <- max(abs(both$difference), na.rm = TRUE)
cat(sprintf("Largest difference: %.2e\n", largest))
if (anyNA(both$value.found)) cat("Not computed here:", paste(both$name[is.na(both$value.found)], collapse = ", "), "\n")
if (largest > 1e-4) quit(status = 1)
