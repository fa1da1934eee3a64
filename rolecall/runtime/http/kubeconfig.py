"""Credentials and addresses from kubeconfig files, read by the official `kubernetes` package.

The package is imported only when a file is used. A file may name tokens, client certificates or commands that give
credentials; the package knows them all.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx

from rolecall.runtime.errors import Unauthenticated, Unreachable
from rolecall.runtime.http.address import Address, TlsTrust
from rolecall.runtime.http.logins import Login, Logins
from rolecall.runtime.logging import register_secret


def address(path: str, context: str | None, *, url: str | None, trust: TlsTrust, authenticate: bool) -> Address:
    """The system that `context` of the file leads to. `url` and the authority in `trust` win over the file's.

    With `authenticate` the file's credentials are used. Raises VendorError when the file cannot be used.
    """
    configuration = _load(path, context)
    certificate = (configuration.cert_file, configuration.key_file)
    trust = TlsTrust(
        ca_file=configuration.ssl_ca_cert if trust.ca is None and configuration.ssl_ca_cert else trust.ca_file,
        ca=trust.ca,
        anybody=trust.anybody or configuration.verify_ssl is False,
        certificate=certificate if authenticate and all(certificate) else None,
        server_name=configuration.tls_server_name,
    )
    return Address(
        url=str(url or configuration.host).rstrip("/"),
        trust=trust,
        auth=KubeconfigAuth(path, context, _bearer(configuration)) if authenticate else None,
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
        return Login(_bearer(_load(self._path, self._context)))


def _load(path: str, context: str | None) -> Any:
    """The official package's configuration for a context."""
    from kubernetes.client import Configuration
    from kubernetes.config import ConfigException, load_kube_config

    configuration = Configuration()
    try:
        load_kube_config(
            config_file=str(Path(path).expanduser()),
            context=context,
            client_configuration=configuration,
            persist_config=False,
        )
    except ConfigException as error:
        advice = "Nothing was sent. Check `config_path` and `config_context` of the provider block."
        raise Unauthenticated(f"The kubeconfig file {path!r} cannot be used: {error}", advice=advice) from None
    except OSError as error:
        raise Unreachable(f"The kubeconfig file {path!r} cannot be read: {error.strerror or error}.") from None
    return configuration


def _bearer(configuration: Any) -> str | None:
    """The value of the Authorization header, if there is one."""
    value = configuration.auth_settings().get("BearerToken", {}).get("value")
    if not isinstance(value, str) or not value:
        return None
    register_secret(value.partition(" ")[2] or value)
    return value
