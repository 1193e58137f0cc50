"""Addresses of the bank."""

from django.urls import path

from lms.questionnaires.exchange import views as exchange
from lms.questionnaires.views import authoring, bank, preview, steps, tasks

app_name = "questionnaires"
urlpatterns = [
    path("bank/", bank.bank, name="bank"),
    path("bank/new/", authoring.new, name="new"),
    path("bank/tasks/", tasks.tasks, name="tasks"),
    path("bank/tasks/<int:pk>/", tasks.task, name="task"),
    path("bank/import/", exchange.import_start, name="import_start"),
    path("bank/import/sheet/", exchange.import_sheet, name="import_sheet"),
    path("bank/import/<str:token>/", exchange.import_preview, name="import_preview"),
    path("bank/export/", exchange.export, name="export"),
    # A code may be any word: these come after every other address of the bank.
    path("bank/<str:code>/", authoring.question, name="question"),
    path("bank/<str:code>/preview/", preview.preview, name="preview"),
    path("bank/<str:code>/copy/", steps.copy, name="copy"),
    path("bank/<str:code>/steps/<slug:step>/", steps.step, name="step"),
    path("bank/<str:code>/sign-off/<slug:language>/", steps.sign_off, name="sign_off"),
]
