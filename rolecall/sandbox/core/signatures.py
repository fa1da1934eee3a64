"""RSA signatures of JSON Web Tokens (RFC 7518 sections 3.3 and 3.5), checked with the standard library alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from rolecall.sandbox.core.tokens import decoded

_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 digest in a signature (RFC 8017 section 9.2)."""
_LENGTH = hashlib.sha256().digest_size


@dataclass(frozen=True)
class PublicKey:
    """An RSA key: modulus and exponent."""

    modulus: int
    exponent: int = 65537


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The header and the claims of a JWT, unchecked; None for what is none."""
    try:
        header, claims = (json.loads(decoded(part)) for part in token.split(".")[:2])
    except ValueError:
        return None
    return (header, claims) if isinstance(header, dict) and isinstance(claims, dict) else None


def is_signed(token: str, key: PublicKey) -> bool:
    """Whether the key has signed the token, by RS256 or PS256 as its header says."""
    found, (signed, _, signature) = parts(token), token.rpartition(".")
    if found is None:
        return False
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(decoded(signature), "big")
    if number >= key.modulus:
        return False
    message = pow(number, key.exponent, key.modulus).to_bytes(size, "big")
    digest = hashlib.sha256(signed.encode()).digest()
    match found[0].get("alg"):
        case "RS256":
            filling = b"\xff" * (size - len(_DIGEST_INFO) - _LENGTH - 3)
            return message == b"\x00\x01" + filling + b"\x00" + _DIGEST_INFO + digest
        case "PS256":
            return _is_encoded(message, digest, key.modulus.bit_length() - 1)
    return False


def _is_encoded(message: bytes, digest: bytes, bits: int) -> bool:
    """EMSA-PSS-VERIFY (RFC 8017 section 9.1.2) with a salt as long as the digest."""
    message = message[-((bits + 7) // 8) :]
    masked, seal, end = message[: -_LENGTH - 1], message[-_LENGTH - 1 : -1], message[-1]
    if end != 0xBC:
        return False
    block = bytearray(left ^ right for left, right in zip(masked, _mask(seal, len(masked)), strict=True))
    block[0] &= 0xFF >> (8 * len(message) - bits)
    zeros = len(message) - 2 * _LENGTH - 2
    if any(block[:zeros]) or block[zeros] != 1:
        return False
    return hashlib.sha256(bytes(8) + digest + bytes(block[-_LENGTH:])).digest() == seal


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1 (RFC 8017 appendix B.2.1)."""
    count = -(-length // _LENGTH)
    return b"".join(hashlib.sha256(seed + number.to_bytes(4, "big")).digest() for number in range(count))[:length]
