"""A stand-in Okta: people, groups and apps under `/api/v1`, with who has which app directly and who through a group.

The rules are the real ones that hurt: deleting takes two steps, an update in full clears what it leaves out, a search
learns of changes late, people who are deactivated are missing from plain lists, an app that a group gives cannot be
taken from one person, groups of a directory or of the system cannot be written, and requests are limited.
`OktaOptions` says which of them can be changed, and `rolecall.sandbox.okta.api` where each request is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.okta.api import Api
from rolecall.sandbox.okta.changes import changes
from rolecall.sandbox.okta.model import App, Group, User
from rolecall.sandbox.okta.oauth import PATH, OAuth
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.store import OktaStore


class Okta(Vendor[OktaStore, OktaOptions]):
    """One Okta organization with `seed` people beside its administrator."""

    name = "okta"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = OktaOptions()
        self.set_options(options)
        self.store = OktaStore(self.options, seed)
        self.oauth = OAuth(self.store)
        self.changes = {**changes(self.store), "service_app.create": self.oauth.add}
        self._api = Api(self.store, self.options, self.oauth)

    def system(self, request: Request) -> Api | OAuth:
        """The API, or the authorization server."""
        return self.oauth if request.raw_path.startswith(PATH) else self._api

    def targets(self, arguments: Mapping[str, Any]) -> list[str]:
        """The ids of the people, groups and apps that arguments name."""
        finders: dict[str, Callable[[str], User | Group | App]] = {
            "user": self.store.user,
            "group": self.store.group,
            "app": self.store.app,
        }
        found = []
        for name, find in finders.items():
            with suppress(KeyError, TypeError):
                found.append(find(arguments[name]).id)
        return found

    def environment(self, url: str) -> dict[str, str]:
        """The URL and the administrator's token."""
        return {"OKTA_ORG_URL": url, "OKTA_API_TOKEN": self.store.administrator_token.value}
