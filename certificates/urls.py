"""Addresses."""

from django.urls import path

from certificates.views import (
    approving,
    batches,
    credential,
    holder,
    papers,
    public,
    reissuing,
    settings,
    standing,
    taskforce,
    trainer,
)

app_name = "certificates"
urlpatterns = [
    path("verify/", public.verify, name="verify"),
    path("verify/paper/", public.paper, name="paper"),
    path("verify/<str:code>/", public.verified, name="verified"),
    path("cohorts/<slug:code>/recommendations/", trainer.recommendations, name="recommendations"),
    path("recommendations/new/<int:pk>/", trainer.recommend, name="recommend"),
    path("recommendations/renew/<int:pk>/", trainer.renew, name="renew"),
    path("recommendations/<int:pk>/answer/", trainer.answer, name="answer"),
    path("recommendations/<int:pk>/withdraw/", trainer.withdraw, name="withdraw"),
    path("recommendations/completion/<int:pk>/", trainer.issue_completion, name="issue_completion"),
    path("cohorts/<slug:code>/recommendations/issue/", batches.order_completions, name="order_completions"),
    path("certificates/batches/", batches.batch_list, name="batches"),
    path("certificates/batches/<int:pk>/", batches.batch, name="batch"),
    path("certificates/batches/<int:pk>/retry/", batches.retry_all, name="retry_batch"),
    path("certificates/batches/items/<int:pk>/retry/", batches.retry, name="retry_item"),
    path("taskforce/", taskforce.queue, name="queue"),
    path("taskforce/approve/", approving.approve_chosen, name="approve_chosen"),
    path("taskforce/<int:pk>/", taskforce.candidate, name="candidate"),
    path("taskforce/certificates/", standing.issued, name="issued"),
    path("taskforce/certificates/<int:pk>/", standing.certificate, name="certificate"),
    path("taskforce/certificates/<int:pk>/suspend/", standing.suspend, name="suspend"),
    path("taskforce/certificates/<int:pk>/reinstate/", standing.reinstate, name="reinstate"),
    path("taskforce/certificates/<int:pk>/revoke/", standing.revoke, name="revoke"),
    path("taskforce/certificates/<int:pk>/correct/", reissuing.correct, name="correct"),
    path("taskforce/certificates/<int:pk>/transfer/", reissuing.transfer, name="transfer"),
    path("taskforce/settings/", settings.countries, name="settings"),
    path("taskforce/settings/<str:country>/", settings.country, name="country_settings"),
    path("taskforce/settings/<str:country>/sample.pdf", settings.sample, name="sample"),
    path("taskforce/settings/<str:country>/signatures/new/", settings.new_signatory, name="new_signatory"),
    path("taskforce/settings/signatures/<int:pk>/end/", settings.end_signatory, name="end_signatory"),
    path("taskforce/settings/pictures/<str:sha256>.png", settings.picture, name="picture"),
    path("my/certificates/", holder.mine, name="mine"),
]

documents = (
    [
        path("<str:code>.pdf", papers.pdf, name="pdf"),
        path("<str:code>.png", papers.png, name="png"),
        path("<str:code>.json", credential.signed, name="json"),
    ],
    "documents",
)
published = (
    [
        path(".well-known/did.json", credential.did_document, name="did"),
        path("status/<str:name>", credential.status_list, name="status"),
    ],
    "published",
)
