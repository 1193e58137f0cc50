"""How Django's own widgets write dates and numbers in Burmese (Babel writes ours)."""

DATE_FORMAT = "Y-m-d"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
