"""Capabilities of a server, as it states them itself (trait `Capabilities`), asked once per run."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.errors import Denied, NotFound, NotTheApi, Rejected
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation
from rolecall.specification.traits import Capabilities as Trait

log = Logger("capabilities")


class Capabilities:
    """The capabilities of the server behind `client`; without `trait` everything can be done."""

    def __init__(self, client: Client, trait: Trait | None) -> None:
        self._client = client
        self._trait = trait
        self._answers: Once[str, dict[str, Any]] = Once()

    def has(self, name: str | None) -> bool:
        """True unless the server says that it cannot do `name`, and where nothing is asked about.

        Raises VendorError when it cannot be asked for a reason that other calls would meet as well.
        """
        if name is None or self._trait is None:
            return True
        return self._answers(self._trait.path, self._ask).get(name) is not False

    def _ask(self) -> dict[str, Any]:
        if self._trait is None:
            return {}
        try:
            answer = self._client.call(Operation(method="GET", path=self._trait.path))
        except (NotFound, Denied, Rejected, NotTheApi) as error:
            log.info("the server does not say what it can do; taking everything as there", why=str(error))
            return {}
        return {name: dig(answer.data, path) for name, path in self._trait.members}
