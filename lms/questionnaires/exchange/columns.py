"""The columns of the spreadsheet, in the order in which an editor fills them in."""

from django.utils.translation import gettext as _

from lms.core.languages import CODES, HTML, OWN_NAMES, Language
from lms.questionnaires.drafts import LETTERS, PROMPTS

SHEET = "questions"
OPTIONS = {f"option_{letter}": letter for letter in LETTERS}
PROMPT_COLUMNS = {f"prompt_{number}": number for number in PROMPTS}
CONSEQUENCES = {f"consequence_{letter}": letter for letter in LETTERS}
TEXTS = {**OPTIONS, **PROMPT_COLUMNS}
FACTS = ["programme", "competency", "level", "kind", "confidence", "key", "serious_harm"]
COLUMNS = [
    *("code", "language", "question"),
    *list(OPTIONS)[:6],
    *("key", "serious_harm", "rationale", "kind", "programme", "competency", "level", "confidence", "guide"),
    *list(OPTIONS)[6:],
    *PROMPT_COLUMNS,
    *CONSEQUENCES,
    "machine_draft",
]
REQUIRED = ["language", "question"]
YES = {"yes", "y", "1", "true", "x", "បាទ", "ចាស", "មែន", "ແມ່ນ", "ဟုတ်", "ဟုတ်ကဲ့", "ใช่", "có", "是"}
NO = {"no", "n", "0", "false", "", "ទេ", "ບໍ່", "ບໍ່ແມ່ນ", "မဟုတ်", "မဟုတ်ပါ", "ไม่", "ไม่ใช่", "không", "否", "不是"}
ALSO = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh_cn": "zh-hans", "mm": "my", "la": "lo", "kh": "km", "vn": "vi"}


def languages() -> dict[str, str]:
    """`{what a cell may say, in small letters: our code}`"""
    names = {code: code for code in CODES}
    for table in (HTML, OWN_NAMES, {code: str(Language(code).label) for code in CODES}):
        names |= {name.lower(): code for code, name in table.items()}
    return {**names, **ALSO}


def explanations() -> list[tuple[str, str]]:
    """`[(column, what to write)]` for the sheet that explains."""
    return [
        ("code", _("The question's code. The rows of one question in several languages share it. Empty: a new one.")),
        ("language", _("en, km, lo, my, th, vi or zh-hans. One row per question and language.")),
        ("question", _("What is asked.")),
        ("option_a, option_b …", _("The options. Of a matching question: what the prompts are matched with.")),
        ("key", _("One best: b. Several: a, c. Order: c a b d. Matching: 1b 2a. Situational: a2 b0 c1.")),
        ("serious_harm", _("The letters of options that do serious harm.")),
        ("rationale", _("Why the key is right; shown after the test.")),
        ("kind", _("%(kinds)s. Empty: single_best.") % {"kinds": kinds()}),
        ("programme", _("rtp, tot or ethics. Empty: as chosen at the import.")),
        ("competency", _("The competency's code. Empty: as chosen at the import.")),
        ("level", _("recall, understand, apply or analyse. Empty: as chosen at the import.")),
        ("confidence", _("yes, if people are also asked how sure they are.")),
        ("guide", _("Only of an open question: how a trainer marks it.")),
        ("prompt_1, prompt_2 …", _("Only of a matching question: the prompts.")),
        ("consequence_a …", _("Only of a situational question: what choosing the option leads to.")),
        ("machine_draft", _("yes, if a machine translated this row and nobody has checked it.")),
        ("", _("Facts such as kind and key stand in one row of a question; in its other rows they may be empty.")),
    ]


def kinds() -> str:
    return "single_best, multiple, true_false, matching, ordering, situational, attitude, open"


def column_of(field: str) -> tuple[str, str]:
    """`(language, column)` of a field that rules.py names: `text-b-km`, `stem-km`, `key`, `points-a`."""
    name, *rest = field.split("-", 1)
    letter, _dash, language = rest[0].partition("-") if rest else ("", "", "")
    if name in ("stem", "rationale", "guide"):
        return rest[0], {"stem": "question"}.get(name, name)
    if name in ("text", "consequence"):
        prefix = "consequence" if name == "consequence" else "prompt" if letter in PROMPTS else "option"
        return language, f"{prefix}_{letter}"
    if name == "harm":
        return "", "serious_harm"
    return "", {"options": "key", "points": "key", "rank": "key", "pair": "key"}.get(name, name)
