"""One question of each kind in seven languages, and small hostile files, for the tests of the exchange."""

import io
import zipfile

from lms.core.languages import CODES
from lms.questionnaires import rules
from lms.questionnaires.drafts import Facts, Mark, Words
from lms.questionnaires.exchange.forms import defaults_for
from lms.questionnaires.exchange.items import Item

DEFAULTS = defaults_for("rtp", "C2", "understand", "en")
SCRIPTS = {
    "en": "Who & what <b> 5 > 3?",
    "km": "តើ\u200bនរណា\u200bជា\u200bជនរងគ្រោះ",
    "lo": "ໃຜ\u200bແມ່ນ\u200bຜູ້\u200bຖືກ\u200bເຄາະ\u200bຮ້າຍ",
    "my": "မည်သူ\u200bသည် သားကောင်ဖြစ်သနည်း",
    "th": "ใครคือผู้เสียหาย",
    "vi": "Ai là nạn nhân?",
    "zh-hans": "谁是受害者？",
}
KINDS = {
    "single_best": (Mark("a"), Mark("b", is_key=True), Mark("c", is_serious_harm=True), Mark("d")),
    "multiple": (Mark("a", points=1), Mark("b", points=0, is_serious_harm=True), Mark("c", points=1)),
    "true_false": (Mark("a", is_key=True), Mark("b")),
    "matching": (Mark("1", pair="b"), Mark("2", pair="a"), Mark("a"), Mark("b"), Mark("c")),
    "ordering": (Mark("a", rank=2), Mark("b", rank=3), Mark("c", rank=1)),
    "situational": (Mark("a", points=2), Mark("b", points=0, is_serious_harm=True), Mark("c", points=1)),
    "attitude": (Mark("a"), Mark("b"), Mark("c")),
    "open": (),
}


def options_of(kind: str, language: str) -> dict[str, str]:
    if kind == "true_false":
        return rules.true_and_false(language)
    return {
        mark.letter: f"-{mark.letter} {SCRIPTS[language]}" for mark in sorted(KINDS[kind], key=lambda mark: mark.letter)
    }


def words(kind: str, language: str) -> Words:
    start = SCRIPTS[language]
    letters = [mark.letter for mark in KINDS[kind]]
    return Words(
        stem=f"{start} 1\n{start} 2",
        rationale=f"=1+1 {start}",
        guide=f"@{start}" if kind == "open" else "",
        options=options_of(kind, language),
        consequences={letter: f"{letter}! {start}" for letter in letters} if kind == "situational" else {},
    )


def item(kind: str, languages=tuple(CODES), **changes) -> Item:
    facts = Facts("rtp", "C2", "apply", kind, asks_confidence=kind == "single_best", marks=KINDS[kind])
    row = {
        "code": f"RTP-{kind}",
        "facts": facts,
        "words": {language: words(kind, language) for language in languages},
        "machine_drafts": frozenset({"km"} & set(languages)),
    }
    return Item(**{**row, **changes})


def every_kind() -> list[Item]:
    return [item(kind) for kind in KINDS]


def package(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()
