"""What the people who run a site hear when contacts could not be kept or read."""

from django.core.checks import Error, Tags, register

from lms.people import contacts, encryption


@register(Tags.security)
def contact_keys_are_usable(app_configs, **options):
    """At every command: without a key no phone or private address can be kept."""
    try:
        encryption.box()
    except encryption.NoContactKey as error:
        return [Error(str(error), id="people.E001")]
    return []


@register(Tags.database)
def contact_keys_fit_what_is_kept(app_configs, databases=None, **options):
    """At `migrate`, which stands before every start, and at `check --database default`."""
    if not databases or contact_keys_are_usable(app_configs) or not contacts.has_table() or contacts.can_be_read():
        return []
    return [Error(str(encryption.WrongContactKey()), id="people.E002")]
