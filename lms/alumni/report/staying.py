"""How long people stay: the curve with what is not identified in it, and the reasons for leaving."""

import math
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.alumni.pictures import curve, incidence
from lms.alumni.report import words
from lms.alumni.report.parts import Figure, Hidden, Key, Number, Row, Section, Share, Span, Table, Value
from lms.alumni.results.curve_figures import CurveFigure, Curves, Point, Reason, Step
from lms.alumni.results.figures import Results
from lms.core.display import number_text

REASONS = (
    *("reason-left", "reason-ministry", "reason-government", "reason-retired", "reason-deceased"),
    *("reason-sixth", "reason-seventh"),
)


def sections(found: Results) -> list[Section]:
    """Nothing but a word on the progress while the curves are still being made."""
    if found.curves is None:
        return [Section(_("How long they stay"), [waiting(found)])]
    curves = found.curves
    figures = [
        figure_of("capacity-loss", _("Still in post after the training: loss of capacity"), curves.lost, curves),
        figure_of("turnover", _("Still in post after the training: turnover"), curves.turnover, None),
        *reasons(curves),
    ]
    return [Section(_("How long they stay"), told(curves), [figure for figure in figures if figure])]


def first_curve(found: Results) -> list[Section]:
    """The curve of lost capacity alone, and nothing before it is made."""
    if found.curves is None:
        return []
    caption = _("Still in post after the training: loss of capacity")
    figure = figure_of("capacity-loss", caption, found.curves.lost, found.curves)
    return [Section(_("How long they stay"), [median(found.curves.lost)], [figure] if figure else [])]


def waiting(found: Results) -> str:
    progress = found.estimation
    if not progress.total or progress.is_finished:
        return _("Too few posts are known for a curve.")
    return _("The curves are being worked out: %(done)s of %(total)s rounds. Please come back in a few minutes.") % {
        "done": number_text(progress.done),
        "total": number_text(progress.total),
    }


def told(curves: Curves) -> list[str]:
    return [
        _(
            "Loss of capacity counts retirement and death as leaving. Turnover leaves them out from the day on which "
            "it happened."
        ),
        median(curves.lost),
        _("Intervals: people drawn again %(times)s times within their strata, seed %(seed)s.")
        % {"times": number_text(curves.resamples), "seed": curves.seed},
    ]


def median(found: CurveFigure) -> str:
    if found.median is not None:
        return _("Half of them had left after %(months)s months.") % {"months": number_text(found.median)}
    if found.rmst_60 is None and found.rmst_24 is None:
        return _("Half of them have not left yet.")
    months, span = (found.rmst_60, 60) if found.rmst_60 is not None else (found.rmst_24, 24)
    return _("Half of them have not left yet. Of the first %(span)s months, people stayed %(months)s on average.") % {
        "span": span,
        "months": number_text(months, decimals=1),
    }


def figure_of(name: str, caption: str, found: CurveFigure | None, curves: Curves | None) -> Figure | None:
    """The curve with its boxes and whiskers; with `curves` also between the best and the worst case."""
    if found is None or not found.steps:
        return None
    best, worst = (steps_of(curves.best), steps_of(curves.worst)) if curves else ([], [])
    tenure = curve.Tenure(steps_of(found.steps), times_of(found), found.until, best, worst)
    keys = [
        Key("curve", _("share still in post"), "line"),
        Key("box", _("falls in these months, nobody knows when")),
        Key("whisker", words.interval(), "line"),
    ]
    if curves:
        keys.append(Key("ribbon", _("between worst and best case for those whose post is not known")))
    source = _("Along: months since the training. The curve ends where fewer than ten people are still followed.")
    picture = curve.drawn(tenure, _("People still followed:"))
    return Figure(caption, picture, table_of(name, caption, found), keys, source)


def steps_of(steps: Sequence[Step]) -> list[curve.Step]:
    return [curve.Step(step.left, math.inf if step.right is None else step.right, step.mass) for step in steps]


def times_of(found: CurveFigure) -> list[curve.AtTime]:
    points = {point.month: point for point in found.points}
    followed = {at.month: at.people for at in found.at_risk}
    months = sorted(month for month in {*points, *followed} if month <= found.until)
    return [at_time(month, points.get(month), followed.get(month)) for month in months]


def at_time(month: float, point: Point | None, people: int | None) -> curve.AtTime:
    if point is None:
        return curve.AtTime(month, None, None, None, people)
    return curve.AtTime(month, point.share, point.low, point.high, people)


def table_of(name: str, caption: str, found: CurveFigure) -> Table:
    followed = {at.month: at.people for at in found.at_risk}
    rows = [
        Row(number_text(point.month), [shared(point.share), interval_of(point), followed.get(point.month)])
        for point in found.points
    ]
    rows.append(Row(_("Half have left (months)"), [None if found.median is None else Number(found.median), None, None]))
    headings = [_("Months since the training"), _("Still in post"), words.interval(), _("Still followed")]
    return Table(f"tenure-{name}", caption, headings, rows)


def shared(share: float | None) -> Value:
    return Hidden() if share is None else Share(share)


def interval_of(point: Point) -> Value:
    return None if point.low is None or point.high is None else Span(point.low, point.high)


def reasons(curves: Curves) -> list[Figure]:
    """Gone for each reason by each wave time; the shares and those still in post make one."""
    if not curves.reasons:
        return []
    caption = _("Why people are no longer in post")
    months = sorted({month for reason in curves.reasons for month in reason.shares})
    shown = [reason for reason in curves.reasons if None not in reason.shares.values()]
    kinds = dict(zip(REASONS, shown, strict=False))
    drawn = {kind: sorted(reason.shares.items()) for kind, reason in kinds.items()}
    rows = [
        Row(str(reason.label), [Hidden() if reason.people is None else reason.people, *shares_at(reason, months)])
        for reason in curves.reasons
    ]
    headings = [_("Reason"), _("People"), *(_("after %(months)s months") % {"months": month} for month in months)]
    keys = [Key(f"step {kind}", str(reason.label), "line") for kind, reason in kinds.items()]
    source = _("Along: months since the training. Upwards: the share gone for this reason by then.")
    picture = incidence.drawn(drawn, max([*months, 12])) if drawn else None
    return [Figure(caption, picture, Table("reasons", caption, headings, rows), keys, source)]


def shares_at(reason: Reason, months: Sequence[float]) -> list[Value]:
    return [shared(reason.shares.get(month)) for month in months]
