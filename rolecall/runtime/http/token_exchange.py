"""Tokens with a lifetime in exchange for a long-lived secret (trait TokenExchange), shared by channels and threads."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote

import httpx

from rolecall.runtime.configuration.credentials import credentials_advice
from rolecall.runtime.errors import (
    AmbiguousOutcome,
    Denied,
    NotFound,
    NotTheApi,
    Rejected,
    TlsFailure,
    Unauthenticated,
    Unreachable,
)
from rolecall.runtime.http.argument_errors import giver_of
from rolecall.runtime.http.jwt import claim
from rolecall.runtime.http.logins import Login, Logins, Refused
from rolecall.runtime.http.requests import fits_a_header, render_text
from rolecall.runtime.http.responses import Answer
from rolecall.runtime.logging import Logger, register_secret
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation, Provider
from rolecall.specification.traits import Expiring, Introspection, TokenExchange

log = Logger("authentication")


class Caller(Protocol):
    """A system that can be called, as channels can."""

    def call(
        self,
        operation: Operation,
        /,
        *,
        body: Mapping[str, Any],
        safe: bool,
        logs_in: bool,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        """Call `operation` and give the answer. Raises VendorError."""
        ...


class Exchanged:
    """The token of one exchange: made when first needed, once for however many ask at the same time.

    It is renewed a margin before its end, which is never more than half of its life. A refused secret is remembered:
    it is not tried again. `own` is the system that exchanges.
    """

    def __init__(
        self,
        shim: Provider,
        trait: TokenExchange,
        arguments: Mapping[str, Any],
        own: Caller,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.trait = trait
        self._shim = shim
        self._form = {name: render_text(text, {"provider": arguments}) for name, text in trait.fields}
        credentials = {field: str(arguments[name]) for name, field in trait.credentials}
        given = {field: arguments[name] for field, name in trait.optional if arguments.get(name)}
        self._form |= {field: " ".join(map(str, one)) if isinstance(one, list) else one for field, one in given.items()}
        self._ways = _ways(trait, credentials)
        self._arguments = arguments
        self._own = own
        self._clock = clock
        self._logins: Logins[str] = Logins(clock)

    def token(self, newer_than: int = 0) -> tuple[str, int]:
        """A token from a later exchange than number `newer_than`, and its number. Raises VendorError."""
        return self._logins.current(newer_than, self._exchange)

    def says(self, asked: Introspection) -> str | None:
        """The value of the argument that the token tells of, None where nothing says it. Raises VendorError."""
        found = claim(self.token()[0], asked.claim)
        if found is not None:
            return found
        operation = Operation(method="POST", path=asked.path, body="json", authenticated=False)
        secret = self._arguments[self.trait.secret]
        try:
            answer = self._own.call(operation, body={asked.field: secret}, safe=True, logs_in=True)
        except (NotFound, NotTheApi, Rejected, Unauthenticated, Denied) as error:
            log.info("the token does not say it", argument=asked.argument, why=str(error))
            return None
        told = dig(answer.data, asked.member)
        return told if isinstance(told, str) and told else None

    def _exchange(self) -> Login[str] | Refused:
        begun = self._clock()
        try:
            proof = self._proof()
        except Unauthenticated as error:
            error.advice = error.advice or credentials_advice(self._shim, self._arguments)
            return Refused(error)
        try:
            answer = self._answer(proof)
        except (Rejected, Unauthenticated) as error:
            return Refused(self._refusal(error))
        except (Unreachable, TlsFailure) as error:
            if self.trait.url_argument is not None:
                error.argument = giver_of(self.trait.url_argument, self._shim, self._arguments)
            raise
        except AmbiguousOutcome as error:
            if error.status is None or self.trait.url_argument is None:
                raise
            return Refused(self._no_authority(error, giver_of(self.trait.url_argument, self._shim, self._arguments)))
        token = dig(answer.data, self.trait.token)
        if not isinstance(token, str) or not fits_a_header(token):
            raise NotTheApi(f"The answer to the token exchange has no token at {self.trait.token!r}.")
        register_secret(token)
        stated = dig(answer.data, self.trait.lifetime or "")
        seconds = float(stated) if isinstance(stated, int | float) and stated > 0 else self.trait.default_seconds
        log.debug("exchanged the long-lived token", seconds=round(seconds))
        return Login(token, begun + seconds - min(self.trait.margin_seconds, seconds / 2))

    def _refusal(self, error: Rejected | Unauthenticated) -> Unauthenticated:
        """No token is given, about the argument that the answer's words are about."""
        said = f" {error.message}" if error.message else ""
        refused = Unauthenticated(
            f"`{self.trait.secret}` was not exchanged for an access token.{said}",
            status=error.status,
            request_id=error.request_id,
            method=error.method,
            path=error.path,
            advice=credentials_advice(self._shim, self._arguments),
        )
        argument = next((argument for words, argument in self.trait.about if words in error.message), "")
        if argument:
            refused.argument, refused.advice = argument, f"Correct `{argument}` in the provider block."
        return refused

    def _no_authority(self, error: AmbiguousOutcome, argument: str) -> Unauthenticated:
        """Something answered that issues no tokens. Asking for one changes nothing."""
        refused = Unauthenticated(
            f"{error.message} Nothing at this address issues tokens.",
            status=error.status,
            request_id=error.request_id,
            method=error.method,
            path=error.path,
            advice=f"Correct `{argument}` in the provider block: it may lead to a web page or another service.",
        )
        refused.argument = argument
        return refused

    def _proof(self) -> dict[str, str]:
        """The form field with a statement of who we are, made anew, where one is given in place of a secret."""
        proof = self.trait.statement
        if proof is None:
            return {}
        from rolecall.runtime.http.signed_assertions import statement

        return {proof.field: statement(proof, self._arguments)}

    def _answer(self, proof: Mapping[str, str]) -> Answer:
        """The answer to the exchange, in the first way that the issuer takes. Raises VendorError: that of the first."""
        operation = Operation(method="POST", path=self.trait.path, body="form", authenticated=False)
        first: Rejected | Unauthenticated | None = None
        for headers, form in list(self._ways):
            body = {**self._form, **proof, **form}
            try:
                answer = self._own.call(operation, body=body, safe=True, logs_in=True, more=headers)
            except (Rejected, Unauthenticated) as error:
                first = first or error
                if "invalid_client" not in error.message:
                    break
            else:
                self._ways = [(headers, form)]
                return answer
        raise first or Rejected("There is no way to authenticate.")


