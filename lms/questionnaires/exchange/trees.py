"""Reads foreign XML: no document type, no entities, bounded in size and depth."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge

MAX_TAGS = 500_000
MAX_DEPTH = 100


def tree_of(content: bytes) -> Element:
    """Raises FileNotReadable, saying where it breaks, or FileTooLarge."""
    if content.count(b"<") > MAX_TAGS or content.count(b"=") > MAX_TAGS:
        raise FileTooLarge
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileNotReadable(_("It declares a document type or entities.")) from error
    except ParseError as error:
        line, column = error.position
        message = _("It breaks at line %(line)s, column %(column)s.")
        raise FileNotReadable(message % {"line": line, "column": column + 1}) from error
    except (ValueError, LookupError) as error:
        raise FileNotReadable(_("Save it in UTF-8.")) from error
    if is_too_deep(root):
        raise FileNotReadable(_("Its parts are nested too deep."))
    return root


def is_too_deep(root: Element) -> bool:
    level = [root]
    for _depth in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
