"""What the certificates app refuses, and why."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class MayNotDecide(Refused):
    """The member is too close to the candidate."""


class MayNotRecommend(Refused):
    """The trainer is the candidate, or does not train the cohort."""


class NotAllMet(Refused):
    """At least one requirement of the programme is not met."""

    def __init__(self):
        super().__init__(_("Not every requirement is met yet."))


class AlreadyDecided(Refused):
    """Somebody else was first."""

    def __init__(self):
        super().__init__(_("A decision on this recommendation has already been made."))


class AlreadyIssued(Refused):
    """One valid certificate per person, programme and kind."""

    def __init__(self):
        super().__init__(_("This person already holds a valid certificate from this cohort."))


class NoCountry(Refused):
    """A certificate is numbered, and decided, in one country."""

    def __init__(self):
        super().__init__(_("This person’s country is missing. Add it first."))


class WrongKind(Refused):
    """A trainer's certificate needs a Task Force, a certificate of completion does not."""

    def __init__(self):
        super().__init__(_("This programme gives another kind of certificate."))


class NotInForce(Refused):
    """Only a valid or suspended certificate can be revoked."""

    def __init__(self):
        super().__init__(_("This certificate is no longer in force."))


class ReasonMissing(Refused):
    """A step without a reason helps nobody."""

    def __init__(self):
        super().__init__(_("Write the reason in a few words."))


class StalePage(Refused):
    """Something happened between the reading and the click."""

    def __init__(self):
        super().__init__(_("This changed since you opened the page. Read it again."))


class LeftCohort(Refused):
    """Nobody decides on a person who has left the course."""

    def __init__(self):
        super().__init__(_("This person has left the course."))


class IsWithdrawn(Refused):
    """The trainer took the recommendation back."""

    def __init__(self):
        super().__init__(_("The trainer has withdrawn this recommendation."))


class AwaitsAnswer(Refused):
    """More was asked for: the trainer comes next."""

    def __init__(self):
        super().__init__(_("The Task Force has asked for more. The trainer answers first."))


class NothingAsked(Refused):
    """There is no open question of the Task Force."""

    def __init__(self):
        super().__init__(_("The Task Force waits for no answer."))


class NeedsTwo(Refused):
    """The country's setting asks for two members."""

    def __init__(self):
        super().__init__(_("Two members approve in this country. Read the page again."))


class AlreadyRecommended(Refused):
    """Another request about the same person is still open."""

    def __init__(self):
        super().__init__(_("Another recommendation of this person is still with the Task Force."))


class BeingIssued(Refused):
    """An approval whose certificate is still in a batch."""

    def __init__(self):
        super().__init__(_("This person is approved. The certificate is being issued."))


class NoSuchLevel(Refused):
    """The programme does not give this level, or needs one to be named."""

    def __init__(self):
        super().__init__(_("Choose one of the levels of this programme."))


class EvidenceUsed(Refused):
    """What was shown in one course gives one certificate: after its end, a renewal or a new course shows more."""

    def __init__(self):
        super().__init__(_("The certificate from this course has expired. Ask for a renewal, or start a new course."))


class LevelHeld(Refused):
    """A new certificate of the same level is a renewal."""

    def __init__(self):
        super().__init__(_("This person already holds this level or a higher one."))


class NothingToRenew(Refused):
    """There is no certificate, or it is not yet, or no longer, the time to renew it."""

    def __init__(self):
        super().__init__(_("There is no certificate that can be renewed now."))


class SomeChanged(Refused):
    """At least one of many chosen can no longer be decided; `names` says who, and nothing was decided."""

    def __init__(self, names: list[tuple[str, str]]):
        super().__init__(_("Nothing was decided, because something changed since you opened the page."))
        self.names = names


class HigherHeld(Refused):
    """A certificate in force is of a higher level than the new one."""

    def __init__(self):
        super().__init__(_("This person holds a higher level already."))


class StillSuspended(Refused):
    """No new certificate takes the place of a suspended one."""

    def __init__(self):
        super().__init__(_("This person’s certificate is suspended. Make it valid again or revoke it first."))


class NotSuspended(Refused):
    """Only what is suspended can be made valid again."""

    def __init__(self):
        super().__init__(_("This certificate is not suspended."))


class MayNotChange(Refused):
    """The person has no say over this certificate."""

    def __init__(self):
        super().__init__(_("You cannot change this certificate."))


class RevocationOpen(Refused):
    """One member has asked for the revocation and the second has not answered yet."""

    def __init__(self):
        super().__init__(_("A member has asked to revoke this certificate. Confirm that or drop it first."))


class RevocationClosed(Refused):
    """Somebody else answered first."""

    def __init__(self):
        super().__init__(_("This request to revoke the certificate was already answered."))


class SecondMemberNeeded(Refused):
    """Two people revoke: who asked cannot confirm."""

    def __init__(self):
        super().__init__(_("Another member of the Task Force confirms the revocation."))


class NothingDiffers(Refused):
    """A correction would print the same facts."""

    def __init__(self):
        super().__init__(_("The certificate would say the same. Correct the person’s own record first."))


class NothingToReplace(Refused):
    """The certificate that a renewal or a transfer builds on is gone."""

    def __init__(self):
        super().__init__(_("There is no certificate that this one could replace."))


class EndsToday(Refused):
    """The new certificate would be over before it begins."""

    def __init__(self):
        super().__init__(_("This certificate ends today or has ended. Renew it instead."))


class SameCountry(Refused):
    """A transfer leads to another country."""

    def __init__(self):
        super().__init__(_("Choose the country that the person has moved to."))


class UnusablePicture(Refused):
    """The file is no image that we take."""

    def __init__(self):
        super().__init__(_("Choose a picture (PNG, JPEG or WebP) of at most 2 MB that does not move."))


class MissingPicture(Refused):
    """An emblem or a signature that a certificate prints is not in the database."""

    def __init__(self):
        super().__init__(_("A picture that this certificate prints is missing."))


class PlaceTaken(Refused):
    """Two signatures cannot stand in the same place."""

    def __init__(self):
        super().__init__(_("Another signature stands in this place. End it first or choose another place."))


class NoSigningKey(Refused):
    """The private half of the key in use is not on this machine."""

    def __init__(self):
        super().__init__(_("The key that signs certificates is missing. Tell the people who run this site."))


class NoNewKey(Refused):
    """The environment holds the private keys, and no new one among them."""

    def __init__(self):
        super().__init__(_("Add the new key to LMS_SIGNING_KEY first."))


class KeyJustChanged(Refused):
    """Two rotations at once: the first one counts."""

    def __init__(self):
        super().__init__(_("Somebody else has just changed the signing key."))
