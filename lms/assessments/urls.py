"""Addresses."""

from django.urls import path, register_converter

from lms.assessments import views
from lms.assessments.models import Attempt


class PhaseConverter:
    regex = "|".join(Attempt.Phase.values)

    def to_python(self, value):
        return Attempt.Phase(value)

    def to_url(self, value):
        return str(value)


register_converter(PhaseConverter, "phase")

app_name = "assessments"
urlpatterns = [
    path("my/enrolments/<int:pk>/start/<phase:phase>/", views.start, name="start"),
    path("attempts/<uuid:pk>/", views.attempt, name="attempt"),
    path("attempts/<uuid:pk>/<int:position>/", views.question, name="question"),
    path("attempts/<uuid:pk>/save/", views.save, name="save"),
    path("attempts/<uuid:pk>/review/", views.review, name="review"),
    path("attempts/<uuid:pk>/hand-in/", views.hand_in, name="hand_in"),
    path("attempts/<uuid:pk>/result/", views.result, name="result"),
    path("cohorts/<slug:code>/results/", views.results, name="results"),
]
