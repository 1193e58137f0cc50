"""Wagtail's rights follow the roles."""

from lms.learning import actions


def editing_rights(get_response):
    """Whoever opens Wagtail's admin has there what the roles of this moment give, and nothing of an ended one."""

    def middleware(request):
        if request.path_info.startswith("/admin/") and request.user.is_authenticated:
            actions.add_to_editor_group(request.user)
        return get_response(request)

    return middleware
