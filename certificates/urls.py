"""Addresses."""

from django.urls import path

from certificates.views import public, taskforce, trainer

app_name = "certificates"
urlpatterns = [
    path("cohorts/<slug:code>/recommendations/", trainer.recommendations, name="recommendations"),
    path("recommendations/new/<int:pk>/", trainer.recommend, name="recommend"),
    path("recommendations/completion/<int:pk>/", trainer.issue_completion, name="issue_completion"),
    path("taskforce/", taskforce.queue, name="queue"),
    path("taskforce/<int:pk>/", taskforce.candidate, name="candidate"),
    path("taskforce/certificates/", taskforce.issued, name="issued"),
    path("taskforce/certificates/<int:pk>/revoke/", taskforce.revoke, name="revoke"),
    path("verify/", public.verify, name="verify"),
    path("verify/<str:code>/", public.verified, name="verified"),
]

documents = ([path("<str:code>.pdf", public.document, name="pdf")], "documents")
