"""Tokens in exchange for a secret: when they are renewed, shared and given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from rolecall.runtime.errors import NotTheApi, Rejected, Unauthenticated, Unavailable, VendorError
from rolecall.runtime.http.responses import Answer
from rolecall.runtime.http.token_exchange import Exchanged
from rolecall.specification.schema import Operation
from rolecall.specification.traits import TokenExchange
from tests.runtime.http.vendor import SHIM

TRAIT = TokenExchange(
    path="/exchange",
    credentials=(("api_token", "api_token"),),
    token="access_token",
    lifetime="expires_in",
    default_seconds=1500,
)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Gate:
    """Stands where a channel stands: answers exchanges as a test says."""

    def __init__(self, answer: Callable[[int], Any]) -> None:
        self.count = 0
        self._answer = answer

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
        assert (operation.path, operation.authenticated, safe, logs_in) == ("/exchange", False, True, True)
        assert body == {"api_token": "long-lived"}
        self.count += 1
        found = self._answer(self.count)
        if isinstance(found, VendorError):
            raise found
        return Answer(200, found, None)


def exchanged(gate: Gate, clock: Clock, trait: TokenExchange = TRAIT) -> Exchanged:
    shim = replace(SHIM, authentication=(trait,))
    return Exchanged(shim, trait, {"api_token": "long-lived"}, gate, clock)


def numbered(seconds: int | None) -> Callable[[int], Any]:
    lifetime = {} if seconds is None else {"expires_in": seconds}
    return lambda count: {"access_token": f"token-{count}", **lifetime}


@pytest.mark.parametrize(("stated", "renewed_after"), [(1800, 1740), (100, 50), (None, 1440)])
def test_it_is_renewed_a_margin_before_its_end(stated: int | None, renewed_after: float) -> None:
    clock, gate = Clock(), Gate(numbered(stated))
    token = exchanged(gate, clock)
    assert token.token() == ("token-1", 1)
    clock.now += renewed_after - 1
    assert token.token() == ("token-1", 1)
    clock.now += 2
    assert token.token() == ("token-2", 2)


def test_without_a_margin_it_is_sent_until_it_has_ended() -> None:
    clock, gate = Clock(), Gate(numbered(1800))
    token = exchanged(gate, clock, replace(TRAIT, margin_seconds=0))
    token.token()
    clock.now += 1799
    assert token.token() == ("token-1", 1)


def test_only_a_token_that_was_refused_is_renewed() -> None:
    gate = Gate(numbered(1800))
    token = exchanged(gate, Clock())
    _, number = token.token()
    assert token.token(newer_than=number) == ("token-2", 2)
    assert token.token(newer_than=number) == ("token-2", 2)
    assert gate.count == 2


@pytest.mark.parametrize("refusal", [Rejected("expired", status=400), Unauthenticated("no", status=401)])
def test_a_refused_secret_is_not_tried_again(refusal: VendorError) -> None:
    gate = Gate(lambda count: refusal)
    token = exchanged(gate, Clock())
    for _ in range(3):
        with pytest.raises(Unauthenticated, match="`api_token` was not exchanged"):
            token.token()
    assert gate.count == 1


def test_a_failure_is_shared_by_those_who_waited_for_it() -> None:
    waiting = threading.Event()

    def slow(count: int) -> Any:
        waiting.wait(5)
        return Unavailable("not now")

    gate = Gate(slow)
    token = exchanged(gate, Clock())
    failed: list[str] = []

    def ask() -> None:
        try:
            token.token()
        except Unavailable as error:
            failed.append(error.message)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    while gate.count == 0:
        waiting.wait(0.01)
    waiting.wait(0.1)
    waiting.set()
    for thread in threads:
        thread.join()
    assert failed == ["not now"] * 8
    assert gate.count == 1


@pytest.mark.parametrize("answer", [{}, {"access_token": ""}, {"access_token": "a\nb"}, {"access_token": 7}])
def test_an_answer_without_a_token_is_not_the_api(answer: Any) -> None:
    with pytest.raises(NotTheApi):
        exchanged(Gate(lambda count: answer), Clock()).token()
