"""Addresses."""


app_name = "tot"
urlpatterns = []