class Tokens(Protocol):
    """Where access tokens come from."""

    @property
    def trait(self) -> Expiring:
        """How the tokens travel."""
        ...

    def token(self, newer_than: int = 0) -> tuple[str, int]:
        """A token later than number `newer_than`, and its number. Raises VendorError."""
        ...


def _ways(trait: TokenExchange, credentials: dict[str, str]) -> list[tuple[dict[str, str], dict[str, str]]]:
    """The ways to authenticate a client (RFC 6749 section 2.3.1): further headers and form fields of each."""
    plain: list[tuple[dict[str, str], dict[str, str]]] = [({}, credentials)]
    if not trait.basic:
        return plain
    pair = ":".join(quote(each, safe="") for each in credentials.values())
    secret = base64.b64encode(pair.encode()).decode()
    register_secret(secret)
    return [({"authorization": f"Basic {secret}"}, {}), *plain]


class ExchangeAuth(httpx.Auth):
    """Sends a token that has an end, and another one once when it is not accepted."""

    def __init__(self, exchanged: Tokens) -> None:
        self._exchanged = exchanged

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the token; renew it once on 401."""
        trait, number = self._exchanged.trait, 0
        for _ in range(2):
            token, number = self._exchanged.token(newer_than=number)
            request.headers[trait.header] = f"{trait.prefix}{token}"
            response = yield request
            if response.status_code != 401:
                return
