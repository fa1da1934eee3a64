"""Statements of who we are, for token exchanges: signed with our key (RFC 7523), or issued by somebody else.

The cryptographic library is loaded when a statement is first signed: most runs need none.
"""

from __future__ import annotations

import base64
import json
import os
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rolecall.runtime.errors import Unauthenticated
from rolecall.runtime.http.requests import fits_a_header, render_text
from rolecall.runtime.http.workload_answers import asked
from rolecall.runtime.logging import register_secret
from rolecall.specification.traits import IssuedStatement, SignedStatement

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

SECONDS: Final = 600
"""The life of a statement that we sign."""


def statement(proof: SignedStatement | IssuedStatement, arguments: Mapping[str, Any]) -> str:
    """The statement for one exchange. Raises Unauthenticated with what is wrong with the key, the file or the token."""
    if isinstance(proof, SignedStatement):
        return _signed(proof, arguments)
    if proof.argument:
        return str(arguments[proof.argument]).strip()
    if proof.file:
        return _read(str(arguments[proof.file]))
    return _issued(proof)


def _read(path: str) -> str:
    try:
        text = Path(path).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unauthenticated(f"The file {path!r} cannot be read: {_why(error)}.") from None
    if not fits_a_header(text):
        raise Unauthenticated(f"The file {path!r} holds no token.")
    register_secret(text)
    return text


def _issued(proof: IssuedStatement) -> str:
    """The token that the CI system gives for the audience."""
    url, token = os.environ.get(proof.url_variable), os.environ.get(proof.token_variable)
    if not url or not token:
        raise Unauthenticated(
            f"{proof.url_variable} and {proof.token_variable} are not set in the environment.",
            advice="The job may not ask for a token. In GitHub give it `permissions: {id-token: write}`.",
        )
    register_secret(token)
    answer = asked(url, {"audience": proof.audience}, {"authorization": f"Bearer {token}"})
    value = answer.get("value")
    if not isinstance(value, str) or not fits_a_header(value):
        raise Unauthenticated(f"The answer to the URL in {proof.url_variable} has no token.")
    register_secret(value)
    return value


def _signed(proof: SignedStatement, arguments: Mapping[str, Any]) -> str:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    header: dict[str, str] = {"alg": proof.algorithm, "typ": "JWT"}
    if proof.certificate:
        password = arguments.get(proof.password) if proof.password else None
        key, certificate = _from_file(str(arguments[proof.certificate]), password)
        header["x5t#S256"] = _base64(certificate.fingerprint(hashes.SHA256()))
    else:
        key = _key(str(arguments[proof.key]).encode(), None, "The key")
        header["kid"] = str(arguments[proof.key_id])
    values, now = {"provider": arguments}, int(time.time())
    subject = render_text(proof.subject, values)
    claims = {
        "aud": render_text(proof.audience, values),
        "iss": subject,
        "sub": subject,
        "jti": str(uuid.uuid4()),
        "iat": now,
        "nbf": now,
        "exp": now + SECONDS,
    }
    text = ".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    sha = hashes.SHA256()
    if proof.algorithm == "PS256":
        signature = key.sign(text.encode(), padding.PSS(padding.MGF1(sha), padding.PSS.DIGEST_LENGTH), sha)
    else:
        signature = key.sign(text.encode(), padding.PKCS1v15(), sha)
    found = f"{text}.{_base64(signature)}"
    register_secret(found)
    return found


def _from_file(path: str, password: str | None) -> tuple[RSAPrivateKey, Certificate]:
    """The key and the certificate in a PEM or PKCS #12 file."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        content = Path(path).expanduser().read_bytes()
    except OSError as error:
        raise Unauthenticated(f"The file {path!r} cannot be read: {_why(error)}.") from None
    secret = password.encode() if password else None
    if b"-----BEGIN" in content:
        key = _key(content, secret, f"The key in {path!r}")
        try:
            certificates = x509.load_pem_x509_certificates(content)
        except ValueError:
            raise Unauthenticated(f"The file {path!r} holds a key and no certificate.") from None
        certificate = next((each for each in certificates if each.public_key() == key.public_key()), None)
    else:
        try:
            loaded, certificate, _ = pkcs12.load_key_and_certificates(content, secret)
        except ValueError:
            raise Unauthenticated(f"The file {path!r} is no PKCS #12 file, or its password is another one.") from None
        key = _rsa(loaded, f"The key in {path!r}")
    if certificate is None:
        raise Unauthenticated(f"The file {path!r} holds no certificate of its key.")
    _check_time(path, certificate)
    return key, certificate


def _check_time(path: str, certificate: Certificate) -> None:
    now, day = datetime.now(UTC), "%Y-%m-%d %H:%M UTC"
    if certificate.not_valid_after_utc < now:
        ended = certificate.not_valid_after_utc.strftime(day)
        raise Unauthenticated(
            f"The certificate in {path!r} expired on {ended}.",
            advice="Nothing was sent. Make another, add it to the application, and name its file.",
        )
    if certificate.not_valid_before_utc > now:
        begins = certificate.not_valid_before_utc.strftime(day)
        raise Unauthenticated(f"The certificate in {path!r} is not valid before {begins}.", advice="Nothing was sent.")


def _key(content: bytes, password: bytes | None, what: str) -> RSAPrivateKey:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return _rsa(load_pem_private_key(content, password), what)
    except TypeError:
        raise Unauthenticated(f"{what} is encrypted and no password is given, or the other way round.") from None
    except ValueError:
        raise Unauthenticated(f"{what} is no private key in PEM, or its password is another one.") from None


def _rsa(key: object, what: str) -> RSAPrivateKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    if not isinstance(key, RSAPrivateKey):
        raise Unauthenticated(f"{what} is no RSA key.")
    return key


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _why(error: Exception) -> str:
    return (error.strerror or "it is not there") if isinstance(error, OSError) else "it is not UTF-8 text"
