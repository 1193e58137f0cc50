"""Addresses of campaigns and the register, and of the survey link, which needs no sign-in and no language."""

from django.urls import path

from lms.alumni.views import campaigns, register, trainer_figures, trainers
from lms.alumni.views import survey as survey_views

app_name = "alumni"
urlpatterns = [
    path("alumni/", campaigns.campaigns, name="campaigns"),
    path("alumni/new/", campaigns.new, name="new"),
    path("alumni/<slug:code>/", campaigns.campaign, name="campaign"),
    path("alumni/<slug:code>/cases/", campaigns.cases, name="cases"),
    path("alumni/<slug:code>/progress/", campaigns.progress, name="progress"),
    path("alumni/<slug:code>/results/", campaigns.results, name="results"),
    path("alumni/<slug:code>/draw/", campaigns.draw, name="draw"),
    path("alumni/<slug:code>/send/", campaigns.send, name="send"),
    path("alumni/<slug:code>/close/", campaigns.close, name="close"),
    path("register/", register.people, name="register"),
    path("register/<int:pk>/", register.person, name="person"),
    path("register/trainers/", trainers.register, name="trainers_register"),
    path("register/trainers/export/", trainers.export, name="trainers_export"),
    path("trainers/", trainers.public, name="trainers"),
    path("figures/trainers/", trainer_figures.figures, name="trainers_figures"),
]

survey = ([path("<str:token>/", survey_views.answer, name="answer")], "survey")
