"""How Django's own widgets write dates and numbers in Lao (Babel writes ours)."""

DATE_FORMAT = "j F Y"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
