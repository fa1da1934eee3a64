"""Authentication of requests: one `httpx.Auth` for each authentication trait.

The classes are generators in httpx's manner: they take a request, may yield requests of their own, and see the
answers. They open no connection, so tests drive them by hand.
"""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Generator, Mapping
from typing import Any

import httpx

from rolecall.runtime.configuration.credentials import arguments_of, credentials_advice
from rolecall.runtime.errors import NotTheApi, Unauthenticated, Unavailable, VendorError
from rolecall.runtime.http.logins import Login as Accepted
from rolecall.runtime.http.logins import Logins, Refused
from rolecall.runtime.http.network import AUTHENTICATION, EXCHANGE, Exchange
from rolecall.runtime.http.requests import fits_a_header, form_body, render_path
from rolecall.runtime.http.responses import parse
from rolecall.runtime.http.retry import is_transient
from rolecall.runtime.http.token_exchange import ExchangeAuth, Tokens
from rolecall.runtime.logging import Logger, register_secret
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Login, Operation, Provider
from rolecall.specification.traits import (
    BasicLogin,
    ClientCertificate,
    CommandToken,
    Expiring,
    FurtherHeaders,
    HeaderToken,
    MachineToken,
    TokenExchange,
)

Flow = Generator[httpx.Request, httpx.Response, None]

log = Logger("authentication")


def authentication(
    shim: Provider,
    arguments: Mapping[str, Any],
    address: Callable[[str], str],
    exchanged: Callable[[Expiring], Tokens],
) -> httpx.Auth:
    """The first authentication trait of `shim` whose arguments are all there, as httpx executes it.

    `address` makes a full URL of an API path, `exchanged` gives the tokens of an exchange. Raises Unauthenticated when
    no trait has its arguments.
    """
    given = [trait for trait in shim.authentication if all(arguments.get(name) for name in arguments_of(trait))]
    if not given:
        raise Unauthenticated("No credentials are set.", advice=credentials_advice(shim))
    basic = next((trait for trait in given if isinstance(trait, BasicLogin)), None)
    match given[0]:
        case HeaderToken() as trait:
            return HeaderAuth(shim, trait, str(arguments[trait.argument]))
        case BasicLogin() as trait:
            return BasicAuth(shim, trait, str(arguments[trait.username]), str(arguments[trait.password]))
        case TokenExchange(lifetime=None) as trait:
            form = {field: str(arguments[name]) for name, field in trait.credentials}
            fallback = None
            if basic is not None:
                fallback = BasicAuth(shim, basic, str(arguments[basic.username]), str(arguments[basic.password]))
            return SessionAuth(shim, trait, form, address, fallback)
        case TokenExchange() | CommandToken() | MachineToken() as trait:
            return ExchangeAuth(exchanged(trait))
        case FurtherHeaders() | ClientCertificate():
            return httpx.Auth()  # the channel sends them with every request


class HeaderAuth(httpx.Auth):
    """A fixed secret in a header (trait HeaderToken)."""

    def __init__(self, shim: Provider, trait: HeaderToken, secret: str) -> None:
        _must_fit_a_header(shim, trait.argument, secret)
        self._header = trait.header
        self._value = trait.prefix + secret

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Add the header."""
        request.headers[self._header] = self._value
        yield request


class BasicAuth(httpx.Auth):
    """HTTP Basic (RFC 7617)."""

    def __init__(self, shim: Provider, trait: BasicLogin, username: str, password: str) -> None:
        if ":" in username:
            raise Unauthenticated(
                f"`{trait.username}` has a colon in it, which HTTP Basic cannot carry.",
                advice=credentials_advice(shim),
            )
        secret = base64.b64encode(f"{username}:{password}".encode()).decode()
        register_secret(secret)
        self._value = f"Basic {secret}"

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Add the header."""
        request.headers["Authorization"] = self._value
        yield request


