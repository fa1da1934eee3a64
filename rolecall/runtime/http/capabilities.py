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
        self._answers: Once[str, Any] = Once()

    def has(self, name: str | None) -> bool:
        """True unless the server says that it cannot do `name`, and where nothing is asked about.

        Raises VendorError when it cannot be asked for a reason that other calls would meet as well.
        """
        if name is None or self._trait is None:
            return True
        path = dict(self._trait.members).get(name)
        return path is None or dig(self._answer(), path) is not False

    def says(self, path: str) -> bool:
        """True where the server's answer says yes at the dotted `path`. Raises VendorError as `has` does."""
        return dig(self._answer(), path) is True

    def number(self, path: str) -> int | None:
        """The number above zero at the dotted `path` of the server's answer, if there is one."""
        found = dig(self._answer(), path)
        return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None

    def _answer(self) -> Any:
        return self._answers("", self._ask) if self._trait is not None else None

    def _ask(self) -> Any:
        if self._trait is None:
            return None
        try:
            answer = self._client.call(Operation(method="GET", path=self._trait.path))
        except (NotFound, Denied, Rejected, NotTheApi) as error:
            log.info("the server does not say what it can do; taking everything as there", why=str(error))
            return None
        return answer.data
