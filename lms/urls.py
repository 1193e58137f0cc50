"""Every address of the site: one sign-in door, our screens under their language, Wagtail's admin for editors."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from certificates import urls as certificates_urls
from lms.alumni import urls as alumni_urls
from lms.core import views as core

handler500 = core.server_error

login_door = RedirectView.as_view(url="/accounts/login/", query_string=True)

urlpatterns = [
    path("", core.start, name="start"),
    path("healthz", core.healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
    # Every other login and reset form is walked past the throttle and the second factor: closed before Wagtail's.
    re_path(r"^admin/(?:login|password_reset.*)/$", login_door),
    re_path(r"^(?:[a-z-]+/)?_util/login/$", login_door, name="wagtailcore_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("dev/mail/", core.mail_folder, name="mail_folder"),
    path("s/", include(alumni_urls.survey)),
    path("c/", include(certificates_urls.documents)),
    path("", include(certificates_urls.published)),
    *i18n_patterns(
        # What is asked for most comes first: an address is tried against one pattern after the other.
        path("", include("lms.learning.urls")),
        path("", include("lms.assessments.urls")),
        path("", include("lms.questionnaires.urls")),  # after the assessments: "bank/analysis/" is no question
        path("", include("certificates.urls")),
        path("", include("lms.people.urls")),
        path("accounts/", include("allauth.urls")),
        path("styleguide/", core.style_guide, name="style_guide"),
        path("", include("lms.cohorts.urls")),  # before the dashboards: "cohorts/new/" is no cohort
        path("", include("lms.dashboards.urls")),
        path("", include("lms.alumni.urls")),
        path("", include("courses.tot.urls")),
    ),
]
