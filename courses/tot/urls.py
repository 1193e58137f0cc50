"""Addresses."""

from django.urls import path

from courses.tot.views import calibration, observing, portfolio, practicum, saving

app_name = "tot"
urlpatterns = [
    path("observations/", observing.observations, name="observations"),
    path("observations/new/<int:session>/", observing.begin, name="begin"),
    path("observations/sw.js", saving.worker, name="worker"),
    path("observations/<int:pk>/save/", saving.save, name="save"),
    path("observations/<int:pk>/state/", saving.state, name="state"),
    path("observations/<int:pk>/", observing.observation, name="observation"),
    path("observations/<int:pk>/read/", practicum.countersign, name="countersign"),
    path("practicum/", practicum.own, name="practicum"),
    path("practicum/<int:enrolment>/", practicum.practicum, name="practicum_of"),
    path("practicum/<int:enrolment>/candidacy/", practicum.candidacy, name="candidacy"),
    path("practicum/<int:enrolment>/sessions/new/", practicum.session_new, name="session_new"),
    path("practicum/sessions/<int:pk>/", practicum.session, name="session"),
    path("practicum/sessions/<int:pk>/change/", practicum.session_change, name="session_change"),
    path("practicum/sessions/<int:pk>/remove/", practicum.session_remove, name="session_remove"),
    path("practicum/sessions/<int:pk>/portfolio/", portfolio.portfolio, name="portfolio"),
    path("practicum/files/<int:pk>/", portfolio.portfolio_file, name="portfolio_file"),
    path("practicum/files/<int:pk>/remove/", portfolio.remove_file, name="remove_file"),
    path("observations/calibration/", calibration.overview, name="calibration"),
    path("observations/calibration/observers/", calibration.observers, name="calibration_observers"),
    path("observations/calibration/<slug:code>/", calibration.lesson, name="calibration_lesson"),
]
