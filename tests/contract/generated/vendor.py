"""A vendor from two files alone: its provider, and the generic sandbox that stands in for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.faults import waits
from generators.input.openapi import load_description
from generators.load import load_vendor
from generators.output import sandbox
from rolecall.sandbox import Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import Document, load
from rolecall.specification.schema import Provider
from tests.contract.client import Client
from tests.contract.stage import Stage
from tests.terraform.secrets import Secrets, shown


class Wild:
    """The vendor in `folder`."""

    def __init__(self, folder: Path) -> None:
        spec = load_vendor(folder)
        self.provider: Provider = spec.provider
        written = sandbox.text(sandbox.document(spec, load_description(folder / "openapi.yaml")))
        self.served: Document = load(json.loads(written))
        self.issuers = tuple(
            each.name for each in self.provider.resources if getattr(each.lifecycle, "secret", None) is not None
        )

    @contextmanager
    def stage(self, options: Mapping[str, Any] = MappingProxyType({}), shim: Provider | None = None) -> Iterator[Stage]:
        """The sandbox and a client of the plugin protocol, for which waits take no time; no secret may be seen."""
        with Sandbox(Generic(self.served, seed=3, options=options)) as box, waits.skipped():
            secrets = Secrets(box)
            shim = shim or self.provider
            client = Client(self.provider.name, box.environment, secrets=secrets, issuers=self.issuers, shim=shim)
            yield Stage(box, client)
            assert shown(dict(enumerate(client.said)), client.known_secrets) == []
