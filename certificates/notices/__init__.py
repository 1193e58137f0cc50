"""The mails about certificates: one per person, in that person's language, sent once."""

from certificates.notices.deciding import tell_of_approval, tell_of_question, tell_of_refusal, tell_of_second_needed
from certificates.notices.issuing import tell_of_completion
from certificates.notices.recommending import tell_of_answer, tell_of_recommendation
from certificates.notices.standing import (
    tell_of_correction,
    tell_of_end,
    tell_of_proposal,
    tell_of_reinstatement,
    tell_of_revocation,
    tell_of_suspension,
)

__all__ = [
    "tell_of_answer",
    "tell_of_approval",
    "tell_of_completion",
    "tell_of_correction",
    "tell_of_end",
    "tell_of_proposal",
    "tell_of_question",
    "tell_of_recommendation",
    "tell_of_refusal",
    "tell_of_reinstatement",
    "tell_of_revocation",
    "tell_of_second_needed",
    "tell_of_suspension",
]
