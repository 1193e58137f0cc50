"""Addresses of the desks and figures."""

from django.urls import path

from lms.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("my/", views.my, name="my"),
    path("my/record/", views.record, name="record"),
    path("figures/", views.figures, name="figures"),
    path("cohorts/<slug:code>/", views.cohort, name="cohort"),
]
