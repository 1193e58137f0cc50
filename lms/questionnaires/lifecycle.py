"""The states of a question and the steps between them: pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

DRAFT, CONTENT_REVIEWED, HARM_REVIEWED = "draft", "content_reviewed", "harm_reviewed"
PILOTED, LIVE, RETIRED = "piloted", "live", "retired"

REVIEWER, HARM_REVIEWER, WRITER = "reviewer", "harm reviewer", "writer"


@dataclass(frozen=True)
class Step:
    """One way from some states to another; `who` may take it, `words` stand on its button."""

    code: str
    starts: tuple[str, ...]
    end: str
    who: str
    words: str
    needs_reason: bool = False

    @property
    def is_forward(self) -> bool:
        return self.end not in (DRAFT, RETIRED)


STEPS = {
    step.code: step
    for step in (
        Step("content_review", (DRAFT,), CONTENT_REVIEWED, REVIEWER, _("Content is right")),
        Step("harm_review", (CONTENT_REVIEWED,), HARM_REVIEWED, HARM_REVIEWER, _("Does no harm")),
        Step("mark_piloted", (HARM_REVIEWED,), PILOTED, WRITER, _("Mark as piloted")),
        Step("put_live", (HARM_REVIEWED, PILOTED), LIVE, WRITER, _("Put live")),
        Step(
            "bring_back",
            (CONTENT_REVIEWED, HARM_REVIEWED, PILOTED, LIVE, RETIRED),
            DRAFT,
            WRITER,
            _("Bring back to draft"),
        ),
        Step(
            "retire",
            (DRAFT, CONTENT_REVIEWED, HARM_REVIEWED, PILOTED, LIVE),
            RETIRED,
            WRITER,
            _("Retire"),
            needs_reason=True,
        ),
    )
}


def steps_from(state: str) -> list[Step]:
    return [step for step in STEPS.values() if state in step.starts]
