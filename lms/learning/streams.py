"""A lesson file as a StreamField's raw data, with ids that are the same at every load."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid5


def block(key: UUID, path: str, kind: str, value: Any) -> dict:
    return {"type": kind, "value": value, "id": str(uuid5(key, path))}


def children(key: UUID, path: str, kind: str, values: list) -> list[dict]:
    return [block(key, f"{path}/{place}", kind, value) for place, value in enumerate(values)]


def body_of(lesson: dict, *, key: UUID) -> list[dict]:
    """The parts that the file has, in the order of a lesson; an empty list for an empty file."""
    makers = {
        "experience": experience,
        "look_back": look_back,
        "make_sense": make_sense,
        "countries": country_laws,
        "try_it": try_it,
        "take_to_work": take_to_work,
    }
    return [make(lesson[name], key) for name, make in makers.items() if lesson.get(name)]


def experience(part: dict, key: UUID) -> dict:
    return block(key, "experience", "experience", {"text": part["text"].strip()})


def look_back(part: dict, key: UUID) -> dict:
    return block(
        key, "look_back", "look_back", {"questions": children(key, "look_back", "question", part["questions"])}
    )


def make_sense(part: dict, key: UUID) -> dict:
    ideas = [{"heading": idea["heading"], "text": idea["text"].strip()} for idea in part["ideas"]]
    return block(key, "make_sense", "make_sense", {"ideas": children(key, "make_sense", "idea", ideas)})


def try_it(part: dict, key: UUID) -> dict:
    options = [
        {
            "text": option["text"],
            "consequence": option["consequence"],
            "principle": option["principle"],
            "is_recommended": option["recommended"],
        }
        for option in part["options"]
    ]
    value = {
        "situation": part["situation"].strip(),
        "question": part["question"],
        "options": children(key, "try_it", "option", options),
    }
    return block(key, "try_it", "try_it", value)


def take_to_work(part: dict, key: UUID) -> dict:
    return block(key, "take_to_work", "take_to_work", {"action": part["action"].strip()})


def country_laws(part: list, key: UUID) -> dict:
    laws = [
        {"country": law["code"], "text": law.get("text", ""), "last_verified_on": None, "verified_by": ""}
        for law in part
    ]
    return block(key, "country_laws", "country_laws", children(key, "country_laws", "law", laws))


def as_read(value: Any) -> Any:
    """What a reader sees: a browser that saves without a change may renew block ids and the marks of line ends."""
    if isinstance(value, dict):
        return {name: as_read(each) for name, each in value.items() if name != "id"}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def digest(fields: dict[str, Any], *, live: bool) -> str:
    """One fingerprint of what a page says: equal digests, equal pages."""
    text = json.dumps(
        {**as_read(fields), "live": live}, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()
