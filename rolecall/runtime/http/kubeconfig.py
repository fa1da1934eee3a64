"""Credentials and addresses from kubeconfig files: tokens, client certificates, or commands that give either."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import httpx

from rolecall.runtime.configuration.kubeconfig import Context, Kubeconfig, KubeconfigError
from rolecall.runtime.errors import Unauthenticated, Unreachable
from rolecall.runtime.http import exec_credentials
from rolecall.runtime.http.address import Address, TlsTrust
from rolecall.runtime.http.logins import Login, Logins
from rolecall.runtime.logging import register_secret


@dataclass(frozen=True, slots=True)
class _Credentials:
    """The value of the Authorization header, and a client certificate with its key, as PEM; either may lack."""

    header: str | None = None
    certificate: bytes | None = None


def address(path: str, context: str | None, *, url: str | None, trust: TlsTrust, authenticate: bool) -> Address:
    """The system that `context` of the file leads to. `url` and the authority in `trust` win over the file's.

    With `authenticate` the file's credentials are used. Raises VendorError when the file cannot be used.
    """
    found = _load(path, context)
    credentials = _credentials(path, found) if authenticate else _Credentials()
    cluster = found.cluster
    trust = TlsTrust(
        ca_file=trust.ca_file if trust.ca is not None else _authority_file(found) or trust.ca_file,
        ca=trust.ca if trust.ca is not None else _authority(path, found),
        anybody=trust.anybody or cluster.get("insecure-skip-tls-verify") is True,
        certificate=credentials.certificate,
        server_name=cluster.get("tls-server-name"),
    )
    return Address(
        url=str(url or cluster.get("server") or "").rstrip("/"),
        trust=trust,
        auth=KubeconfigAuth(path, context, credentials.header) if authenticate else None,
    )


class KubeconfigAuth(httpx.Auth):
    """The credentials of a context, read again once when they are not accepted: commands give new ones."""

    def __init__(self, path: str, context: str | None, bearer: str | None) -> None:
        self._path = path
        self._context = context
        self._logins: Logins[str | None] = Logins()
        self._logins.settle(Login(bearer))

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header, if the context has one, and another one once on 401."""
        bearer, number = self._logins.current(0, self._read)
        if bearer is not None:
            request.headers["Authorization"] = bearer
        response = yield request
        if response.status_code != 401 or bearer is None:
            return
        again, _ = self._logins.current(number, self._read)
        if again is not None and again != bearer:
            request.headers["Authorization"] = again
            yield request

    def _read(self) -> Login[str | None]:
        return Login(_credentials(self._path, _load(self._path, self._context)).header)


def _load(path: str, context: str | None) -> Context:
    try:
        return Kubeconfig(path).context(context)
    except KubeconfigError as error:
        raise _unusable(path, error) from None
    except OSError as error:
        raise Unreachable(f"The kubeconfig file {path!r} cannot be read: {error.strerror or error}.") from None


def _credentials(path: str, context: Context) -> _Credentials:
    """What the context's user has: a certificate, and of token, command and password the first that is there."""
    user = context.user
    try:
        own = _certificate(context)
        if user.get("tokenFile"):
            return _Credentials(_bearer((context.folder / user["tokenFile"]).read_text(encoding="utf-8").strip()), own)
        if user.get("token"):
            return _Credentials(_bearer(str(user["token"])), own)
        if isinstance(user.get("exec"), dict):
            status = exec_credentials.run(user["exec"], context.cluster, context.folder)
            if status.get("clientCertificateData"):
                own = f"{status['clientCertificateData']}\n{status['clientKeyData']}".encode()
            return _Credentials(_bearer(str(status["token"])) if status.get("token") else None, own)
        if user.get("username") and user.get("password"):
            register_secret(str(user["password"]))
            pair = base64.b64encode(f"{user['username']}:{user['password']}".encode()).decode()
            register_secret(pair)
            return _Credentials(f"Basic {pair}", own)
    except KubeconfigError as error:
        raise _unusable(path, error) from None
    except OSError as error:
        name = error.filename or "a file that it names"
        raise _unusable(path, KubeconfigError(f"{name} cannot be read: {error.strerror}")) from None
    return _Credentials(None, own)


def _certificate(context: Context) -> bytes | None:
    """The user's certificate and key, each from the file itself or from one that it names."""
    parts = []
    for name in ("client-certificate", "client-key"):
        if context.user.get(f"{name}-data"):
            parts.append(_decoded(context.user[f"{name}-data"], name))
        elif context.user.get(name):
            parts.append((context.folder / context.user[name]).read_bytes())
    return b"\n".join(parts) if len(parts) == 2 else None


def _authority(path: str, context: Context) -> str | None:
    """The authorities that the file holds itself, as PEM; they win over those that it names."""
    data = context.cluster.get("certificate-authority-data")
    try:
        return _decoded(data, "certificate-authority").decode("ascii") if data else None
    except (KubeconfigError, UnicodeDecodeError):
        raise _unusable(path, KubeconfigError("its certificate-authority-data is no certificate")) from None


def _authority_file(context: Context) -> str | None:
    name = context.cluster.get("certificate-authority")
    return str(context.folder / name) if name else None


def _decoded(data: Any, name: str) -> bytes:
    try:
        return base64.b64decode(str(data), validate=True)
    except (binascii.Error, ValueError):
        raise KubeconfigError(f"its {name}-data is no base64") from None


def _bearer(token: str) -> str:
    register_secret(token)
    return f"Bearer {token}"


def _unusable(path: str, error: KubeconfigError) -> Unauthenticated:
    advice = "Nothing was sent. Check `config_path` and `config_context` of the provider block."
    return Unauthenticated(f"The kubeconfig file {path!r} cannot be used: {error}.", advice=advice)
