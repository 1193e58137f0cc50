"""The seven languages and the six countries: names, tags and time zones."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODES = [code for code, _name in settings.LANGUAGES]

# Names in their own script, for menus that everyone must be able to read.
OWN_NAMES = {
    "en": "English",
    "km": "ខ្មែរ",
    "lo": "ລາວ",
    "my": "မြန်မာ",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "zh-hans": "简体中文",
}

BABEL = {code: code for code in CODES} | {"en": "en_GB", "zh-hans": "zh_Hans"}
HTML = {code: code for code in CODES} | {"zh-hans": "zh-Hans"}


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    KHMER = "km", _("Khmer")
    LAO = "lo", _("Lao")
    BURMESE = "my", _("Burmese")
    THAI = "th", _("Thai")
    VIETNAMESE = "vi", _("Vietnamese")
    CHINESE = "zh-hans", _("Chinese")


class Country(models.TextChoices):
    CAMBODIA = "KH", _("Cambodia")
    CHINA = "CN", _("China")
    LAO_PDR = "LA", _("Lao PDR")
    MYANMAR = "MM", _("Myanmar")
    THAILAND = "TH", _("Thailand")
    VIET_NAM = "VN", _("Viet Nam")


LANGUAGE_OF = {"KH": "km", "CN": "zh-hans", "LA": "lo", "MM": "my", "TH": "th", "VN": "vi"}

ZONES = {
    "KH": ZoneInfo("Asia/Phnom_Penh"),
    "CN": ZoneInfo("Asia/Shanghai"),
    "LA": ZoneInfo("Asia/Vientiane"),
    "MM": ZoneInfo("Asia/Yangon"),
    "TH": ZoneInfo("Asia/Bangkok"),
    "VN": ZoneInfo("Asia/Ho_Chi_Minh"),
}


def zone_of(country: str) -> ZoneInfo:
    return ZONES.get(country, ZONES["TH"])


def current() -> str:
    """The language of this request, always one of the seven."""
    language = get_language() or "en"
    return language if language in BABEL else "en"
