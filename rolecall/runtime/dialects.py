"""Dialects: the shape of its API that a vendor speaks, as the configuration says or as one harmless read finds out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from rolecall.runtime.candidates import Candidate, addressed_by
from rolecall.runtime.concurrency.addresses import Addresses
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import Denied, NotFound, NotTheApi, Rejected, Unauthenticated, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Dialect, Provider
from rolecall.specification.traits import Expiring, TokenExchange

if TYPE_CHECKING:
    from rolecall.runtime.http.token_exchange import Tokens

log = Logger("dialects")


class Vendor:
    """A configured vendor whose dialect is one of `candidates`. It is asked which, when it is needed first.

    `addresses` are what the resources of this run are known to stand for, whatever the dialect.
    """

    def __init__(
        self, candidates: list[Candidate], *, read_only: bool = False, neighbours: Neighbours | None = None
    ) -> None:
        self._candidates = candidates
        self._read_only = read_only
        self.addresses = Addresses(neighbours)
        self._made: dict[tuple[tuple[str, str], ...], Connection] = {}
        self._exchanges: Once[Expiring, Tokens] = Once()
        self._lock = threading.Lock()
        self._chosen: Once[str, Connection] = Once()
        self._told: Once[str, bool] = Once()
        self._earlier: list[Connection] = []
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
        self._introduce(endpoint)
        return self._chosen(endpoint, lambda: self._choose(endpoint))

    def refute(self, endpoint: str = "") -> None:
        """Raise Refusal where a dialect is given that the system called `endpoint` does not speak. Asked once.

        A system that does not answer, or not to these credentials, says nothing about its dialect.
        """
        self._introduce(endpoint)
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
        for connection in (*self._earlier, *self._made.values()):
            connection.client.stop()

    def close(self) -> None:
        """Release every connection."""
        for connection in (*self._earlier, *self._made.values()):
            connection.close()

    def _introduce(self, endpoint: str) -> None:
        """Let the token say what the arguments leave out, once for the run; not for a system that takes no such token.

        Raises VendorError.
        """
        if any(isinstance(way, TokenExchange) for way in self._candidates[0].shim.at(endpoint).authentication):
            self._told("", self._ask_token)

    def _ask_token(self) -> bool:
        told = self.first.client.told_by_token()
        if told:
            log.info("the token says what the provider block leaves out", **told)
            with self._lock:
                self._earlier += self._made.values()
                self._made.clear()
                self._candidates = [each.told(told) for each in self._candidates]
        return bool(told)

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
    known = all(arguments.get(name) for name in addressed_by(dialect))
    if not known or not connection.client.is_configured(dialect.probe.endpoint):
        return None
    try:
        answer = connection.client.call(dialect.probe)
    except (NotFound, NotTheApi, Rejected, Unauthenticated, Denied) as error:
        return error
    if dialect.item and dig(answer.data, dialect.item) in (MISSING, None):
        return NotTheApi(f"without {dialect.item!r}")
    return None
