"""Kubeconfig files, read by the official `kubernetes` package, which is imported only when one is used.

The file may name tokens, client certificates or commands that give credentials; the package knows them all.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.diagnostics import Path as AttributePath
from rolecall.runtime.errors import Unauthenticated, Unreachable
from rolecall.runtime.http.endpoints import Reach, TlsTrust
from rolecall.runtime.logging import register_secret


def check(path: str, context: str | None, path_argument: AttributePath, context_argument: AttributePath) -> Diagnostics:
    """What is wrong with the file or the context, at the argument to blame. No command in the file is run."""
    from kubernetes.config import ConfigException
    from kubernetes.config.kube_config import list_kube_config_contexts

    found = Diagnostics()
    file = Path(path).expanduser()
    if not file.is_file():
        found.error("The kubeconfig file is not there", f"There is no file {path!r}.", path_argument)
        return found
    try:
        contexts, current = list_kube_config_contexts(config_file=str(file))
    except ConfigException as error:
        if context is not None:
            contexts, current = _contexts_of(file), None
        else:
            found.error("The kubeconfig file cannot be used", f"{path!r}: {error}", path_argument)
            return found
    except Exception as error:  # a YAML error of whatever kind, from somebody else's parser
        found.error("The kubeconfig file cannot be read", f"{path!r} is no kubeconfig: {error}", path_argument)
        return found
    names = [str(item.get("name")) for item in contexts or []]
    if context is not None and context not in names:
        shown = ", ".join(sorted(names)) or "none"
        found.error(f"There is no context {context!r}", f"The kubeconfig file {path!r} has: {shown}.", context_argument)
    elif context is None and current is None:
        found.error(
            "The kubeconfig file has no current context",
            f"Name one of the contexts of {path!r}: {', '.join(sorted(names))}.",
            context_argument,
        )
    return found


def current_context(path: str) -> str | None:
    """The name of the file's current context; None where it has none or cannot be read."""
    from kubernetes.config import ConfigException
    from kubernetes.config.kube_config import list_kube_config_contexts

    try:
        _, current = list_kube_config_contexts(config_file=str(Path(path).expanduser()))
    except (ConfigException, OSError):
        return None
    return None if current is None else str(current.get("name"))


def reach(path: str, context: str | None, *, url: str | None, trust: TlsTrust, authenticate: bool) -> Reach:
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
    return Reach(
        url=str(url or configuration.host).rstrip("/"),
        trust=trust,
        auth=KubeconfigAuth(path, context, _bearer(configuration)) if authenticate else None,
    )


class KubeconfigAuth(httpx.Auth):
    """The credentials of a context, read again once when they are not accepted: commands give new ones."""

    def __init__(self, path: str, context: str | None, bearer: str | None) -> None:
        self._path = path
        self._context = context
        self._bearer = bearer
        self._number = 0
        self._lock = threading.Lock()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header, if the context has one, and another one once on 401."""
        bearer, number = self._bearer, self._number
        if bearer is not None:
            request.headers["Authorization"] = bearer
        response = yield request
        if response.status_code != 401 or bearer is None:
            return
        with self._lock:
            if self._number == number:
                self._bearer = _bearer(_load(self._path, self._context))
                self._number += 1
            again = self._bearer
        if again is not None and again != bearer:
            request.headers["Authorization"] = again
            yield request


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
    """What the Authorization header carries, if anything."""
    value = configuration.auth_settings().get("BearerToken", {}).get("value")
    if not isinstance(value, str) or not value:
        return None
    register_secret(value.partition(" ")[2] or value)
    return value


def _contexts_of(file: Path) -> list[dict[str, Any]]:
    """The contexts of a file that has no current one."""
    import yaml

    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    contexts = data.get("contexts") if isinstance(data, dict) else None
    return [item for item in contexts or [] if isinstance(item, dict)]
