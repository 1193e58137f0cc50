"""The screens of the forms: who gets in, what they show, and what drawing and freezing do."""

import assessment_factories as make
import factories
import pytest
from django.urls import reverse

from lms.assessments.models import Form
from lms.core import programmes
from lms.people.models import Role

pytestmark = pytest.mark.django_db
DRAW, PREVIEW, FREEZE = (reverse(f"assessments:form_{name}", args=["tot"]) for name in ("draw", "preview", "freeze"))


@pytest.fixture
def editor(db):
    return factories.person_with_role(Role.Kind.EDITOR, "")


@pytest.fixture
def bank(db):
    """Two questions for each place of one form."""
    for competency, levels in programmes.get("tot").blueprint.cells.items():
        for level, count in levels.items():
            for _number in range(count * 2):
                make.question(programme_code="tot", competency=competency, level=level)


def drawn(client):
    """The address of a fresh draw, and what its page holds."""
    address = client.post(DRAW, {"number": 2})["Location"]
    return address, client.get(address).context["draft"]


def freeze(client, draft, **fields):
    data = {"number": draft.plan.forms, "seed": draft.plan.seed, "digest": draft.digest, **fields}
    return client.post(FREEZE, data)


@pytest.mark.parametrize(
    ("who", "status"),
    [("editor", 200), ("admin", 200), ("trainer_kh", 404), ("learner_kh", 404), ("taskforce_kh", 404), ("", 302)],
)
def test_who_gets_in(client, signed_in, request, bank, who, status):
    form = make.forms()["A"]
    client = signed_in(request.getfixturevalue(who)) if who else client
    for address in (reverse("assessments:forms"), reverse("assessments:form", args=[form.pk]), DRAW):
        assert client.get(address).status_code == status
    assert client.post(FREEZE, {}).status_code == (404 if status == 200 else status)
    assert Form.objects.filter(programme_code="tot").count() == 0


@pytest.mark.parametrize("kind", [Role.Kind.TRANSLATOR, Role.Kind.REVIEWER])
def test_translators_and_reviewers_do_not_draw(signed_in, kind):
    assert signed_in(factories.person_with_role(kind, "")).get(reverse("assessments:forms")).status_code == 404


def test_draw_look_freeze(signed_in, editor, bank):
    client = signed_in(editor)
    address, draft = drawn(client)
    assert f"seed={draft.plan.seed}" in address
    assert Form.objects.count() == 0
    assert client.get(address).context["draft"].letters == draft.letters
    assert freeze(client, draft).status_code == 302
    forms = Form.objects.order_by("letter")
    assert [(form.letter, form.version, form.seed) for form in forms] == [
        ("A", 1, draft.plan.seed),
        ("B", 1, draft.plan.seed),
    ]
    page = client.get(reverse("assessments:forms")).content.decode()
    assert "Form A, version 1" in page
    assert [cell.missing for cell in client.get(reverse("assessments:form", args=[forms[0].pk])).context["cells"]] == [
        0
    ] * 20


def test_freezing_what_was_not_looked_at_is_refused(signed_in, editor, bank):
    client = signed_in(editor)
    _address, draft = drawn(client)
    answer = freeze(client, draft, digest="0" * 64)
    assert (answer.status_code, answer["Location"], Form.objects.count()) == (302, DRAW, 0)
    assert "The bank has changed" in client.get(DRAW).content.decode()


def test_a_bank_that_is_too_small_shows_what_is_missing(signed_in, editor):
    page = signed_in(editor).get(DRAW)
    assert "too few questions" in page.content.decode()
    assert sum(cell.missing for cell in page.context["cells"]) == 60
    assert "Draw the forms" not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "number=2",
        "number=9&seed=1",
        "number=2&seed=-1",
        "number=2&seed=1e9",
        f"number=2&seed={2**70}",
        "number=2&seed=NaN",
    ],
)
def test_an_address_that_nobody_drew_does_not_exist(signed_in, editor, bank, query):
    assert signed_in(editor).get(f"{PREVIEW}?{query}").status_code == 404


def test_programmes_and_forms_that_do_not_exist(signed_in, editor):
    client = signed_in(editor)
    assert client.get(reverse("assessments:form_draw", args=["none"])).status_code == 404
    assert client.get(reverse("assessments:form", args=[999])).status_code == 404


@pytest.mark.parametrize("versions", [1, 3])
def test_the_list_costs_the_same_with_many_versions(signed_in, editor, versions, django_assert_num_queries):
    for _version in range(versions):
        make.forms(size=2)
    client = signed_in(editor)
    client.get(reverse("assessments:forms"))
    with django_assert_num_queries(9):
        client.get(reverse("assessments:forms"))


def test_the_choice_of_extras_is_kept_to_the_end(signed_in, editor, bank):
    attitude = make.question(programme_code="tot", kind="attitude", key="").code
    client = signed_in(editor)
    address = client.post(DRAW, {"number": 2, "extras": [attitude]})["Location"]
    draft = client.get(address).context["draft"]
    assert freeze(client, draft, extras=[attitude]).status_code == 302
    assert [form.places.last().question.code for form in Form.objects.all()] == [attitude, attitude]
