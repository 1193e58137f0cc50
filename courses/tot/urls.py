"""Addresses."""

from django.urls import path

from courses.tot import views

app_name = "tot"
urlpatterns = [
    path("observations/", views.observations, name="observations"),
    path("observations/new/<int:enrolment>/", views.observe, name="observe"),
    path("observations/<int:pk>/", views.observation, name="observation"),
]
