"""Dialects: the shape of its API that a vendor speaks, as the configuration says or as one harmless read finds out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from rolecall.runtime import shims
from rolecall.runtime.concurrency.addresses import Addresses
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.configuration.credentials import environment_name
from rolecall.runtime.configuration.presets import with_preset
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.errors import Denied, NotFound, NotTheApi, Rejected, Unauthenticated, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, PLACES, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import AUTO, Dialect, Provider

log = Logger("dialects")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shim and the settings to reach its vendor with."""

    shim: Provider
    settings: Settings

    @property
    def dialects(self) -> list[Dialect]:
        """The dialects that the shim declares."""
        return [each for each in self.shim.dialects if (each.argument, each.name) in self.shim.spoken]


class Vendor:
    """A configured vendor whose dialect is one of `candidates`. It is asked which, when it is needed first.

    `addresses` are what the resources of this run are known to stand for, whatever the dialect.
    """

    def __init__(self, candidates: list[Candidate], *, read_only: bool = False) -> None:
        self._candidates = candidates
        self._read_only = read_only
        self.addresses = Addresses()
        self._made: list[Connection] = []
        self._chosen: Once[str, Connection] = Once()
        self._answers: dict[tuple[str, str], VendorError | None] = {}

    @property
    def first(self) -> Connection:
        """The connection to the first candidate. Nothing is sent by making it."""
        return self._made[0] if self._made else self._open(self._candidates[0])

    def connection(self) -> Connection:
        """The connection in the dialect that the vendor speaks. Raises VendorError, or Refusal where it speaks none."""
        return self._chosen("", self._choose)

    def stop(self) -> None:
        """Start nothing new; what has begun to write finishes."""
        for connection in self._made:
            connection.client.stop()

    def close(self) -> None:
        """Release every connection."""
        for connection in self._made:
            connection.close()

    def _open(self, candidate: Candidate) -> Connection:
        connection = Connection(candidate.shim, candidate.settings, read_only=self._read_only, addresses=self.addresses)
        self._made.append(connection)
        return connection

    def _choose(self) -> Connection:
        if len(self._candidates) == 1:
            return self.first
        tried: dict[tuple[str, str], str] = {}
        refused: VendorError | None = None
        for candidate in self._candidates:
            connection = self.first if candidate is self._candidates[0] else self._open(candidate)
            misses = [
                (each, error) for each in candidate.dialects if (error := self._ask(connection, each)) is not None
            ]
            if not misses:
                spoken = dict(candidate.shim.spoken)
                log.info("the vendor speaks this dialect", url=candidate.settings.url, **spoken)
                return connection
            for each, error in misses:
                tried[each.argument, each.name] = f"{each.title} ({each.name}): {each.probe.path} answered {error}"
                refused = refused or (error if isinstance(error, Unauthenticated | Denied) else None)
        if refused is not None:
            raise refused
        arguments = dict.fromkeys(argument for argument, _ in tried)
        raise refusal(
            f"{self._candidates[0].shim.title} speaks no dialect that is known here",
            "\n".join(tried.values())
            + "\n\nCheck that the URL leads to the API, not to a web console or another product, or say which shape it "
            f"is with {' or '.join(f'`{name}`' for name in arguments)}.",
            (next(iter(arguments)),),
        )

    def _ask(self, connection: Connection, dialect: Dialect) -> VendorError | None:
        """None where the vendor speaks the dialect, or the error by which it does not. Raises other VendorErrors."""
        key = dialect.argument, dialect.name
        if key not in self._answers:
            self._answers[key] = _probe(connection, dialect)
        return self._answers[key]


def _probe(connection: Connection, dialect: Dialect) -> VendorError | None:
    if not connection.client.is_configured(dialect.probe.endpoint):
        return None
    try:
        answer = connection.client.call(dialect.probe)
    except (NotFound, NotTheApi, Rejected, Unauthenticated, Denied) as error:
        return error
    if dialect.item and dig(answer.data, dialect.item) in (MISSING, None):
        return NotTheApi(f"without {dialect.item!r}")
    return None


def candidates(
    shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[list[Candidate], Diagnostics]:
    """The shims that a provider block allows, with their settings; empty where it cannot be used, or not yet.

    The findings are those about the first shim that is allowed. Nothing is sent.
    """
    found: list[Candidate] = []
    first: Diagnostics | None = None
    for each in _allowed(shim, config, environment):
        settings, findings = resolve(each, config, environment)
        settings = None if settings is None or _lacks_argument(each, settings, findings) else settings
        first = findings if first is None else first
        if settings is not None:
            found.append(Candidate(with_preset(each, settings.arguments), settings))
    if found or first is None:
        return found, Diagnostics([item for item in first or () if item.severity != "error"])
    return [], first


def _lacks_argument(shim: Provider, settings: Settings, found: Diagnostics) -> bool:
    """Whether an argument is missing that the addresses of this dialect are made of; the finding is added."""
    paths = [each.probe.path for each in shim.dialects if (each.argument, each.name) in shim.spoken]
    needed = [place.removeprefix("provider.") for path in paths for place in PLACES.findall(path)]
    for name in needed:
        if not settings.arguments.get(name):
            found.error(
                f"`{name}` is missing",
                f"The addresses of {shim.title} are made of it in this dialect. Set it in the provider block or as "
                f"{environment_name(shim, name)}.",
                (name,),
            )
            return True
    return False


def every_dialect(shim: Provider) -> Iterator[Provider]:
    """The shims of all dialects of a vendor that has several."""
    return _allowed(shim, {}, {}) if shim.dialects else iter(())


def _allowed(shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[Provider]:
    """The shims of the dialects that the arguments allow, the vendor's own first."""
    own = dict(shim.spoken)
    choices: list[list[str]] = []
    for argument in own:
        given = config.get(argument)
        value = given if is_set(given) else environment.get(environment_name(shim, argument)) or AUTO
        names = [each.name for each in shim.dialects if each.argument == argument]
        choices.append([str(value)] if value in names else names)
    for chosen in product(*choices):
        key = "_".join(name for argument, name in zip(own, chosen, strict=True) if name != own[argument])
        yield shim if not key else shims.dialect(shim.name, key)
