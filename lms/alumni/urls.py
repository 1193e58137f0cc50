"""Addresses."""


app_name = "alumni"
urlpatterns = []

survey = ([], "survey")
