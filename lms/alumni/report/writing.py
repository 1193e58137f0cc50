"""The whole report of one follow-up, in the reader's language: what the page and the sheet of paper both show."""

from collections.abc import Mapping

from lms.alumni.report import asking, sentences, staying, untraced, where
from lms.alumni.report.parts import Report, Table
from lms.alumni.results import Results


def report_of(found: Results, counts: Mapping[str, int]) -> Report:
    """`counts` are people asked by disposition; without a figure to show it says only how it was asked."""
    figure = found.overall.figure
    about = asking.sections(found.campaign, counts, figure.known_rate if figure else None)
    if figure is None:
        return Report(sentences.headline(found), sections=about)
    beside = [sentence for sentence in [sentences.yearly(found), sentences.tipping(found)] if sentence]
    body = [*where.sections(found), *staying.sections(found), *untraced.sections(found)]
    return Report(sentences.headline(found), beside, [*body, *about])


def summary_of(found: Results) -> Report:
    """What stands on the campaign's own page: how it was asked, the curve, the countries."""
    figure = found.overall.figure
    about = [asking.how_asked(found.campaign)]
    curve = staying.first_curve(found) if figure else []
    countries = [where.countries_section(found)] if figure else []
    beside = [sentence for sentence in [sentences.yearly(found)] if sentence]
    return Report(sentences.headline(found), beside, [*about, *curve, *countries])


def published_tables(report: Report) -> list[Table]:
    """Every table of the report that has rows, once a name."""
    found = {table.name: table for table in report.tables if table.rows}
    return list(found.values())
