"""The report on a programme's questions and forms: for those who work on the bank, and for trainers of a cohort."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lms.assessments import permissions
from lms.assessments.actions import flags
from lms.assessments.report import building, forest, plot, sorting, words
from lms.assessments.report.reading import Scope
from lms.cohorts.models import Cohort
from lms.core import programmes
from lms.core.access import found_if
from lms.core.paging import page_of
from lms.questionnaires.models import Question, ReviewTask

COHORTS_A_PAGE = 50


@login_required
@require_GET
def analysis_start(request):
    """Which programme, and of it all cohorts, one year or one cohort."""
    found_if(permissions.can_read_analysis(request.user))
    taken = Count("enrolments", filter=Q(enrolments__attempts__max_points__isnull=False), distinct=True)
    cohorts = Cohort.objects.annotate(taken=taken).filter(taken__gt=0).order_by("-starts_on", "code")
    years = Cohort.objects.dates("starts_on", "year", order="DESC")
    context = {
        "programmes": programmes.all_programmes(),
        "years": [day.year for day in years],
        "page": page_of(cohorts, request, size=COHORTS_A_PAGE),
        "trail": [bank_link(), ("", _("Analysis of questions"))],
    }
    return render(request, "assessments/analysis_start.html", context)


def bank_link() -> tuple[str, str]:
    return reverse("questionnaires:bank"), _("Question bank")


def start_links() -> list[tuple[str, str]]:
    return [bank_link(), (reverse("assessments:analysis_start"), _("Analysis of questions"))]


@login_required
@require_GET
def analysis(request, programme):
    found_if(permissions.can_read_analysis(request.user))
    scope = scope_asked(request, programme)
    trail = [*start_links(), ("", title_of(programme))]
    return page_of_report(request, scope, trail, "assessments:item_analysis", [programme])


@login_required
@require_GET
def cohort_analysis(request, code):
    """The same for one cohort, for those who run it."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    trail = [*trail_of(cohort), ("", _("Analysis of questions"))]
    return page_of_report(
        request, Scope(cohort.programme_code, cohort=cohort), trail, "assessments:cohort_item_analysis", [code]
    )


def page_of_report(request, scope, trail, item_route, arguments):
    report = building.report(scope)
    order = request.GET.get("sort", "place")
    cohorts = Cohort.objects.in_bulk([run.cohort_id for run in report.learned.runs])
    runs = [(cohorts[run.cohort_id].title, run) for run in report.learned.runs]
    context = {
        **frame_of(scope, trail),
        "report": report,
        "runs": runs,
        "forest": forest.drawn(runs) if len(runs) > 1 else None,
        "forms": [(form, rows_of(form, order, item_route, arguments)) for form in report.forms],
        "flagged": sum(bool(item.flags) for form in report.forms for item in form.items),
        "order": order if order in sorting.ORDERS else "place",
        "orders": orders(),
        "may_send": scope.cohort is None and not scope.year and permissions.can_send_flags(request.user),
    }
    return render(request, "assessments/analysis.html", context)


def rows_of(form, order, route, arguments):
    """Each question with the address of its own page."""
    return [(item, reverse(route, args=[*arguments, item.code])) for item in sorting.in_order(form.items, order)]


@login_required
@require_GET
def item_analysis(request, programme, code):
    found_if(permissions.can_read_analysis(request.user))
    scope = scope_asked(request, programme)
    question = get_object_or_404(Question, programme_code=programme, code=code)
    back = reverse("assessments:analysis", args=[programme])
    trail = [*start_links(), (back, title_of(programme)), ("", code)]
    wording = question.wordings.filter(language="en").first()
    tasks = ReviewTask.objects.open().filter(question=question)
    return page_of_item(request, scope, trail, code, {"question": question, "wording": wording, "tasks": tasks})


@login_required
@require_GET
def cohort_item_analysis(request, code, question):
    """A trainer sees the figures; the words and the key stay in the bank."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    back = reverse("assessments:cohort_analysis", args=[code])
    trail = [*trail_of(cohort), (back, _("Analysis of questions")), ("", question)]
    return page_of_item(request, Scope(cohort.programme_code, cohort=cohort), trail, question, {})


def page_of_item(request, scope, trail, code, more):
    report = building.report(scope)
    rows = [(form, item) for form in report.forms for item in form.items if item.code == code]
    if not rows and not more:
        raise Http404
    context = {
        **frame_of(scope, trail),
        "code": code,
        "places": [place_of(form, item) for form, item in rows],
        **more,
    }
    return render(request, "assessments/analysis_item.html", context)


def place_of(form, item):
    """One form's view of the question: its figures with their plots."""
    return {
        "form": form,
        "item": item,
        "change_plot": plot.four_counts(item.change) if item.change else None,
        "phases": [
            (words.PHASES[phase], figures, plot.options(figures) if figures.options else None)
            for phase, figures in item.phases.items()
        ],
    }


@login_required
@require_POST
def send_flags(request, programme):
    """Open review tasks for what is flagged over all cohorts."""
    found_if(permissions.can_send_flags(request.user) and programme in settings.PROGRAMMES)
    count = flags.send_flags(programme_code=programme, by=request.user)
    sent = ngettext("%(count)s new review task is open.", "%(count)s new review tasks are open.", count)
    messages.success(request, sent % {"count": count} if count else _("There is nothing new: every flag has its task."))
    return redirect("assessments:analysis", programme=programme)


def scope_asked(request, programme):
    """What the address asks for; a cohort or year that does not exist cannot be found."""
    found_if(programme in settings.PROGRAMMES)
    code, year = request.GET.get("cohort", ""), request.GET.get("year", "")
    if code:
        return Scope(programme, cohort=get_object_or_404(Cohort, code=code, programme_code=programme))
    if year:
        found_if(len(year) == 4 and year.isascii() and year.isdigit() and year != "0000")
        return Scope(programme, year=int(year))
    return Scope(programme)


def frame_of(scope, trail):
    narrowed = ""
    if scope.cohort:
        narrowed = f"cohort={scope.cohort.code}"
    elif scope.year:
        narrowed = f"year={scope.year}"
    return {
        "scope": scope,
        "title": title_of(scope.programme_code),
        "today": timezone.localdate(),
        "trail": trail,
        "narrowed": narrowed,
    }


def title_of(programme_code):
    return programmes.get(programme_code).title


def trail_of(cohort):
    return [
        (reverse("cohorts:list"), _("Cohorts")),
        (reverse("dashboards:cohort", args=[cohort.code]), cohort.title),
    ]


def orders():
    return [
        ("place", _("Place on the form")),
        ("flags", _("Most flags first")),
        ("before", _("Hardest before the course")),
        ("after", _("Hardest after the course")),
        ("change", _("Least change")),
        ("r", _("Lowest discrimination")),
        ("code", _("Code")),
    ]
