"""Dialects: the shape of its API that a vendor speaks, as the configuration says or as one harmless read finds out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from rolecall.runtime import shims
from rolecall.runtime.concurrency.addresses import Addresses
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.configuration.credentials import environment_name
from rolecall.runtime.configuration.presets import with_preset
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.errors import Denied, NotFound, NotTheApi, Rejected, Unauthenticated, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, PLACES, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import AUTO, Dialect, Provider
from rolecall.specification.traits import TokenExchange

if TYPE_CHECKING:
    from rolecall.runtime.http.token_exchange import Exchanged

log = Logger("dialects")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shim and the settings to reach its vendor with.

    `unfit` are the values of arguments that this dialect refuses and another takes: it is asked for all the same, since
    nothing but the vendor says which it speaks, and they are errors once it is this one.
    """

    shim: Provider
    settings: Settings
    unfit: Diagnostics = field(default_factory=Diagnostics)

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
        self._made: dict[tuple[tuple[str, str], ...], Connection] = {}
        self._exchanges: Once[TokenExchange, Exchanged] = Once()
        self._lock = threading.Lock()
        self._chosen: Once[str, Connection] = Once()
        self._answers: Once[tuple[str, str], VendorError | None] = Once()
        self._refuted: Once[str, str] = Once()

    @property
    def first(self) -> Connection:
        """The connection to the first candidate. Nothing is sent by making it."""
        return self._open(self._candidates[0])

    @property
    def shims(self) -> list[Provider]:
        """The shims of the candidates."""
        return [each.shim for each in self._candidates]

    def connection(self, endpoint: str = "") -> Connection:
        """The connection in the dialects that the vendor speaks, for whoever needs the system called `endpoint`.

        Of another system that cannot be asked the first dialect is taken. Raises VendorError, or Refusal where that
        system speaks no dialect that is known.
        """
        return self._chosen(endpoint, lambda: self._choose(endpoint))

    def refute(self, endpoint: str = "") -> None:
        """Raise Refusal where a dialect is given that the system called `endpoint` does not speak. Asked once.

        A system that does not answer, or not to these credentials, says nothing about its dialect.
        """
        for argument, name in self._candidates[0].shim.spoken:
            if len({dict(each.shim.spoken)[argument] for each in self._candidates}) == 1:
                for dialect in self._candidates[0].dialects:
                    if (dialect.argument, dialect.name) == (argument, name) and dialect.probe.endpoint == endpoint:
                        self._refute(dialect)

    def _refute(self, dialect: Dialect) -> None:
        said = self._refuted(dialect.argument, lambda: self._miss(dialect))
        if said:
            title = self._candidates[0].shim.at(dialect.probe.endpoint).title
            otherwise = "leave it out: the provider then asks which shape it is"
            raise _unspoken(title, dialect.argument, {dialect.name: said}, otherwise)

    def _miss(self, dialect: Dialect) -> str:
        """What the system says to the read of a dialect that it does not speak; empty where that is not known."""
        try:
            error = self._answers((dialect.argument, dialect.name), partial(_probe, self.first, dialect))
        except VendorError as problem:
            log.info("it is not known whether the vendor speaks the dialect", dialect=dialect.name, why=str(problem))
            return ""
        path = self.first.client.path_of(dialect.probe)
        return _said(dialect, path, error) if error is not None and _is_no_route(error) else ""

    def stop(self) -> None:
        """Start nothing new; what has begun to write finishes."""
        for connection in list(self._made.values()):
            connection.client.stop()

    def close(self) -> None:
        """Release every connection."""
        for connection in list(self._made.values()):
            connection.close()

    def _open(self, candidate: Candidate) -> Connection:
        with self._lock:
            found = self._made.get(candidate.shim.spoken)
            if found is None:
                found = self._made[candidate.shim.spoken] = Connection(
                    candidate.shim,
                    candidate.settings,
                    read_only=self._read_only,
                    addresses=self.addresses,
                    exchanges=self._exchanges,
                )
            return found

    def _choose(self, endpoint: str) -> Connection:
        allowed = self._candidates
        for argument, _ in self._candidates[0].shim.spoken:
            if len({dict(each.shim.spoken)[argument] for each in allowed}) > 1:
                name = self._spoken(argument, allowed, endpoint)
                allowed = [each for each in allowed if (argument, name) in each.shim.spoken]
        if allowed[0].unfit.has_error:
            raise Refusal(*allowed[0].unfit)
        connection = self._open(allowed[0])
        if len(self._candidates) > 1:
            log.info("the vendor speaks this dialect", url=allowed[0].settings.url, **dict(allowed[0].shim.spoken))
        return connection

    def _spoken(self, argument: str, allowed: list[Candidate], endpoint: str) -> str:
        """The name of the dialect of `argument` that its system speaks; the first where that is not `endpoint`."""
        asked: dict[str, tuple[Candidate, Dialect]] = {}
        for candidate in allowed:
            for dialect in candidate.dialects:
                if dialect.argument == argument:
                    asked.setdefault(dialect.name, (candidate, dialect))
        tried: dict[str, str] = {}
        refused: VendorError | None = None
        for candidate, dialect in sorted(asked.values(), key=lambda each: not each[1].first):
            try:
                error = self._answers((argument, dialect.name), partial(_probe, self._open(candidate), dialect))
            except VendorError as problem:
                if dialect.probe.endpoint == endpoint:
                    raise
                error = problem
                log.info("a system does not say which dialect it speaks", argument=argument, why=str(problem))
            if error is None:
                return dialect.name
            tried[dialect.name] = _said(dialect, self._open(candidate).client.path_of(dialect.probe), error)
            refused = refused or (None if _is_no_route(error) else error)
        first, dialect = next(iter(asked.values()))
        if dialect.probe.endpoint != endpoint:
            return dialect.name
        if refused is not None:
            raise refused
        raise _unspoken(first.shim.at(endpoint).title, argument, tried, "say which shape it is")


