"""A provider with the generic sandbox that stands in for its vendor: what the contract suite runs on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rolecall.runtime import shims
from rolecall.sandbox import Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import Document, load
from rolecall.specification.schema import Provider
from rolecall.testing import waits
from rolecall.testing.case import ResourceCase
from rolecall.testing.cases import cases_of
from rolecall.testing.client import Client
from rolecall.testing.lives import Life
from rolecall.testing.secrets import Issued, shown
from rolecall.testing.stage import Stage


class Vendor:
    """`provider`, and `served`, from which the generic sandbox serves its vendor."""

    def __init__(self, provider: Provider, served: Document) -> None:
        self.provider = provider
        self.served = served

    @classmethod
    def of(cls, providers: Path, name: str, document: Path) -> Vendor:
        """The generated provider `name` in the folder `providers`, and the sandbox's document in a file.

        Raises ValueError where there is no such provider, OSError for a file that cannot be read.
        """
        provider = shims.load(name, [providers])
        if provider is None:
            raise ValueError(f"{providers} holds no provider called {name!r}: run `rolecall generate`")
        return cls(provider, load(json.loads(document.read_text(encoding="utf-8"))))

    @cached_property
    def cases(self) -> list[ResourceCase]:
        """A case for each resource type."""
        return cases_of(self.provider, self.served)

    def live(self, case: ResourceCase, life: Life) -> None:
        """Let a resource type go through a life. Raises AssertionError where it does not."""
        with self.stage() as stage:
            life(case, stage)

    @contextmanager
    def stage(self, options: Mapping[str, Any] = MappingProxyType({}), shim: Provider | None = None) -> Iterator[Stage]:
        """The sandbox and a client of the plugin protocol, for which waits take no time; no secret may be seen.

        `shim` is another form of the provider.
        """
        issuers = [each.name for each in self.provider.resources if getattr(each.lifecycle, "secret", None) is not None]
        with Sandbox(Generic(self.served, seed=3, options=options)) as box, waits.skipped():
            client = Client(
                self.provider.name,
                box.environment,
                secrets=Issued(box),
                issuers=issuers,
                shim=shim or self.provider,
            )
            yield Stage(box, client)
            assert shown(dict(enumerate(client.said)), client.known_secrets) == []
