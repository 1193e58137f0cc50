"""What the people who run a site hear before they need it."""

from django.core.checks import Warning, register

from certificates import keys


@register()
def signing_key_has_a_place(app_configs, **options):
    if keys.is_ready():
        return []
    return [
        Warning(
            "No certificate can be issued: there is no place for the key that signs them.",
            hint="Set LMS_SIGNING_KEY (rotate_signing_key --print makes one), or make the folder of SIGNING_KEYS_DIR.",
            id="certificates.W001",
        )
    ]
