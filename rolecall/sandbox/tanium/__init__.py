"""A stand-in Tanium: REST APIs under `/api/v2` for users, roles, groups, personas and API tokens.

The rules are those of a careless vendor, on purpose: an update replaces the whole user, deleted users stay in
lists, pages are cut short in silence, and the tokens of people who left keep working. `TaniumOptions` says which
of them can be changed, and `rolecall.sandbox.tanium.api` and `rolecall.sandbox.tanium.platform` how each request is
answered: in the shape of the user management guide, or of the API that the vendor publishes.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import System, Vendor
from rolecall.sandbox.tanium.api import Api
from rolecall.sandbox.tanium.changes import changes
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.platform.api import PlatformApi
from rolecall.sandbox.tanium.store import TaniumStore


class Tanium(Vendor[TaniumStore, TaniumOptions]):
    """One Tanium instance with `seed` users beside its administrator."""

    name = "tanium"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = TaniumOptions()
        self.set_options(options)
        offset = self.options.id_offset
        self.store = TaniumStore(secrets.randbelow(9000) + 1000 if offset is None else offset, seed)
        self.changes = changes(self.store)
        self._api = Api(self.store, self.options)
        self._platform = PlatformApi(self.store, self.options)

    def system(self, request: Request) -> System:
        """The API that is there."""
        return self._api if self.options.api == "classic" else self._platform

    def environment(self, url: str) -> dict[str, str]:
        """The URL, the administrator's credentials, and which API it is."""
        token = self.store.administrator_token.value
        return {"TANIUM_URL": url, "TANIUM_API_TOKEN": token, "TANIUM_API_DIALECT": self.options.api}
