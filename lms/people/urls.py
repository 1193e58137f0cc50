"""Addresses."""


app_name = "people"
urlpatterns = []
