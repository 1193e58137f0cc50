"""Addresses."""


app_name = "dashboards"
urlpatterns = []
