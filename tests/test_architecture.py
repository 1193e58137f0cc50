"""What import-linter cannot see: foreign keys point down; files and functions stay small and say what they are for."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

LAYERS = [
    {"core"},
    {"people"},
    {"cohorts", "questionnaires"},
    {"assessments"},
    {"learning"},
    {"rtp", "tot", "ethics", "certificates"},
    {"alumni"},
]
RANK = {label: rank for rank, labels in enumerate(LAYERS) for label in labels}
SOURCES = sorted(
    path
    for folder in ("lms", "courses", "certificates")
    for path in (settings.BASE_DIR / folder).rglob("*.py")
    if "migrations" not in path.parts
)
FILE_LINES = 300
FUNCTION_LINES = 40


def name_of(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in RANK]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    own = RANK[model._meta.app_label]
    upward = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.is_relation and field.related_model
        if RANK.get(field.related_model._meta.app_label, -1) > own
    ]
    assert upward == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_models_say_what_one_row_is(model):
    assert model.__doc__.startswith("One row per")


@pytest.mark.parametrize("label", ["dashboards", "demo"])
def test_upper_apps_own_no_models(label):
    assert list(apps.get_app_config(label).get_models()) == []


def test_files_are_short():
    long = [name_of(path) for path in SOURCES if path.read_text(encoding="utf-8").count("\n") > FILE_LINES]
    assert long == []


def test_functions_are_short():
    long = [
        f"{name_of(path)}:{node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_what_it_is_for():
    silent = [
        name_of(path)
        for path in SOURCES
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_nothing_listens_to_signals():
    listening = [name_of(path) for path in SOURCES if "django.db.models.signals" in path.read_text(encoding="utf-8")]
    assert listening == []


@pytest.mark.parametrize("app", sorted(RANK))
def test_one_migration_per_app(app):
    folder = Path(apps.get_app_config(app).path) / "migrations"
    assert [path.name for path in sorted(folder.glob("0*.py"))][:1] == ["0001_initial.py"]
