"""Opens a packed file (XLSX, QTI package) within bounds: names, number, sizes, nothing packed inside."""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 20 * 1024 * 1024
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PACKED_SUFFIXES = {".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".jar", ".xlsx", ".docx"}
BROKEN = (
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


class Archive:
    """The members of a package by name; nothing is ever written to disk."""

    def __init__(self, content: bytes):
        """Raises FileTooLarge or FileNotReadable."""
        if len(content) > MAX_BYTES:
            raise FileTooLarge
        try:
            self.file = zipfile.ZipFile(io.BytesIO(content))
            members = self.file.infolist()
        except BROKEN as error:
            raise FileNotReadable from error
        check_sizes(members)
        check_names(members)
        self.members = {member.filename: member for member in members if not member.is_dir()}

    def read(self, name: str) -> bytes:
        """Raises KeyError for a name that is not there, FileNotReadable for one that is broken."""
        member = self.members[name]
        try:
            with self.file.open(member) as part:
                content = part.read(MAX_MEMBER_BYTES + 1)
        except BROKEN as error:
            raise FileNotReadable(broken_member(name)) from error
        if len(content) > MAX_MEMBER_BYTES:
            raise FileTooLarge
        return content


def broken_member(name: str) -> str:
    return _("The part %(name)s is broken.") % {"name": name[:200]}


def check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise FileTooLarge
    if any(member.file_size > MAX_MEMBER_BYTES for member in members):
        raise FileTooLarge


def check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise FileNotReadable(_("Two parts of the package have the same name."))
    for member in members:
        if is_unsafe(member):
            message = _("The part %(name)s has a name or a form that is not allowed in a package.")
            raise FileNotReadable(message % {"name": member.filename[:200]})


def is_unsafe(member: zipfile.ZipInfo) -> bool:
    """Leads out of the package, is a link, is encrypted, or is itself packed."""
    # zipfile cuts a name at its NUL and turns backslashes: what was sent stands in orig_filename.
    sent, path = member.orig_filename, PurePosixPath(member.filename)
    leads_out = path.is_absolute() or ".." in path.parts or any(sign in sent for sign in "\\\0:")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    is_encrypted = bool(member.flag_bits & 0x1)
    is_packed = path.suffix.lower() in PACKED_SUFFIXES
    return leads_out or is_link or is_encrypted or is_packed or member.compress_type not in PACKINGS
