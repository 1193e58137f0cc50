"""Addresses of the desks and figures."""

from django.urls import path

from lms.dashboards import views
from lms.dashboards.capacity import views as capacity
from lms.dashboards.logframe import views as logframe

app_name = "dashboards"
urlpatterns = [
    path("my/", views.my, name="my"),
    path("my/record/", views.record, name="record"),
    path("figures/", views.figures, name="figures"),
    path("figures/capacity/", capacity.capacity, name="capacity"),
    path("figures/logframe/", logframe.logframe, name="logframe"),
    path("figures/logframe/paper/", logframe.paper, name="logframe_paper"),
    path("cohorts/<slug:code>/", views.cohort, name="cohort"),
]
