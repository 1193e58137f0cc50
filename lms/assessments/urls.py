"""Addresses."""

from django.urls import path, register_converter

from lms.assessments.models import Attempt
from lms.assessments.views import (
    analysis,
    completion,
    forms_of_bank,
    grants,
    marks,
    paper_import,
    papers,
    rekeying,
    results,
    saving,
    sittings,
    typing,
)


class PhaseConverter:
    regex = "|".join(Attempt.Phase.values)

    def to_python(self, value):
        return Attempt.Phase(value)

    def to_url(self, value):
        return str(value)


register_converter(PhaseConverter, "phase")

app_name = "assessments"
urlpatterns = [
    path("my/enrolments/<int:pk>/start/<phase:phase>/", sittings.start, name="start"),
    path("attempts/<uuid:pk>/", sittings.attempt, name="attempt"),
    path("attempts/<uuid:pk>/<int:position>/", sittings.question, name="question"),
    path("attempts/<uuid:pk>/save/", saving.save, name="save"),
    path("attempts/<uuid:pk>/state/<int:position>/", saving.state, name="state"),
    path("attempts/<uuid:pk>/review/", sittings.review, name="review"),
    path("attempts/<uuid:pk>/hand-in/", sittings.hand_in, name="hand_in"),
    path("attempts/<uuid:pk>/result/", results.own_result, name="result"),
    path("cohorts/<slug:code>/results/", results.cohort, name="results"),
    path("cohorts/<slug:code>/assessments/", completion.completion, name="completion"),
    path("cohorts/<slug:code>/assessments/now/", completion.now, name="completion_now"),
    path("cohorts/<slug:code>/assessments/marking/", marks.marking, name="marking"),
    path("cohorts/<slug:code>/assessments/marking/<int:pk>/", marks.mark, name="mark"),
    path("bank/<str:code>/rekey/", rekeying.rekey, name="rekey"),
    path("cohorts/<slug:code>/assessments/<int:enrolment>/grant/", grants.grant_try, name="grant_try"),
    path("bank/forms/", forms_of_bank.forms, name="forms"),
    path("bank/forms/<int:pk>/", forms_of_bank.form, name="form"),
    path("bank/forms/<slug:programme>/draw/", forms_of_bank.form_draw, name="form_draw"),
    path("bank/forms/<slug:programme>/preview/", forms_of_bank.form_preview, name="form_preview"),
    path("bank/forms/<slug:programme>/freeze/", forms_of_bank.form_freeze, name="form_freeze"),
    path("bank/analysis/", analysis.analysis_start, name="analysis_start"),
    path("bank/analysis/<slug:programme>/", analysis.analysis, name="analysis"),
    path("bank/analysis/<slug:programme>/flags/send/", analysis.send_flags, name="send_flags"),
    path("bank/analysis/<slug:programme>/<slug:code>/", analysis.item_analysis, name="item_analysis"),
    path("cohorts/<slug:code>/assessments/analysis/", analysis.cohort_analysis, name="cohort_analysis"),
    path(
        "cohorts/<slug:code>/assessments/analysis/<slug:question>/",
        analysis.cohort_item_analysis,
        name="cohort_item_analysis",
    ),
    path("cohorts/<slug:code>/paper/", papers.paper, name="paper"),
    path("cohorts/<slug:code>/paper/<phase:phase>/", typing.grid, name="paper_grid"),
    path("cohorts/<slug:code>/paper/<phase:phase>/sheets.pdf", papers.sheets, name="paper_sheets"),
    path(
        "cohorts/<slug:code>/paper/<phase:phase>/booklet-<slug:letter>-<int:version>-<slug:language>.pdf",
        papers.booklet,
        name="paper_booklet",
    ),
    path("cohorts/<slug:code>/paper/<phase:phase>/answers.xlsx", papers.template, name="paper_template"),
    path("cohorts/<slug:code>/paper/<phase:phase>/sheets/<slug:sheet>/", typing.sheet, name="paper_sheet"),
    path("cohorts/<slug:code>/paper/<phase:phase>/import/", paper_import.upload, name="paper_import"),
    path(
        "cohorts/<slug:code>/paper/<phase:phase>/import/<str:token>/", paper_import.report, name="paper_import_report"
    ),
]
