"""A cohort's people on their way to a certificate, as their trainer sees them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates import levels, queries, renewals
from certificates.models import Certificate, Recommendation
from certificates.queries import IN_FORCE
from lms.cohorts.models import Cohort, Enrolment
from lms.core.display import number_text
from lms.core.programmes import Level, Programme, Requirement


@dataclass(frozen=True)
class Candidate:
    """One person of a cohort: what is met, what was asked, what was issued.

    `demanded` are the requirements of the highest level; those of a lower one are its beginning. `paper` is the newest
    certificate, whatever became of it.
    """

    enrolment: Enrolment
    demanded: list[Requirement]
    recommendation: Recommendation | None
    paper: Certificate | None

    @property
    def programme(self) -> Programme:
        return self.enrolment.programme

    @property
    def certificate(self) -> Certificate | None:
        """The one in force."""
        return self.paper if self.paper and self.paper.state_now in IN_FORCE else None

    @property
    def ended_here(self) -> Certificate | None:
        """A trainer's certificate from this cohort that expired: what was shown here gives no second one."""
        if self.paper is None or self.programme.certificate_kind != Certificate.Kind.TRAINER:
            return None
        is_over = self.paper.state_now == Certificate.State.EXPIRED
        return self.paper if is_over and self.paper.enrolment_id == self.enrolment.pk else None

    @property
    def reached(self) -> Certificate | None:
        """What only a higher level goes beyond."""
        return self.certificate or self.ended_here

    @property
    def waits(self) -> bool:
        return self.recommendation is not None and self.recommendation.is_open

    @property
    def is_being_issued(self) -> bool:
        """Approved, and the certificate is still in a batch; one that failed there may be asked for anew."""
        decision = getattr(self.recommendation, "decision", None)
        if decision is None or decision.outcome != decision.Outcome.APPROVED:
            return False
        return not decision.papers and not self.recommendation.has_failed

    @property
    def open_levels(self) -> list[Level]:
        """What the person could still reach."""
        return levels.above(self.programme, self.reached.level if self.reached else "")

    @property
    def ready_levels(self) -> list[Level]:
        return [level for level in self.open_levels if not self.missing_for(level.code)]

    @property
    def level_choices(self) -> list[tuple[str, str]]:
        """`[(code, title and what is missing)]` of the levels above what is held."""
        return [(level.code, f"{level.title}: {self.words_for(level.code)}") for level in self.open_levels]

    def words_for(self, level: str) -> str:
        missing = self.missing_for(level)
        if not missing:
            return _("every requirement is met")
        return ngettext("%(number)s requirement is not met yet", "%(number)s requirements are not met yet", missing) % {
            "number": number_text(missing)
        }

    @property
    def next_level(self) -> str:
        """The one to work for: the programme's usual level, or the first above what is held."""
        codes = [level.code for level in self.open_levels]
        return self.programme.usual_level if self.programme.usual_level in codes else next(iter(codes), "")

    @property
    def best_level(self) -> str:
        """The highest that is ready, else the one to work for."""
        return self.ready_levels[-1].code if self.ready_levels else self.next_level

    @property
    def requirements(self) -> list[Requirement]:
        return self.requirements_of(self.next_level)

    def requirements_of(self, level: str) -> list[Requirement]:
        return self.demanded[: levels.demanded_by(self.programme, level)]

    def missing_for(self, level: str) -> int:
        return sum(not row.is_met for row in self.requirements_of(level))

    @property
    def missing(self) -> list[Requirement]:
        return [row for row in self.requirements if not row.is_met]

    @property
    def is_ready(self) -> bool:
        """Every requirement is met, for one level at least, and nothing waits or is issued."""
        if self.waits or self.is_being_issued:
            return False
        return bool(self.ready_levels) if self.programme.levels else not self.reached and not self.missing

    @property
    def may_renew(self) -> bool:
        if self.waits or self.is_being_issued:
            return False
        return self.paper is not None and renewals.may_renew_now(self.paper)


def enrolments_of(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.active().select_related("person", "cohort").order_by("person__full_name", "pk")


def candidates(enrolments: list[Enrolment]) -> list[Candidate]:
    """The requirements are asked enrolment by enrolment: give one page at a time, of one programme."""
    papers_of_decision = Prefetch("decision__certificates", to_attr="papers")
    failed = queries.failed_items().filter(decision__recommendation=OuterRef("pk"))
    recommendations = Recommendation.objects.filter(enrolment__in=enrolments).annotate(has_failed=Exists(failed))
    newest = {
        row.enrolment_id: row
        for row in recommendations.select_related("decision")
        .prefetch_related("steps", papers_of_decision)
        .order_by("pk")
    }
    papers = newest_papers(enrolments)
    return [
        Candidate(
            enrolment=enrolment,
            demanded=enrolment.programme.requirements(enrolment, highest(enrolment.programme)),
            recommendation=newest.get(enrolment.pk),
            paper=papers.get(enrolment.pk),
        )
        for enrolment in enrolments
    ]


def newest_papers(enrolments: list[Enrolment]) -> dict[int, Certificate]:
    """`{enrolment id: certificate}`: with levels the person's newest from any cohort, else the enrolment's own."""
    found = Certificate.objects.filter(person__in=[row.person_id for row in enrolments]).order_by("pk")
    of_person = {(row.person_id, row.programme_code): row for row in found}
    own = {row.enrolment_id: row for row in found}
    return {
        row.pk: paper
        for row in enrolments
        if (paper := of_person.get((row.person_id, row.programme.code)) if row.programme.levels else own.get(row.pk))
    }


def highest(programme: Programme) -> str:
    return programme.levels[-1].code if programme.levels else ""
