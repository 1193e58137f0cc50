"""Flags of a report as findings for the bank: reasons to look at a question, never a change to it."""

from lms.assessments.item_analysis import Flag
from lms.assessments.report.figures import Report
from lms.questionnaires.findings import Finding
from lms.questionnaires.models import ReviewTask

# "Hard" and "weak" stand in the report only: they are common, and nobody has to act on them.
TASKS = {
    Flag.CHECK_KEY: ReviewTask.Flag.KEY_NEGATIVE,
    Flag.POOR: ReviewTask.Flag.POOR_DISCRIMINATION,
    Flag.TOO_HARD: ReviewTask.Flag.TOO_HARD,
    Flag.EASY: ReviewTask.Flag.TOO_EASY,
    Flag.AT_CHANCE: ReviewTask.Flag.NEAR_CHANCE,
    Flag.UNUSED_OPTION: ReviewTask.Flag.DEAD_OPTION,
    Flag.ATTRACTIVE_OPTION: ReviewTask.Flag.SUSPICIOUS_OPTION,
    Flag.NOT_LEARNED: ReviewTask.Flag.NOT_LEARNT,
    Flag.HARDER_IN_LANGUAGE: ReviewTask.Flag.HARDER_IN_LANGUAGE,
}


def findings_of(report: Report) -> list[Finding]:
    """One per question, language and flag: of several tests or forms that raise it, the one with most answers."""
    found: dict[tuple[int, str, str], Finding] = {}
    for finding in [*flagged(report), *drifted(report)]:
        place = finding.question_id, finding.language, finding.flag
        if place not in found or people_in(finding) > people_in(found[place]):
            found[place] = finding
    return list(found.values())


def flagged(report: Report) -> list[Finding]:
    return [
        Finding(item.question_id, raised.language, TASKS[raised.flag], raised.figures | {"form": form.name})
        for form in report.forms
        for item in form.items
        for raised in item.flags
        if raised.flag in TASKS
    ]


def drifted(report: Report) -> list[Finding]:
    return [
        Finding(
            row.question_id,
            "",
            ReviewTask.Flag.DRIFT,
            {"facility": round(row.facility_new, 3), "distance": round(row.distance, 2)},
        )
        for row in report.drift
        if row.became_easier
    ]


def people_in(finding: Finding) -> int:
    return finding.figures.get("n", 0)
