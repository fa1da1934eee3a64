"""Calls to a vendor: one `Client` for each configured provider, shared by all its threads.

A vendor may be several systems that do not know each other. Each is a channel of its own, opened when the first call
needs it, so that one that cannot be reached does not disturb the others.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from rolecall.runtime.concurrency.shutdown import Lifetime
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.configuration.credentials import arguments_of, sensitive_arguments
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.errors import NotTheApi, Rejected, TlsFailure, Unauthenticated, Unreachable, VendorError
from rolecall.runtime.http.alternative_bodies import OtherForms
from rolecall.runtime.http.argument_errors import point_to_argument
from rolecall.runtime.http.channel import Channel
from rolecall.runtime.http.eventual_consistency import Consistency
from rolecall.runtime.http.jwt import claim
from rolecall.runtime.http.learnt_limits import Learnt
from rolecall.runtime.http.redaction import Masking
from rolecall.runtime.http.requests import places, shown_path
from rolecall.runtime.http.responses import Answer
from rolecall.runtime.http.told_once import Seen
from rolecall.runtime.logging import register_secret
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Operation, Provider
from rolecall.specification.traits import (
    BasicLogin,
    ClientCertificate,
    Expiring,
    FurtherHeaders,
    HeaderToken,
    TokenExchange,
)

if TYPE_CHECKING:
    from rolecall.runtime.http.address import Address
    from rolecall.runtime.http.token_exchange import Tokens

__all__ = ["Answer", "Client", "Settings"]

LOG_OUT_SECONDS: Final = 1.0
"""As long the end of a run waits for its sessions to be ended; Terraform kills a provider that takes two seconds."""


class Client:
    """Calls the operations of `shim`. With `read_only` nothing but GET, HEAD and logins leaves this process.

    `exchanges` are the tokens of long-lived secrets, where clients of one vendor share them. `consistency` is its
    patience with what is too new to be seen everywhere. By collection: those `answered`, of which something was read,
    `answered_singly` by a single read, `denied_singly` by the vendor's own word that there is nothing; `page_sizes`,
    above which listings are refused, `unreadable_singly`, `absent_as_rejected` (400 where there is nothing), and
    whether listings are read `by_cursor`; listings inside of something that were not found are `unlisted`. `learnt` is
    told beside errors, and `seen` is what answers have shown.
    """

    def __init__(
        self,
        shim: Provider,
        settings: Settings,
        *,
        read_only: bool = False,
        exchanges: Once[Expiring, Tokens] | None = None,
    ) -> None:
        self.shim = shim
        self.settings = settings
        self._read_only = read_only
        self._lifetime = Lifetime()
        self._masking = Masking(shim)
        self.consistency = Consistency(shim.eventual_consistency, self._lifetime)
        self.answered, self.answered_singly, self.denied_singly = set[str](), set[str](), set[str]()
        self.page_sizes: dict[str, int] = {}
        self.unreadable_singly, self.unlisted = set[str](), set[tuple[str, ...]]()
        self.absent_as_rejected: dict[str, bool] = {}
        self.by_cursor: dict[str, bool] = {}
        self.learnt = Learnt()
        self.seen = Seen()
        self._lock = threading.Lock()
        self._channels: dict[str, Channel] = {}
        self._exchanges: Once[Expiring, Tokens] = Once() if exchanges is None else exchanges
        self._forms = OtherForms()
        for name in sensitive_arguments(shim):
            value = settings.arguments.get(name)
            if isinstance(value, str):
                register_secret(value)

    def call(
        self,
        operation: Operation,
        values: Mapping[str, Any] = MappingProxyType({}),
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        safe: bool | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        """Call `operation` with its templates filled from `values`, and give the answer.

        `query` adds to the operation's own query and wins over it; a list repeats its name. `safe` says whether
        repeating does no harm where the method alone does not tell (a POST that updates: True). `headers` are
        further ones. Retries what is safe to retry. Raises VendorError (see `rolecall.runtime.errors`), and Refusal
        for a path value that would address something else.
        """
        channel = self._channel(operation.endpoint)
        try:
            return self.consistency.during(
                lambda: self._forms.sent(
                    operation,
                    body,
                    lambda form: channel.call(operation, values, body=form, query=query, safe=safe, more=headers),
                ),
                _named(operation, values),
                body,
            )
        except (Rejected, NotTheApi, Unreachable, TlsFailure) as error:
            error.learnt = self.learnt.told()
            point_to_argument(error, self.shim.at(operation.endpoint), self.settings.arguments)
            raise

    def is_configured(self, endpoint: str) -> bool:
        """True if anything says where the system called `endpoint` is."""
        if not endpoint:
            return bool(self.settings.url)
        place = next(item for item in self.shim.endpoints if item.name == endpoint)
        ways = (place.url_argument, place.kubeconfig.path if place.kubeconfig is not None else place.url_argument)
        return any(self.settings.arguments.get(name) for name in ways)

    def place(self, endpoint: str) -> str:
        """The URL of a system. Raises VendorError when nothing says where it is."""
        return self._channel(endpoint).url

    def account(self) -> str | None:
        """The account that our token names; None where it names none. Raises VendorError."""
        for trait in self.shim.authentication:
            if isinstance(trait, HeaderToken) and trait.account and self.settings.arguments.get(trait.argument):
                return claim(str(self.settings.arguments[trait.argument]), trait.account)
        expiring = self._expiring()
        if expiring is not None and expiring.account:
            who = claim(self._exchanged(expiring).token()[0], expiring.account)
            return None if who is None else who.rpartition(":")[2]
        return None

    def access_token(self) -> str:
        """Our access token, an empty text where we have none that ends. Raises VendorError."""
        expiring = self._expiring()
        return "" if expiring is None else self._exchanged(expiring).token()[0]

    def runs_as_client(self) -> bool:
        """Whether our token says who we are: an application perhaps, which is no account that could be asked about."""
        expiring = self._expiring()
        return expiring is not None and expiring.account is not None

    def runs_as_person(self) -> bool:
        """Whether our token is always that of an account which is managed like any other."""
        return bool(getattr(self._expiring(), "personal", False))

    def _expiring(self) -> Expiring | None:
        """The way to authenticate that is taken, where it is by a token that has an end."""
        for trait in self.shim.authentication:
            if isinstance(trait, FurtherHeaders | ClientCertificate):
                continue  # these go beside another way
            if all(self.settings.arguments.get(name) for name in arguments_of(trait)):
                return None if isinstance(trait, HeaderToken | BasicLogin) else trait
        return None

    def told_by_token(self) -> dict[str, str]:
        """The arguments that were left out and that the exchanged token says (trait Introspection).

        Raises VendorError.
        """
        from rolecall.runtime.http.token_exchange import Exchanged

        given = self.settings.arguments
        for trait in self.shim.authentication:
            if not isinstance(trait, TokenExchange) or trait.introspection is None:
                continue
            asked = trait.introspection
            if given.get(asked.argument) or not all(given.get(name) for name in arguments_of(trait)):
                continue
            tokens = self._exchanged(trait)
            found = tokens.says(asked) if isinstance(tokens, Exchanged) else None
            if found is not None:
                return {asked.argument: found}
        return {}

    def refused_secret(self) -> tuple[str, Unauthenticated] | None:
        """The argument whose secret is exchanged for no token, and why; None where it is, or where none is exchanged.

        A vendor that does not answer refuses nothing: whoever needs it will say so.
        """
        trait = self._expiring()
        if trait is None or (isinstance(trait, TokenExchange) and trait.lifetime is None):
            return None
        try:
            self._exchanged(trait).token()
        except Unauthenticated as error:
            return error.argument or trait.secret, error
        except VendorError:
            return None
        return None

    def path_of(self, operation: Operation, values: Mapping[str, Any] = MappingProxyType({})) -> str:
        """The path of `operation` as messages show it, filled from `values`, with `<id>` where they do not say."""
        base = "" if operation.from_root else self.shim.at(operation.endpoint).base_path
        path = base + operation.path
        return shown_path(path, {**values, "provider": self.settings.arguments})

    def finishing(self) -> AbstractContextManager[None]:
        """In this block the calling thread may go on sending after `stop`, to finish and record what it began."""
        return self._lifetime.finishing()

    def pause(self, seconds: float) -> bool:
        """Wait for somebody else to act; False as soon as the provider is stopped."""
        return self._lifetime.pause(seconds)

    def stop(self) -> None:
        """Send nothing new, except from threads that are `finishing`. Requests under way are answered."""
        self._lifetime.stop()

    def close(self) -> None:
        """End our own sessions, close every connection and wake every waiting thread.

        A call after this raises Stopped.
        """
        with self._lock:
            channels = list(self._channels.values())
        bound = threading.Timer(LOG_OUT_SECONDS, self._lifetime.close)
        bound.daemon = True
        bound.start()
        with self._lifetime.finishing():
            for channel in channels:
                channel.log_out(LOG_OUT_SECONDS)
        bound.cancel()
        self._lifetime.close()
        for channel in channels:
            channel.close()

    def _channel(self, endpoint: str) -> Channel:
        with self._lock:
            found = self._channels.get(endpoint)
            if found is None:
                found = self._channels[endpoint] = Channel(
                    self.shim.at(endpoint),
                    self.settings,
                    self._lifetime,
                    self._masking,
                    address=lambda: self._address(endpoint),
                    exchanged=self._exchanged,
                    read_only=self._read_only,
                )
            return found

    def _address(self, endpoint: str) -> Address:
        from rolecall.runtime.http.endpoints import find

        return find(self.shim, self.settings, endpoint)

    def _exchanged(self, trait: Expiring) -> Tokens:
        """The tokens of one way, for all channels: from the provider's own system, its authority, or where we run."""
        if not isinstance(trait, TokenExchange):
            from rolecall.runtime.http.borrowed_tokens import Borrowed

            return self._exchanges(trait, lambda: Borrowed(self.shim, trait, self.settings.arguments))
        from rolecall.runtime.http.token_exchange import Exchanged

        own = self._channel("") if trait.url_argument is None else self._authority(trait.url_argument)
        return self._exchanges(trait, lambda: Exchanged(self.shim, trait, self.settings.arguments, own))

    def _authority(self, argument: str) -> Channel:
        """The channel of an authority that gives tokens: a system of its own, at the address in `argument`."""
        from rolecall.runtime.http.endpoints import at_argument

        shim = replace(self.shim, url_argument=argument, base_path="", headers=(), query=(), authentication=())
        with self._lock:
            found = self._channels.get(f"={argument}")
            if found is None:
                found = self._channels[f"={argument}"] = Channel(
                    shim,
                    self.settings,
                    self._lifetime,
                    self._masking,
                    address=lambda: at_argument(self.shim, self.settings, argument),
                    exchanged=self._exchanged,
                    read_only=self._read_only,
                )
            return found


def _named(operation: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the address of a call names."""
    names = (name.partition("|")[0] for name in places(operation))
    return {name: found for name in names if (found := dig(values, name)) is not MISSING}
