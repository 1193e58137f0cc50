"""Addresses."""


app_name = "certificates"
urlpatterns = []

documents = ([], "documents")
