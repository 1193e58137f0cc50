"""Addresses of the front page, the courses and the action plans."""

from django.urls import path

from lms.learning import views

app_name = "learning"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("courses/", views.courses, name="courses"),
    path("courses/finish/", views.finish, name="finish"),
    path("courses/<path:path>/", views.page, name="page"),
    path("my/plan/<int:enrolment>/", views.plan, name="plan"),
    path("cohorts/<slug:code>/plans/", views.plans, name="plans"),
    path("cohorts/<slug:code>/plans/<int:pk>/accept/", views.accept_plan, name="accept_plan"),
]
