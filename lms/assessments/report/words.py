"""The report's codes in words that a person can act on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.assessments.equating import Rule
from lms.assessments.item_analysis import Flag, Verdict

FLAGS: dict[str, str | Promise] = {
    Flag.CHECK_KEY: _("strong people choose another answer: check the key"),
    Flag.POOR: _("does not tell strong from weak"),
    Flag.WEAK: _("tells strong from weak only a little"),
    Flag.TOO_HARD: _("very hard"),
    Flag.HARD: _("hard"),
    Flag.EASY: _("very easy before the course"),
    Flag.AT_CHANCE: _("answered as if by chance"),
    Flag.UNUSED_OPTION: _("an option that almost nobody chooses"),
    Flag.ATTRACTIVE_OPTION: _("a wrong option that strong people choose"),
    Flag.NOT_LEARNED: _("no better after the course"),
    Flag.HARDER_IN_LANGUAGE: _("harder in this language: check the translation"),
}
GRAVE = (Flag.CHECK_KEY, Flag.HARDER_IN_LANGUAGE, Flag.ATTRACTIVE_OPTION)
VERDICTS: dict[str, str | Promise] = {
    Verdict.TOO_FEW: _("under 30 people: too few to judge"),
    Verdict.UNKNOWN: _("cannot be computed: nobody differs"),
    Verdict.NO_INDIVIDUAL_SCORES: _("under 0.60: do not report scores of single people"),
    Verdict.CAUTION: _("0.60 to 0.70: read scores with care"),
    Verdict.GROUPS: _("0.70 to 0.80: good enough for groups"),
    Verdict.CERTIFICATES: _("0.80 or more: good enough for certificates"),
}
RULES: dict[str, str | Promise] = {
    Rule.IDENTITY: _("take the scores as they are"),
    Rule.MEAN: _("move the scores by the difference of the means"),
    Rule.LINEAR: _("put the scores on one scale by mean and spread"),
}
PHASES: dict[str, str | Promise] = {
    "pre": _("before the course"),
    "post": _("after the course"),
    "delayed": _("some months later"),
}