class SessionAuth(httpx.Auth):
    """A session from a form login (trait TokenExchange without a lifetime), shared by all threads.

    It logs in when the first request needs it, once, however many start together; and once more when the session is
    no longer accepted. Refused credentials are remembered, so that an account is not locked by repeating them.
    `address` makes a full URL of an API path.
    """

    def __init__(
        self,
        shim: Provider,
        trait: TokenExchange,
        form: Mapping[str, str],
        address: Callable[[str], str],
        fallback: BasicAuth | None,
    ) -> None:
        self._shim = shim
        self._trait = trait
        self._address = address
        self._url = address(trait.path)
        self._headers = {**dict(shim.headers), "content-type": "application/x-www-form-urlencoded"}
        self._body = form_body(form)
        self._fallback = fallback
        self._logins: Logins[str | None] = Logins()

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Add the session, log in for it first if need be, and renew it once on 401."""
        newer_than = 0
        for _ in range(2):
            while (found := self._logins.find(newer_than)) is None:
                yield from self._log_in(request)
            session, newer_than = found
            if session is None and self._fallback is not None:
                yield from self._fallback.auth_flow(request)
                return
            request.headers[self._trait.header] = f"{self._trait.prefix}{session}"
            response = yield request
            if response.status_code != 401:
                return

    def ending(self) -> httpx.Request | None:
        """The request that ends the session; None where there is none, or the vendor offers no such call."""
        session = self._logins.latest
        found = _close_of(self._shim, self._trait) if session is not None else None
        if session is None or found is None:
            return None
        operation, place = found
        path = render_path(operation.path, {place: session})
        headers = {**dict(self._shim.headers), self._trait.header: f"{self._trait.prefix}{session}"}
        return httpx.Request(operation.method, self._address(path), headers=headers, extensions={AUTHENTICATION: True})

    def _log_in(self, request: httpx.Request) -> Flow:
        # Replaced below when the login is answered; stands when httpx closes this generator because it was not.
        outcome: Accepted[str | None] | Refused | VendorError
        outcome = Unavailable("The login was not answered.", method="POST", path=self._trait.path)
        exchange = Exchange()
        try:
            extensions = {"timeout": request.extensions.get("timeout", {}), AUTHENTICATION: True, EXCHANGE: exchange}
            login = httpx.Request("POST", self._url, headers=self._headers, content=self._body, extensions=extensions)
            response = yield login
            response.read()
            _keep_cookies(response, request)
            outcome = self._outcome(response)
            exchange.tell(registered=True)
        finally:
            self._logins.settle(outcome)
            exchange.tell()
        if isinstance(outcome, VendorError):
            raise copy.copy(outcome)

    def _outcome(self, response: httpx.Response) -> Accepted[str | None] | Refused | VendorError:
        """The session of a login's answer (None where Basic is to be used), or what is wrong with it."""
        status = response.status_code
        if status in (404, 405) and self._fallback is not None:
            log.info("there is no login call; using HTTP Basic", status=status)
            return Accepted(None)
        if is_transient(status):
            return Unavailable("The login cannot be answered now.").at("POST", self._trait.path, status)
        if not 200 <= status < 300:
            refusal = Unauthenticated("The login was refused.", advice=credentials_advice(self._shim))
            return Refused(refusal.at("POST", self._trait.path, status))
        try:
            session = dig(parse(response.content), self._trait.token)
        except ValueError:
            session = None
        if not isinstance(session, str) or not fits_a_header(session):
            error = NotTheApi(f"The answer to the login has no session at {self._trait.token!r}.")
            return error.at("POST", self._trait.path, status)
        register_secret(session)
        return Accepted(session)


def _close_of(shim: Provider, trait: TokenExchange) -> tuple[Operation, str] | None:
    """The call that ends a session of the login `trait`, and the place for its key: as its ephemeral resource says."""
    for each in shim.ephemerals:
        source = each.source
        if isinstance(source, Login) and source.close is not None and source.open.path == trait.path:
            keys = [item.name for item in each.schema.attributes if item.computed and item.read_path == trait.token]
            return (source.close, keys[0]) if keys else None
    return None


def _keep_cookies(response: httpx.Response, request: httpx.Request) -> None:
    """Let `request` carry the cookies of `response`: behind a load balancer they lead to where the session is known."""
    if "set-cookie" not in response.headers:
        return
    request.headers.pop("cookie", None)
    cookies = httpx.Cookies()
    cookies.extract_cookies(response)
    cookies.set_cookie_header(request)


def _must_fit_a_header(shim: Provider, argument: str, secret: str) -> None:
    if not fits_a_header(secret):
        raise Unauthenticated(
            f"`{argument}` has a line break, a space around it or a character that no header can carry.",
            advice=f"{credentials_advice(shim)} A value read from a file often ends in a line break: use `trimspace`.",
        )
