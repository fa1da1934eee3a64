"""A stand-in SCIM 2.0 server, in the flavour of any vendor or of none: `start("scim", options={"flavour": "tanium"})`.

| flavour | what is unlike the rest |
|---|---|
| `generic` | nothing: RFC 7643 and RFC 7644, checked by scim2-tester |
| `tanium` | tokens of one form; few filters; no password; more is required; groups are computer groups, not roles |
| `splunk` | groups are roles and can only be listed; SAML sessions outlive users, see `ScimStore.live_sessions` |
| `tmc` | a URL for each connection; group names differ by case; knows no cluster, so nothing cascades to Kubernetes |
| `aws`, `atlassian`, `databricks`, `entra`, `github`, `slack` | their options (`rolecall.sandbox.scim.flavours`) |

Pages are short, a replacement clears what it does not name, and a user replaced without `active` is active again.
`ScimOptions` says which rules can be changed, `rolecall.sandbox.scim.flavours` what each vendor can do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.scim.api import Api
from rolecall.sandbox.scim.authentication import ISSUER
from rolecall.sandbox.scim.changes import changes
from rolecall.sandbox.scim.definitions import BADGE_SCHEMA
from rolecall.sandbox.scim.flavours import FLAVOURS
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore, random_prefix


class Scim(Vendor[ScimStore, ScimOptions]):
    """One SCIM server with `seed` users, and as many groups as the option says, each with a tenth of the users."""

    name = "scim"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = ScimOptions()
        name = options.get("flavour", self.options.flavour)
        flavour = FLAVOURS.get(name)
        if flavour is None:
            raise ValueError(f"no flavour {name!r}; there are {', '.join(FLAVOURS)}")
        self.set_options({**flavour.options, **options})
        if self.options.prefix is None:
            self.options.prefix = random_prefix() if flavour.own_prefix else ""
        base = flavour.base if self.options.base is None else self.options.base
        self._root = f"{self.options.prefix.rstrip('/')}{base}"
        if self.options.badges:
            users = replace(flavour.users, extensions=(*flavour.users.extensions, BADGE_SCHEMA))
            flavour = replace(flavour, users=users)
        self.store = ScimStore(flavour, number_ids=self.options.number_ids)
        self.store.seed(seed, self.options.groups, max(1, seed // 10) if seed else 0)
        self.changes = changes(self.store)
        self._api = Api(self.store, self.options, self._root)

    def system(self, request: Request) -> Api:
        """The one API."""
        return self._api

    def environment(self, url: str) -> dict[str, str]:
        """The base URL, what the ways of the option `auth` need but a certificate, and the flavour."""
        login = self.store.login
        ways = {
            "bearer": {"SCIM_TOKEN": self.store.token},
            "oauth": {
                "SCIM_OAUTH_TOKEN_URL": f"{url}{ISSUER}",
                "SCIM_OAUTH_CLIENT_ID": login.name,
                "SCIM_OAUTH_CLIENT_SECRET": login.secret,
            },
            "basic": {"SCIM_USERNAME": login.name, "SCIM_PASSWORD": login.secret},
            "header": {"SCIM_HEADERS": json.dumps({"X-Api-Key": self.store.api_key})},
        }
        given = {name: text for way in self.options.auth for name, text in ways.get(way, {}).items()}
        return {"SCIM_URL": f"{url}{self._root}", **given, "SCIM_VENDOR": self.options.flavour}
