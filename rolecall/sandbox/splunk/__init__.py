"""A stand-in Splunk: the management port's REST API for users, roles, tokens, sessions and SAML groups.

It answers Atom XML unless asked for JSON, takes only form bodies, and has the traps of the real one: role names that
do not exist are dropped in silence, an update without roles takes them all away, sessions end after an hour, and
users of an identity provider come back. `SplunkOptions` says which rules can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.log import MASK
from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import System, Vendor
from rolecall.sandbox.splunk.acs.api import AdminConfig, is_addressed
from rolecall.sandbox.splunk.api import Api
from rolecall.sandbox.splunk.changes import changes
from rolecall.sandbox.splunk.model import ADMIN
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore

OWN = "sandbox"
"""The audience of the administrator's token."""

_SESSION_PATH = re.compile(r"(httpauth-tokens/)[^/]+")


class Splunk(Vendor[SplunkStore, SplunkOptions]):
    """One Splunk instance with `seed` users beside `admin`."""

    name = "splunk"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = SplunkOptions()
        self.set_options(options)
        self.store = SplunkStore(seed)
        if self.options.api != "management":
            self.store.add_role("sc_admin", imported_roles=["admin"]).built_in = True
        self.changes = changes(self.store)
        self._management = Api(self.store, self.options)
        self._acs = AdminConfig(self.store, self.options)

    def system(self, request: Request) -> System:
        """The API that a request is for: Splunk Cloud's where there is no other, or its path says so."""
        asks_acs = self.options.api == "acs" or is_addressed(request.raw_path)
        return self._acs if asks_acs and self.options.api != "management" else self._management

    def targets(self, arguments: Mapping[str, Any]) -> list[str]:
        """The name of the account, role or group that is changed, as it is stored."""
        names = [arguments.get(each) for each in ("user", "name", "role", "group")]
        return [each.lower() for each in names if isinstance(each, str)][:1]

    def environment(self, url: str) -> dict[str, str]:
        """The URL, and the administrator's credentials or, for Splunk Cloud, the stack and a token."""
        admin = self.store.admin
        if self.options.api == "acs":
            token = next((each for each in self.store.tokens.values() if each.audience == OWN), None)
            value = (token or self.store.add_token(admin, OWN)).value
            return {"SPLUNK_URL": url, "SPLUNK_STACK": self.options.stack, "SPLUNK_AUTH_TOKEN": value}
        return {"SPLUNK_URL": url, "SPLUNK_USERNAME": ADMIN, "SPLUNK_PASSWORD": admin.password}

    def mask_path(self, path: str) -> str:
        """The path without a session key in it."""
        return _SESSION_PATH.sub(rf"\g<1>{MASK}", path)
