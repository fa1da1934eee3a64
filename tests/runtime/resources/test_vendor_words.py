"""Errors in a vendor's own words: neither secrets nor commands in them leave the process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime import logging
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.probe import probe
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.secrets import REPLACEMENT, register_secret
from rolecall.sandbox import Fault
from rolecall.sandbox.core.echoes import FORMS
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner

PASSWORD = 'Tr0ub  4dor&3 <q>"/+ %41\\n ü-Zx9'
SECRET_FORMS = sorted(FORMS.keys() - {"hostile"})
Logged = Callable[[], str]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Logged]:
    """What was logged since the last time, at the lowest level, in one text."""

    def read() -> str:
        found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        assert any(item["@message"] == "answer body" for item in found)
        return "\n".join(leaf for item in found for leaf in leaves(item))

    logging.configure("trace")
    yield read
    logging.configure("off")


def leaves(data: Any) -> Iterator[str]:
    """Every text in `data`."""
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from leaves(item)
    else:
        yield str(data)


def told(found: list[Diagnostic]) -> str:
    """The findings as Terraform gets them."""
    return "\n".join(f"{item.summary}\n{item.detail}" for item in messages.diagnostics(found))


def starts(text: str) -> list[str]:
    """Every stretch of eight characters in `text` that is not all blanks."""
    return [text[at : at + 8] for at in range(len(text) - 7)]


@pytest.mark.parametrize("form", SECRET_FORMS)
def test_a_password_that_the_vendor_shows_is_shown_to_nobody(splunk: SplunkBox, logged: Logged, form: str) -> None:
    register_secret(PASSWORD)  # as the codec does
    person = Practitioner(SPLUNK, splunk.environment)
    splunk.faults.add(Fault("echo", method="POST", path="/authentication/users", status=400, form=form))
    result = person.apply("splunk_user.jane", name="jane", roles=["user"], password_wo=PASSWORD, password_wo_version=1)
    said = told(list(result.diagnostics))
    assert REPLACEMENT in said
    everything = f"{said}\n{logged()}"
    whole = " ".join(FORMS[form](PASSWORD).split())
    assert whole not in everything
    hidden = whole if form in ("base64", "base64url") else " ".join(PASSWORD.split())
    assert not [piece for piece in starts(hidden) if piece in everything]


@pytest.mark.parametrize("form", SECRET_FORMS)
def test_a_token_that_the_vendor_shows_is_shown_to_nobody(tanium: TaniumBox, logged: Logged, form: str) -> None:
    token = tanium.environment["TANIUM_API_TOKEN"]
    person = Practitioner(TANIUM, tanium.environment)
    tanium.faults.add(Fault("echo", status=422, form=form))
    said = told(list(person.plan("tanium_user.jane", name="jane", roles=["Analyst"]).diagnostics))
    asked = probe(TANIUM, tanium.environment)
    assert REPLACEMENT in said and REPLACEMENT in asked.advice
    everything = f"{said}\n{asked}\n{logged()}"
    hidden = FORMS[form](token).removesuffix("...") if form != "basic" else token
    assert not [piece for piece in starts(hidden.strip("=")) if piece in everything]


def test_what_a_terminal_or_a_ci_system_would_obey_is_shown_and_not_obeyed(tanium: TaniumBox, logged: Logged) -> None:
    person = Practitioner(TANIUM, tanium.environment)
    tanium.faults.add(Fault("echo", status=422, form="hostile"))
    said = told(list(person.plan("tanium_user.jane", name="jane", roles=["Analyst"]).diagnostics))
    for text in (said, logged()):
        assert "forged" in text and "title" in text
        assert all(each.isprintable() or each == "\n" for each in text)
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in text and "##vso[" not in text
    assert "\nRequest: GET " in said and "\nStatus: 422" in said
