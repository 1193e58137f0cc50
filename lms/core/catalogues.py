"""Our message catalogues: collect every string of our screens, compile what was translated, without gettext."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE_FOLDERS = ["lms", "certificates", "courses"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
BORROWED = settings.BASE_DIR / "locale" / "borrowed.txt"
HEADER = "# Translations of COMMIT Learn's screens.\n# Machine-drafted: no person has reviewed this file yet."
PLURAL_FORMS = 1  # all six Mekong languages have one form
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%[sd]")


def catalogue_path(language: str) -> Path:
    folder = {"zh-hans": "zh_Hans"}.get(language, language)
    return settings.BASE_DIR / "locale" / folder / "LC_MESSAGES" / "django.po"


def collected_messages() -> list[Message]:
    """Every message of our code and templates, then those that we borrow from Django and allauth, sorted by place."""
    found: dict[tuple, Message] = {}
    for place, message_id, context in [*our_messages(), *borrowed_messages()]:
        key = (context, singular(message_id))
        known = found.get(key)
        if known is None or (isinstance(known.id, str) and not isinstance(message_id, str)):
            found[key] = Message(message_id, context=context, locations=[(place, None)])
    return list(found.values())


def our_messages() -> Iterator[tuple[str, str | tuple, str | None]]:
    for folder in SOURCE_FOLDERS:
        root = settings.BASE_DIR / folder
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
            if "migrations" not in path.parts and "content" not in path.parts:
                yield from messages_of(path, place=str(path.relative_to(settings.BASE_DIR)))


def messages_of(path: Path, *, place: str) -> Iterator[tuple[str, str | tuple, str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = ";".join(line.strip() for line in templatize(text).splitlines())
        text = re.sub(r"\bX+\b", "", text)
    for _line, function, arguments, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}):
        yield from [(place, *read_call(function, arguments))] if arguments else []


def read_call(function: str, arguments) -> tuple[str | tuple, str | None]:
    """The message id (a pair where it counts) and its context, from one call of a gettext function."""
    words = [arguments] if isinstance(arguments, str) else [word for word in arguments if word]
    context = words.pop(0) if function.startswith(("pgettext", "npgettext")) else None
    return (tuple(words[:2]) if function.startswith(("ngettext", "npgettext")) else words[0]), context


def singular(message_id: str | tuple) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def borrowed_messages() -> Iterator[tuple[str, str | tuple, str | None]]:
    """Strings of Django and allauth that people see: of the files that locale/borrowed.txt lists."""
    for line in BORROWED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            package, _slash, inside = line.partition("/")
            yield from messages_of(Path(find_spec(package).submodule_search_locations[0]) / inside, place=line)


def read_catalogue(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=path.parts[-3], domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="django")


def renewed_catalogue(language: str) -> Catalog:
    """The catalogue with every collected message, keeping the translations that it has."""
    old = read_catalogue(language)
    new = Catalog(
        locale=old.locale,
        domain="django",
        project=settings.PRODUCT_NAME,
        version="1",
        msgid_bugs_address="the project's issues",
        last_translator="machine draft",
        language_team=settings.PRODUCT_NAME,
        creation_date=old.creation_date,
        charset="utf-8",
        fuzzy=False,
        header_comment=old.header_comment if catalogue_path(language).exists() else HEADER,
        revision_date=old.revision_date or datetime.now(UTC),
    )
    new.mime_headers = [("Plural-Forms", f"nplurals={PLURAL_FORMS}; plural=0;")]
    for message in collected_messages():
        known = old.get(singular(message.id), context=message.context)
        string = known.string if known else ""
        new.add(message.id, fitting(string, message.id), locations=message.locations, context=message.context)
    return new


def fitting(string, message_id):
    """A translation in the shape of its message: a tuple where the message counts."""
    if isinstance(message_id, str):
        return string if isinstance(string, str) else string[0]
    return string if isinstance(string, tuple) else (string,)


def write_catalogue(catalogue: Catalog, language: str) -> None:
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, sort_by_file=True)


def compile_catalogue(language: str) -> None:
    with catalogue_path(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, read_catalogue(language))


def problems(language: str) -> list[str]:
    """What is wrong with one catalogue: missing, fuzzy, or with other placeholders than the English."""
    known = read_catalogue(language)
    found = []
    for message in collected_messages():
        english = message.id if isinstance(message.id, str) else message.id[-1]
        translated = known.get(singular(message.id), context=message.context)
        string = "" if translated is None else fitting(translated.string, message.id)
        text = string if isinstance(string, str) else string[0]
        if not text:
            found.append(f"missing: {english!r}")
        elif translated.fuzzy:
            found.append(f"fuzzy: {english!r}")
        elif sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(english))):
            found.append(f"other placeholders: {english!r} -> {text!r}")
    return found
