"""What each row must reach, how it reads, and the tables: for the screen, for docs/operations.md, for a file."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.bench.measures import Measured

ABSOLUTE = {"ms": -1, "s": -1, "a second": 1}  # units that depend on the machine, and the power of its factor


@dataclass(frozen=True)
class Goal:
    """`limit` is in the unit of the row's value; None: shown without a goal."""

    title: str
    unit: str
    limit: float | None = None
    is_floor: bool = False

    def is_reached(self, measured: Measured, factor: float = 1.0) -> bool | None:
        """`factor`: how much longer this machine takes than the one of the goals."""
        if self.limit is None:
            return None
        value = self.there(measured.value, factor)
        is_good = value >= self.limit if self.is_floor else round(value, 2) <= self.limit
        return is_good and not errors_of(measured)

    def there(self, value: float, factor: float) -> float:
        """What the value would be where the goals were set; ratios, sizes and counts are the same everywhere."""
        return value * factor ** ABSOLUTE.get(self.unit, 0)

    @property
    def words(self) -> str:
        if self.limit is None:
            return "-"
        return UNITS[self.unit](self.limit) if self.unit != "errors" else "no error"


UNITS: dict[str, Callable[[float], str]] = {
    "ratio": lambda value: f"x{value:.2f}".removesuffix("0"),
    "errors": lambda value: f"{value:.0f} errors",
    "a second": lambda value: f"{value:.0f} a second",
    "ms": lambda value: f"{value:.1f} ms",
    "s": lambda value: f"{value:.2f} s",
    "KB": lambda value: f"{value:.1f} KB",
    "share": lambda value: f"{100 * value:.1f} %",
}

GOALS = {
    "lesson": Goal("Lesson page, signed in", "ratio", 2.0),
    "public_cached": Goal("Public page, not signed in, held whole", "ratio", 1.0),
    "public_rendered": Goal("Public page, not signed in, rendered anew", "ratio", 3.0),
    "public_first": Goal("Public page, not signed in, first time after a publishing", "ratio"),
    "autosave": Goal("Autosave of one answer", "ratio", 2.0),
    "autosave_at_once": Goal("Autosave, 200 at once", "errors", 0),
    "attempts": Goal("Whole tests of 20 saved answers, 50 people at once", "a second", 30, is_floor=True),
    "start": Goal("Start of a test of 40 questions (processor time)", "ms"),
    "starts_at_once": Goal("500 people start a test in the same second", "errors", 0),
    "certificate": Goal("Certificate issued, signed and rendered (PDF/A; processor time)", "ms", 25),
    "batch": Goal("Certificates of one batch, each with its mail", "a second"),
    "verify": Goal("Page that checks a certificate", "ratio", 2.0),
    "html": Goal("Lesson page, HTML alone", "KB", 30),
    "first_visit_km": Goal("First visit to a lesson in Khmer", "KB", 170),
    "first_visit_my": Goal("First visit to a lesson in Burmese", "KB", 170),
    "import_csv": Goal("Participant list, CSV", "s", 2),
    "import_xlsx": Goal("Participant list, XLSX", "s", 2),
    "retention_query": Goal("The four numbers of a campaign, everybody read from the database", "ms"),
    "report_10k": Goal("Gain and item report on a programme's tests", "ms", 15),
    "report_100k": Goal("Gain and item report on a programme's tests", "ms", 120),
    "campaign_page": Goal("Page of a follow-up, for an administrator (processor time)", "ms", 300),
    "retention_arrays": Goal("Retention over 42 strata, counted in arrays (processor time)", "s", 1),
    "curves_100k": Goal("Kaplan-Meier in 42 strata, counted in arrays (processor time)", "ms", 20),
    "curves_1m": Goal("Kaplan-Meier in 42 strata, counted in arrays (processor time)", "ms", 100),
    "draw": Goal("Draw of one in twenty, in 42 strata (processor time)", "s", 1),
    "coverage": Goal(
        "95 % intervals of a follow-up that hold the truth, by the site's own actions", "share", 0.92, is_floor=True
    ),
    "resamples": Goal("Turnbull's estimate with its resamples, in 42 strata (processor time)", "s", 10),
}
HEADINGS = ["Work", "bare: CPU", "ours: CPU", "ours: p50 / p95", "measured", "there", "goal", ""]
VERDICTS = {True: "reached", False: "not reached", None: ""}


def errors_of(measured: Measured) -> int:
    errors = [cost.errors for cost in (measured.bare, measured.ours) if cost]
    return sum(errors) + len(measured.more.get("missing", []))


def lines_of(results: dict[str, Measured], factor: float) -> list[list[str]]:
    return [line_of(GOALS[name], results[name], factor) for name in GOALS if name in results]


def line_of(goal: Goal, measured: Measured, factor: float) -> list[str]:
    bare, ours = measured.bare, measured.ours
    return [
        goal.title + details_of(measured),
        f"{bare.cpu_ms:.2f} ms" if bare else "",
        f"{ours.cpu_ms:.2f} ms" if ours else "",
        f"{ours.p50_ms:.1f} / {ours.p95_ms:.1f} ms" if ours else "",
        UNITS[goal.unit](measured.value),
        UNITS[goal.unit](goal.there(measured.value, factor)) if goal.unit in ABSOLUTE else "",
        goal.words,
        verdict_of(goal, measured, factor),
    ]


def details_of(measured: Measured) -> str:
    """What the title leaves open: how many rows, requests, saves a second."""
    forms = {
        "rows": "{:,} rows",
        "cpu": "{:.2f} s of one core",
        "cases": "{:,} alumni",
        "queries": "{} queries",
        "people": "{:,} people",
        "resamples": "{:,} resamples",
        "repeats": "{:,} repeats",
        "naive": "those who answered by themselves alone are off by {:.2f}",
        "sittings": "{:,} sittings of 40 questions",
        "database": "{:.1f} ms of it reading",
        "processor": "{:.1f} ms of the bench's own processor time",
        "requests": "{} requests",
        "a_second": "{:.0f} saves a second",
        "starts_a_second": "{:.0f} starts a second",
        "upserts_a_second": "{:.0f} bare upserts a second by as many",
        "upserts_a_test": "a test for {:.1f} of them",
        "issued": "{:,} certificates",
        "each": "{:.1f} ms of the processor each",
        "grown": "the worker grew by {:.0f} MB",
    }
    words = [form.format(measured.more[name]) for name, form in forms.items() if name in measured.more]
    return f" ({', '.join(words)})" if words else ""


def verdict_of(goal: Goal, measured: Measured, factor: float) -> str:
    errors = errors_of(measured)
    return VERDICTS[goal.is_reached(measured, factor)] + (f", {errors} errors" if errors else "")


def as_text(results: dict[str, Measured], factor: float) -> str:
    lines = [HEADINGS, *lines_of(results, factor)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    return "\n".join("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)) for line in lines)


def as_markdown(results: dict[str, Measured], factor: float) -> str:
    rows = [HEADINGS, ["---"] * len(HEADINGS), *lines_of(results, factor)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
