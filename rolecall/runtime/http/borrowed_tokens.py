"""Access tokens that a command or the machine gives (traits CommandToken and MachineToken): nothing is exchanged."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from rolecall.runtime.configuration.credentials import credentials_advice
from rolecall.runtime.errors import Unauthenticated
from rolecall.runtime.http.jwt import claim
from rolecall.runtime.http.logins import Login, Logins, Refused
from rolecall.runtime.http.requests import fits_a_header, render_text
from rolecall.runtime.http.workload_answers import asked, told
from rolecall.runtime.logging import register_secret
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Provider
from rolecall.specification.traits import CommandToken, MachineToken

MARGIN_SECONDS: Final = 300.0
_ID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Borrowed:
    """The token of a command or a machine: asked for when first needed, and again before its end."""

    def __init__(
        self,
        shim: Provider,
        trait: CommandToken | MachineToken,
        arguments: Mapping[str, Any],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.trait = trait
        self._shim = shim
        self._arguments = arguments
        self._clock = clock
        self._logins: Logins[str] = Logins(clock)

    def token(self, newer_than: int = 0) -> tuple[str, int]:
        """A token from a later question than number `newer_than`, and its number. Raises VendorError."""
        return self._logins.current(newer_than, self._ask)

    def _ask(self) -> Login[str] | Refused:
        try:
            answer = self._told() if isinstance(self.trait, CommandToken) else self._asked(self.trait)
            token = dig(answer, self.trait.token)
            if not isinstance(token, str) or not fits_a_header(token):
                advice = self.trait.advice if isinstance(self.trait, CommandToken) else ""
                raise Unauthenticated("The answer has no access token.", advice=advice)
            register_secret(token)
            self._check_tenant(token)
        except Unauthenticated as error:
            if not error.advice:
                error.advice = credentials_advice(self._shim, self._arguments)
            return Refused(error)
        ends = dig(answer, self.trait.expires)
        left = float(ends) - time.time() if isinstance(ends, int | float | str) and str(ends).isdecimal() else 0.0
        return Login(token, self._clock() + max(left - MARGIN_SECONDS, left / 2))

    def _told(self) -> dict[str, Any]:
        trait = self.trait
        assert isinstance(trait, CommandToken)
        return told([render_text(word, {"provider": self._arguments}) for word in trait.words], trait.advice)

    def _asked(self, trait: MachineToken) -> dict[str, Any]:
        url = os.environ.get(trait.url_variable)
        if url:
            secret = os.environ.get(trait.secret_variable, "")
            register_secret(secret)
            return asked(url, self._query(trait.other_query), {trait.secret_header: secret}, proxies=False)
        host = os.environ.get(trait.host_variable) or trait.host
        return asked(host.rstrip("/") + trait.path, self._query(trait.query), dict(trait.headers), proxies=False)

    def _query(self, templates: tuple[tuple[str, str], ...]) -> dict[str, str]:
        texts = {name: render_text(text, {"provider": self._arguments}) for name, text in templates}
        return {name: text for name, text in texts.items() if text}

    def _check_tenant(self, token: str) -> None:
        trait = self.trait
        if not trait.tenant:
            return
        wanted, said = str(self._arguments[trait.tenant_of]), claim(token, trait.tenant)
        if said is not None and _ID.fullmatch(wanted) and said.lower() != wanted.lower():
            source = f"`{trait.words[0]}`" if isinstance(trait, CommandToken) else "the machine"
            raise Unauthenticated(
                f"The token of {source} is of {said}, and `{trait.tenant_of}` is {wanted}. It was not used.",
                advice=trait.advice if isinstance(trait, CommandToken) else f"Correct `{trait.tenant_of}`.",
            )
