"""The keys that sign credentials: private halves in files or the environment, public halves in the database for ever.

A file is named by its public key and holds the private one, both as multibase text.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from certificates import multibase
from certificates.errors import KeyJustChanged, NoNewKey, NoSigningKey
from certificates.models import SigningKey
from lms.core import audit
from lms.people.models import User


def in_use() -> tuple[SigningKey, Ed25519PrivateKey]:
    """The key that signs now, made at first use where the site may keep one. Raises NoSigningKey."""
    row = SigningKey.objects.filter(is_in_use=True).first() or first()
    return row, private_of(row)


def first() -> SigningKey:
    """Two processes that both find no key end with one: the later INSERT loses, and takes the other's row."""
    public = next(iter(sorted(private_texts())), "") or made()
    try:
        with transaction.atomic():
            return SigningKey.objects.create(number=1, public_key=public)
    except IntegrityError:
        row = SigningKey.objects.filter(is_in_use=True).first()
        if row is None:
            raise NoSigningKey from None
        return row


def rotate(*, by: User | None) -> SigningKey:
    """Sign with a new key from now on; every older public key stays published. Raises KeyJustChanged or NoNewKey."""
    public = fresh()
    try:
        with transaction.atomic():
            number = (SigningKey.objects.aggregate(last=Max("number"))["last"] or 0) + 1
            SigningKey.objects.filter(is_in_use=True).update(is_in_use=False)
            row = SigningKey.objects.create(number=number, public_key=public)
            audit.record(row, "certificates.rotate_key", by=by, public_key=public)
            return row
    except IntegrityError:
        raise KeyJustChanged from None


def fresh() -> str:
    """The public half of a key that never signed: from the environment, or made now. Raises NoNewKey or NoSigningKey.

    A file that lies in the folder unused is not taken: a rotation may follow a theft of the folder.
    """
    if not settings.SIGNING_KEYS:
        return made()
    registered = set(SigningKey.objects.values_list("public_key", flat=True))
    public = next((key for key in private_texts() if key not in registered), "")
    if not public:
        raise NoNewKey
    return public


def private_of(row: SigningKey) -> Ed25519PrivateKey:
    """Raises NoSigningKey where this machine does not have it."""
    path = folder() / f"{row.public_key}.key"
    try:
        text = private_texts()[row.public_key] if settings.SIGNING_KEYS else read(path)
    except (KeyError, FileNotFoundError):
        raise NoSigningKey from None
    return private_key(text)


def private_texts() -> dict[str, str]:
    """`{public: private}` of every key on this machine, as text."""
    if settings.SIGNING_KEYS:
        return {public_text(private_key(text)): text for text in settings.SIGNING_KEYS}
    return {path.stem: read(path) for path in folder().glob("z*.key")}


def read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


def made() -> str:
    """Write a new private key to the folder and return its public half. Raises NoSigningKey."""
    if not is_ready():
        raise NoSigningKey
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    public = public_text(key)
    with NamedTemporaryFile("w", encoding="ascii", dir=folder(), prefix=".new-", delete=False) as file:  # mode 0600
        file.write(private_text(key))
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).rename(folder() / f"{public}.key")
    return public


def is_ready() -> bool:
    """Whether this machine has a place for private keys: a real site's folder is made by the people who run it."""
    return bool(settings.SIGNING_KEYS) or settings.EMBEDDED or folder().is_dir()


def folder() -> Path:
    return Path(settings.SIGNING_KEYS_DIR)


def private_key(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(multibase.key_bytes(multibase.PRIVATE_KEY, text))


def public_key(row: SigningKey) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(multibase.key_bytes(multibase.PUBLIC_KEY, row.public_key))


def private_text(key: Ed25519PrivateKey) -> str:
    return multibase.key_text(multibase.PRIVATE_KEY, key.private_bytes_raw())


def public_text(key: Ed25519PrivateKey) -> str:
    return multibase.key_text(multibase.PUBLIC_KEY, key.public_key().public_bytes_raw())