def _is_no_route(error: VendorError) -> bool:
    """True if `error` says that this is not where the API is. Any other refusal says nothing about the dialect."""
    return isinstance(error, NotFound | NotTheApi) or (isinstance(error, Rejected) and error.is_no_method)


def _said(dialect: Dialect, path: str, error: VendorError) -> str:
    status = "" if error.status is None else f"{error.status}: "
    return f"{dialect.title} ({dialect.name}): {path} answered {status}{error}"


def _unspoken(title: str, argument: str, tried: Mapping[str, str], otherwise: str) -> Refusal:
    """The error for a system that speaks none of the dialects `tried`, which are told by what it answered."""
    names = " and ".join(repr(name) for name in tried)
    return refusal(
        f"{title} speaks no dialect that is known here" if len(tried) > 1 else f"{title} does not speak {names}",
        "\n".join(tried.values())
        + "\n\nCheck that the URL leads to the API, not to a web console or another product. Where it does, look at "
        f"`{argument}` of the provider block: {otherwise}.{unchanged()}",
        (argument,),
    )


def _probe(connection: Connection, dialect: Dialect) -> VendorError | None:
    """Ask the vendor; None too where nothing says where it is. Raises the VendorErrors that say nothing of dialects."""
    arguments = connection.settings.arguments
    known = all(arguments.get(name) for name in _arguments_of(dialect))
    if not known or not connection.client.is_configured(dialect.probe.endpoint):
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
        unfit = Diagnostics()
        settings, findings = resolve(each, config, environment, unfit=unfit)
        settings = None if settings is None or _lacks_argument(each, settings, findings) else settings
        first = findings if first is None else first
        if settings is not None:
            found.append(Candidate(with_preset(each, settings.arguments), settings, unfit))
    if found and all(each.unfit.has_error for each in found):
        return [], found[0].unfit
    if found or first is None:
        return found, Diagnostics([item for item in first or () if item.severity != "error"])
    return [], first


def _lacks_argument(shim: Provider, settings: Settings, found: Diagnostics) -> bool:
    """Whether an argument is missing that the addresses of this dialect alone are made of; the finding is added."""
    spoken = dict(shim.spoken)
    needed = [
        name
        for each in shim.dialects
        if each.name == spoken[each.argument]
        for name in _arguments_of(each)
        if not all(name in _arguments_of(other) for other in shim.dialects if other.argument == each.argument)
    ]
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


def _arguments_of(dialect: Dialect) -> list[str]:
    """The arguments of the provider block that the address of the probe is made of."""
    return [place.removeprefix("provider.") for place in PLACES.findall(dialect.probe.path)]


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
