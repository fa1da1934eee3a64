"""Calls to one system of a vendor: one `Channel` for each endpoint, shared by all threads.

Importing this module loads no HTTP library and a `Channel` opens no connection: both wait for the first call.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from rolecall.runtime.concurrency.shutdown import Lifetime
from rolecall.runtime.configuration.proxies import Proxy, ProxyProblem, proxy_for
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.configuration.urls import clear_text
from rolecall.runtime.errors import (
    Rejected,
    Stopped,
    TlsFailure,
    Unauthenticated,
    Unavailable,
    Unreachable,
    VendorError,
)
from rolecall.runtime.http.endpoints import require_arguments
from rolecall.runtime.http.further_headers import further_headers
from rolecall.runtime.http.media_types import MediaTypes
from rolecall.runtime.http.rate_limiter import Limiter
from rolecall.runtime.http.redaction import Masking
from rolecall.runtime.http.requests import (
    must_be_filled,
    names_object,
    render_path,
    render_query,
    url_problem,
    with_constants,
)
from rolecall.runtime.http.responses import Answer, Judge, Repeatable, Sent, check_done, parse
from rolecall.runtime.http.retry import TOTAL_SECONDS, Attempts, Health, is_idempotent, is_transient
from rolecall.runtime.logging import Logger
from rolecall.specification.schema import Operation, Provider
from rolecall.version import version

if TYPE_CHECKING:
    import httpx

    from rolecall.runtime.http.address import Address
    from rolecall.runtime.http.token_exchange import Tokens

MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024
"""An answer of more bytes is not read to its end."""

log = Logger("client")


class Channel:
    """One system as `shim` describes it. `address` tells where it is and is asked when the first call needs it.

    `exchanged` gives the tokens of a `TokenExchange`, shared with other channels. With `read_only` nothing but GET,
    HEAD and logins leaves this process.
    """

    def __init__(
        self,
        shim: Provider,
        settings: Settings,
        lifetime: Lifetime,
        masking: Masking,
        *,
        address: Callable[[], Address],
        exchanged: Callable[..., Tokens],
        read_only: bool,
    ) -> None:
        self.shim = shim
        self.settings = settings
        self._lifetime = lifetime
        self._masking = masking
        self._find = address
        self._exchanged = exchanged
        self._read_only = read_only
        self._known: Address | None = None
        self._limiter = Limiter(settings.requests_per_minute)
        self._health = Health()
        self._media_types = MediaTypes(shim.media_type)
        self._further = further_headers(shim, settings.arguments)
        self._judge = Judge.of(shim, masking, settings.arguments)
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None
        self._auth: httpx.Auth | None = None

    def call(
        self,
        operation: Operation,
        values: Mapping[str, Any] = MappingProxyType({}),
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        safe: bool | None = None,
        more: Mapping[str, str] = MappingProxyType({}),
        logs_in: bool = False,
    ) -> Answer:
        """Call `operation` with its templates filled from `values`, and give the answer.

        `query` adds to the operation's own query and wins over it; a list repeats its name. `safe` says whether
        repeating does no harm where the method alone does not tell (a POST that updates: True). Retries what is
        safe to retry. `more` are further headers. `logs_in` marks a call by which we authenticate. Raises VendorError
        (see `rolecall.runtime.errors`), and Refusal for a path value that would address something else.
        """
        filled = {**values, "provider": self.settings.arguments}
        url, path = self._address(operation, filled, query or {})
        sent = Sent(
            method=operation.method,
            path=path,
            idempotent=is_idempotent(operation.method, safe),
            names_object=names_object(operation),
        )
        body = with_constants(operation, filled, body)
        always = {name.lower(): value for name, value in self.shim.headers}
        always |= {each.name: each.value for each in operation.headers if each.when is None or values.get(each.when)}
        always |= {**self._further, **more}
        if body is not None:
            log.trace("request body", method=sent.method, path=path, body=self._masking(body))
        if (away := self._health.away()) is not None:
            raise away.at(sent.method, path)
        attempts = Attempts(
            self._health.retries(self.settings.max_retries), max(TOTAL_SECONDS, 2 * self.settings.timeout_seconds)
        )
        doubt: VendorError | None = None
        while True:
            headers, content = self._media_types.content(operation, body)
            try:
                answer = self._attempt(sent, url, headers | always, content, operation.authenticated, attempts, logs_in)
                check_done(operation, answer, path)
                return answer
            except Rejected as refused:
                if not self._media_types.learn(operation, refused):
                    raise
                continue
            except Repeatable as failed:
                error = failed.error
                if failed.in_doubt:
                    doubt = error
                seconds = attempts.wait(failed.asked, failed.repeat_seconds)
                if seconds is not None:
                    log.debug("trying again", method=sent.method, path=path, seconds=round(seconds, 2), why=str(error))
                    if self._lifetime.sleep(seconds):
                        continue
                else:
                    self._health.gave_up(error)
            except (Stopped, Unreachable, TlsFailure, Unauthenticated) as nothing_done:
                error = nothing_done if nothing_done.method else nothing_done.at(sent.method, path)
                if isinstance(error, Unreachable | TlsFailure):
                    self._health.gave_up(error)
            # Where an earlier attempt may have changed something, it does not help that the last one did not.
            raise doubt or error from None

    def log_out(self, seconds: float) -> None:
        """End the session that we authenticate with, if there is one, within `seconds`.

        What fails is logged and harms nothing: a session that is not ended times out.
        """
        import httpx

        from rolecall.runtime.http.auth import SessionAuth

        with self._lock:
            http, auth = self._http, self._auth
        request = auth.ending() if http is not None and isinstance(auth, SessionAuth) else None
        if http is None or request is None:
            return
        request.extensions["timeout"] = httpx.Timeout(seconds).as_dict()
        http.cookies.set_cookie_header(request)
        try:
            status = http.send(request, auth=None).status_code
        except (httpx.HTTPError, VendorError) as error:
            log.info("the session of this run was not ended", why=type(error).__name__)
        else:
            log.debug("ended the session of this run", status=status)

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            http, self._http = self._http, None
        if http is not None:
            http.close()

    @property
    def url(self) -> str:
        """The URL of the system. Raises VendorError when the arguments do not say."""
        return self._at().url

    def _at(self) -> Address:
        """The address of the system. Raises VendorError when the arguments do not say."""
        if self._known is None:
            self._known = self._find()
        return self._known

    def _address(self, operation: Operation, values: Mapping[str, Any], query: Mapping[str, Any]) -> tuple[str, str]:
        """The full URL of a call, and its path alone. Raises Refusal for an argument of the provider that is empty."""
        require_arguments(self.shim, self.settings, operation)
        must_be_filled(operation, values)
        base = "" if operation.from_root else self.shim.base_path
        path = base + render_path(operation.path, values)
        templates = [pair for pair in (*self.shim.query, *operation.query) if pair[0] not in query]
        rendered = render_query(templates, values, query)
        return f"{self._at().url}{path}" + (f"?{rendered}" if rendered else ""), path

    def _attempt(
        self,
        sent: Sent,
        url: str,
        headers: dict[str, str],
        content: bytes | None,
        authenticated: bool,
        attempts: Attempts,
        logs_in: bool,
    ) -> Answer:
        """Send the request once. Raises VendorError, or Repeatable around one."""
        import httpx

        from rolecall.runtime.http.network import AUTHENTICATION, EXCHANGE, Exchange
        from rolecall.runtime.http.network_errors import failure, receive

        http, auth = self._ready(authenticated)
        exchange = Exchange()
        seconds = self.settings.timeout_seconds
        request = http.build_request(sent.method, url, headers=headers, content=content)
        request.extensions[EXCHANGE] = exchange
        request.extensions[AUTHENTICATION] = logs_in
        try:
            response = http.send(request, auth=auth, stream=True)
            try:
                received = receive(response, seconds, MAX_ANSWER_BYTES)
            finally:
                response.close()
            self._masking.register(*(each.content for each in response.history), received)
            exchange.tell(registered=True)
        except httpx.HTTPError as error:
            raise failure(error, sent, request.url.netloc.decode(), seconds, exchange.may_have_acted) from None
        except (Unavailable, Unreachable) as login:
            raise Repeatable(login) from None
        finally:
            attempts.not_counting(exchange.held)
            exchange.tell()
        if response.status_code == 401:
            http.cookies.clear()
        self._health.answered(well=not is_transient(response.status_code))
        if log.enabled("trace"):
            self._trace(sent, received)
        return self._judge(sent, response.status_code, response.headers, received)

    def _ready(self, authenticated: bool) -> tuple[httpx.Client, httpx.Auth | None]:
        """The HTTP client, made when first needed, and how to authenticate."""
        import httpx

        from rolecall.runtime.http.auth import authentication
        from rolecall.runtime.http.network import Guard, network

        with self._lock:
            self._lifetime.may_send()
            if self._http is None:
                at = self._at()
                if problem := url_problem(at.url):
                    raise Unreachable(f"The URL {at.url!r} cannot be used: {problem}.")
                if problem := clear_text(self.shim, at.url, self.settings.allow_insecure_http):
                    raise Unreachable("The credentials would go in clear text.", advice=problem)
                proxy = self._proxy(at.url)
                guard = Guard(
                    network(at.url, at.trust, proxy),
                    limiter=self._limiter,
                    may_send=self._lifetime.may_send,
                    sleep=self._lifetime.sleep,
                    request_id=self._judge.request_id,
                    read_only=self._read_only,
                    quota=self.shim.quota,
                    base_path=self.shim.base_path,
                    proxy=proxy,
                )
                self._http = httpx.Client(
                    transport=guard,
                    timeout=self.settings.timeout_seconds,
                    headers={"user-agent": f"rolecall-{self.shim.name}/{version()}"},
                    trust_env=False,
                )
            if authenticated and self._auth is None:
                self._auth = self._at().auth or authentication(
                    self.shim, self.settings.arguments, self._login_address, self._exchanged
                )
            return self._http, self._auth if authenticated else None

    def _proxy(self, url: str) -> Proxy | None:
        """The proxy on the way to `url`. Raises Unreachable where the environment names one that cannot be used."""
        try:
            return proxy_for(url, os.environ)
        except ProxyProblem as problem:
            raise Unreachable(str(problem)) from None

    def _login_address(self, path: str) -> str:
        query = render_query(self.shim.query, {})
        return f"{self._at().url}{self.shim.base_path}{path}" + (f"?{query}" if query else "")

    def _trace(self, sent: Sent, received: bytes) -> None:
        try:
            body = self._masking(parse(received)) if received.strip() else None
        except ValueError:
            body = f"({len(received)} bytes that are no JSON)"
        log.trace("answer body", method=sent.method, path=sent.path, body=body)
