"""A self-signed TLS certificate for one process, made in memory.

The certificate is written out in DER here (RFC 5280 section 4.1, keys as in RFC 5480) because a provider starts
several times per Terraform command, and a general certificate library costs more time to import than all else that
this module does.
"""

from __future__ import annotations

import base64
import os
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

SERVER_NAME: Final = "localhost"
"""The name for which Terraform verifies the certificate."""

_LIFETIME: Final = timedelta(days=365)
_SKEW: Final = timedelta(minutes=5)

_INTEGER, _BITS, _OCTETS, _OID, _UTF8, _TIME, _SEQUENCE, _SET = 2, 3, 4, 6, 12, 24, 48, 49
_TRUE: Final = b"\x01\x01\xff"
_ECDSA_SHA256: Final = bytes.fromhex("06082a8648ce3d040302")
_COMMON_NAME: Final = bytes.fromhex("0603550403")
_BASIC_CONSTRAINTS: Final = bytes.fromhex("0603551d13")
_KEY_USAGE: Final = bytes.fromhex("0603551d0f")
_EXTENDED_KEY_USAGE: Final = bytes.fromhex("0603551d25")
_ALTERNATIVE_NAME: Final = bytes.fromhex("0603551d11")
_SERVER_AND_CLIENT_AUTH: Final = bytes.fromhex("06082b0601050507030106082b06010505070302")
_SIGN_AND_CERTIFY: Final = bytes.fromhex("03020284")  # digitalSignature, keyCertSign


class Identity(NamedTuple):
    """A certificate (DER) and its private key (PEM, PKCS #8). The key never leaves the process."""

    certificate: bytes
    key_pem: bytes

    @property
    def certificate_pem(self) -> bytes:
        """The certificate in PEM."""
        text = base64.encodebytes(self.certificate).replace(b"\n", b"")
        lines = b"\n".join(text[at : at + 64] for at in range(0, len(text), 64))
        return b"-----BEGIN CERTIFICATE-----\n" + lines + b"\n-----END CERTIFICATE-----\n"

    def __repr__(self) -> str:
        return "Identity(…)"


def create() -> Identity:
    """A fresh P-256 key with a certificate for `localhost`."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    name = _tlv(_SEQUENCE, _tlv(_SET, _tlv(_SEQUENCE, _COMMON_NAME, _tlv(_UTF8, SERVER_NAME.encode()))))
    algorithm = _tlv(_SEQUENCE, _ECDSA_SHA256)
    content = _tlv(
        _SEQUENCE,
        _tlv(0xA0, _tlv(_INTEGER, b"\x02")),  # version 3
        _tlv(_INTEGER, b"\x01" + os.urandom(15)),
        algorithm,
        name,
        _tlv(_SEQUENCE, _time(now - _SKEW), _time(now + _LIFETIME)),
        name,
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        _tlv(0xA3, _tlv(_SEQUENCE, *_extensions())),
    )
    signature = key.sign(content, ec.ECDSA(SHA256()))
    return Identity(
        certificate=_tlv(_SEQUENCE, content, algorithm, _tlv(_BITS, b"\0", signature)),
        key_pem=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def _extensions() -> list[bytes]:
    return [
        _tlv(_SEQUENCE, _BASIC_CONSTRAINTS, _TRUE, _tlv(_OCTETS, _tlv(_SEQUENCE, _TRUE))),
        _tlv(_SEQUENCE, _KEY_USAGE, _TRUE, _tlv(_OCTETS, _SIGN_AND_CERTIFY)),
        _tlv(_SEQUENCE, _EXTENDED_KEY_USAGE, _tlv(_OCTETS, _tlv(_SEQUENCE, _SERVER_AND_CLIENT_AUTH))),
        _tlv(_SEQUENCE, _ALTERNATIVE_NAME, _tlv(_OCTETS, _tlv(_SEQUENCE, _tlv(0x82, SERVER_NAME.encode())))),
    ]


def _time(moment: datetime) -> bytes:
    return _tlv(_TIME, moment.strftime("%Y%m%d%H%M%SZ").encode())


def _tlv(tag: int, *parts: bytes) -> bytes:
    """One DER element: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 128 | len(digits))) + digits + content
