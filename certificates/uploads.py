"""A file that somebody wants compared: hashed while it comes in, and kept nowhere, not even for a moment."""

import hashlib

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

LARGEST_PAPER = 5 * 1024 * 1024  # bytes; ours have a tenth of that


class Fingerprint(FileUploadHandler):
    """Takes every piece, so that no other handler, in memory or on disk, ever sees it."""

    def __init__(self, request: HttpRequest):
        super().__init__(request)
        self.sha256 = ""
        self.is_too_large = False

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.hashed, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > LARGEST_PAPER:
            self.is_too_large = True
            raise StopUpload(connection_reset=False)
        self.hashed.update(raw_data)

    def file_complete(self, file_size):
        self.sha256 = self.hashed.hexdigest()


def fingerprint_of(request: HttpRequest) -> Fingerprint:
    """Read the posted form: the view must be the first that asks for it."""
    fingerprint = Fingerprint(request)
    request.upload_handlers = [fingerprint]
    request.FILES  # noqa: B018 (this is what reads the body)
    return fingerprint
