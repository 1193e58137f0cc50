"""From the outcomes of the attempts to reach one person to how the asking stands, in AAPOR's codes: pure."""

from collections.abc import Iterable

from lms.alumni.models import Case, Contact

Disposition, Outcome = Case.Disposition, Contact.Outcome

# What ends the asking of a person, unless an answer comes after all.
FINAL = {
    Outcome.REFUSED: Disposition.REFUSED,
    Outcome.UNABLE: Disposition.OTHER,
    Outcome.DIED: Disposition.OTHER,
    Outcome.NEVER_TRAINED: Disposition.NOT_ELIGIBLE,
}
REACHED = (Outcome.CALL_BACK,)  # the person was there, so is known to be eligible
UNTRACED = (Outcome.WRONG_NUMBER, Outcome.NOT_CERTAIN)
BY_HAND = (Outcome.NO_ANSWER, *REACHED, *UNTRACED, *FINAL)  # what an interviewer may note; answers come by the form


def disposition_of(outcomes: Iterable[str]) -> Disposition:
    """The code of a case without an answer, from the outcomes of its contacts in the order of time.

    The newest final outcome counts. Without one, somebody who was reached once is a person not yet obtained (NC),
    and somebody whose every trace was wrong is unknown (UO), until somebody reaches them. What others told (a
    colleague, a staff list) and mails that were sent change nothing (AAPOR Standard Definitions, named persons).
    """
    told = list(outcomes)
    for outcome in reversed(told):
        if outcome in FINAL:
            return FINAL[outcome]
    if any(outcome in REACHED for outcome in told):
        return Disposition.NO_CONTACT
    return Disposition.UNKNOWN if any(outcome in UNTRACED for outcome in told) else Disposition.NO_CONTACT
