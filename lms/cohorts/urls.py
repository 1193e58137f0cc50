"""Addresses."""

from django.urls import path

from lms.cohorts.views import cohorts, managers, people, sessions, upload

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", cohorts.cohort_list, name="list"),
    path("cohorts/new/", cohorts.new, name="new"),
    path("cohorts/<slug:code>/people/", people.people, name="people"),
    path("cohorts/<slug:code>/people/upload/", upload.upload, name="upload"),
    path("cohorts/<slug:code>/people/upload/template.xlsx", upload.upload_template, name="upload_template"),
    path("cohorts/<slug:code>/people/upload/<str:token>/", upload.confirm_upload, name="confirm_upload"),
    path("cohorts/<slug:code>/people/invite/", people.invite, name="invite"),
    path("cohorts/<slug:code>/people/cards/", people.code_cards, name="code_cards"),
    path("cohorts/<slug:code>/people/<int:pk>/manager/", managers.manager, name="manager"),
    path("cohorts/<slug:code>/sessions/", sessions.sessions, name="sessions"),
    path("cohorts/<slug:code>/attendance/", sessions.attendance, name="attendance"),
    path("cohorts/<slug:code>/attendance/<int:session>/", sessions.mark_attendance, name="mark_attendance"),
]
