"""Addresses."""


app_name = "learning"
urlpatterns = []
