"""Addresses."""


app_name = "cohorts"
urlpatterns = []
