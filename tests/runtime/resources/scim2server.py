"""A SCIM server others wrote, scim2-server, on loopback: what our own sandbox takes for granted, it may not.

What it does differently from `start("scim")`, seen in 0.8:

- A PATCH is answered with 204, never with the resource; it has ETags by default, and a 204 carries one.
- The rows of a list come in the order of their ids, which are random: a new row can be on any page.
- Nothing is looked up: members need not exist, deleting a user leaves the id in groups, a user shows no `groups`.
- It has no defaults: a user made without `active` has none, and a PUT without it takes it away.
- `schemas` need not be sent, and several groups may have the same name.
- Every answer closes its connection, as HTTP/1.0 does.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from scim2_models import ScimProvider
from scim2_server.memory import InMemoryStorage
from scim2_server.testserver.application import BEARER_TOKEN_SCHEME, BearerTokenApplication
from scim2_server.utils import load_default_provider

_MOUNT = "/scim"


@dataclass(frozen=True)
class Scim2Server:
    """A running server: its URL, which ends in `/scim/v2`, the token it takes, and what it was asked so far.

    `requests` are methods and paths in order. `storage` holds the resources: change it to change them behind the
    API's back.
    """

    url: str
    token: str
    storage: InMemoryStorage
    requests: list[tuple[str, str]] = field(default_factory=list)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *values: Any) -> None:
        """Keep the test's output clean."""


@contextmanager
def scim2server(patch: bool = True, etag: bool = True, largest_page: int = 1000) -> Iterator[Scim2Server]:
    """Serve users (with the enterprise extension) and groups until the block ends.

    The arguments are what its ServiceProviderConfig says, and what it does.
    """
    token = secrets.token_urlsafe(24)
    provider = _provider(patch, etag, largest_page)
    storage = InMemoryStorage()
    application = BearerTokenApplication(storage, provider, bearer_tokens=[token])
    requests: list[tuple[str, str]] = []

    def mounted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = _MOUNT, environ["PATH_INFO"].removeprefix(_MOUNT)
        return application(environ, start_response)

    server = make_server("127.0.0.1", 0, mounted, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Scim2Server(f"http://127.0.0.1:{server.server_port}{_MOUNT}/v2", token, storage, requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _provider(patch: bool, etag: bool, largest_page: int) -> ScimProvider:
    provider = load_default_provider()
    config = provider.config
    assert config is not None and config.patch and config.etag and config.filter
    config.authentication_schemes = [BEARER_TOKEN_SCHEME]
    config.patch.supported = patch
    config.etag.supported = etag
    config.filter.max_results = largest_page
    return provider
