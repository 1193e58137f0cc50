"""Addresses."""

from django.urls import path

from lms.people.views import administration, details, entrance

app_name = "people"
urlpatterns = [
    path("accounts/card/", entrance.card, name="card"),
    path("accounts/invitation/<str:token>/", entrance.invitation, name="invitation"),
    path("my/details/", details.profile, name="profile"),
    path("people/", administration.people, name="people"),
    path("people/<int:pk>/roles/", administration.roles, name="roles"),
    path("people/<int:pk>/roles/<int:role_pk>/end/", administration.role_end, name="role_end"),
    path("organisations/", administration.organisations, name="organisations"),
    path("organisations/new/", administration.organisation_new, name="organisation_new"),
    path("organisations/<int:pk>/", administration.organisation_edit, name="organisation_edit"),
]
