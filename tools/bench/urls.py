"""The site's addresses and the bench's own."""

from django.urls import path

from lms.urls import handler500
from lms.urls import urlpatterns as site_patterns
from tools.bench import bare

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [
    path("bench/page/", bare.page),
    path("bench/save/", bare.save),
    path("bench/publish/", bare.publish),
    *site_patterns,
]
