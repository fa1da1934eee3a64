"""A stand-in Microsoft Entra: the identity platform's token endpoint and a subset of Graph v1.0, on one port.

| path | system |
|---|---|
| `/<tenant>/oauth2/v2.0/token` | the identity platform, with the documents its clients discover it by |
| `/v1.0` | Graph: gallery applications, service principals, assignments, synchronization, users and groups |

The directory is one of many copies, on purpose: something new is not found at first, writes to it are refused, listings
lag behind. Secrets are masked, and a mask that is written back is kept. A schema is replaced whole. `EntraOptions` says
which rules can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.entra.api import BASE, Graph
from rolecall.sandbox.entra.changes import changes
from rolecall.sandbox.entra.identity import Identity
from rolecall.sandbox.entra.model import Group, User
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore


class Entra(Vendor[EntraStore, EntraOptions]):
    """One tenant with `seed` users, and a client that may provision applications in it."""

    name = "entra"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = EntraOptions()
        self.set_options(options)
        self.store = EntraStore(self.options, seed)
        self.changes = changes(self.store)
        self._identity = Identity(self.store, self.options)
        self._graph = Graph(self.store, self.options, self._identity)

    def system(self, request: Request) -> Graph | Identity:
        """Graph or the identity platform."""
        return self._graph if request.raw_path.startswith(f"{BASE}/") else self._identity

    def targets(self, arguments: Mapping[str, Any]) -> list[str]:
        """The ids of the service principals, people and groups that arguments name."""
        finders = {"principal": self.store.principal, "to": self._holder, "user": self.store.user}
        found = []
        for name, find in finders.items():
            with suppress(KeyError, TypeError):
                found.append(find(arguments[name]).id)
        made = self.store.assignments.get(str(arguments.get("id")))
        return found if made is None else [*found, made.resource_id, made.principal_id]

    def _holder(self, name: str) -> User | Group:
        groups = self.store.groups.values()
        return next((each for each in groups if name in (each.id, each.display_name)), None) or self.store.user(name)

    def environment(self, url: str) -> dict[str, str]:
        """The tenant, the client and its secret, and where both systems are."""
        return {
            "ENTRA_TENANT_ID": self.store.tenant_id,
            "ENTRA_CLIENT_ID": self.store.client_id,
            "ENTRA_CLIENT_SECRET": self.store.client_secret,
            "ENTRA_GRAPH_URL": url,
            "ENTRA_AUTHORITY_URL": url,
        }
