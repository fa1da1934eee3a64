"""Any simple vendor, by data: a document that says what its operations do, and the rules of its collections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.generic import seeds
from rolecall.sandbox.generic.api import USER, Api
from rolecall.sandbox.generic.changes import changes
from rolecall.sandbox.generic.document import Document
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.generic.store import GenericStore


class Generic(Vendor[GenericStore, GenericOptions]):
    """The vendor of `document`. `seed` is how many rows a collection starts with; `options` as in `GenericOptions`."""

    def __init__(self, document: Document, seed: int = 0, options: Mapping[str, Any] | None = None) -> None:
        self.name = document.name  # type: ignore[misc]  # each document is a vendor of its own
        self.options = GenericOptions()
        self.set_options(options or {})
        self.store = GenericStore(document, self.options)
        seeds.fill(self.store, seed)
        self.changes = changes(self.store)
        self._api = Api(self.store)

    def system(self, request: Request) -> Api:
        """The one API."""
        return self._api

    def environment(self, url: str) -> dict[str, str]:
        """The provider's variables: the URL, and what lets it in."""
        filled = {"url": url, "token": self.store.token, "name": USER}
        return {name: text.format(**filled) for name, text in self.store.document.environment.items()}
