from __future__ import annotations

import base64
import json
import string
from urllib.parse import quote, quote_plus
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.runtime.secrets import REPLACEMENT, redact, register_secret

AWKWARD = 'p"ä/ss+w ör\\d&4711'


def forms(value: str) -> list[str]:
    raw = value.encode()
    return [
        value,
        json.dumps(value),
        json.dumps(value, ensure_ascii=False),
        repr(value),
        quote(value),
        quote(value, safe="").lower(),
        quote_plus(value),
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode(),
        base64.b64encode(b"admin:" + raw).decode(),
        base64.b64encode(b"admins:" + raw + b":more").decode(),
        base64.b64encode(b"a:" + raw + b"xy").decode(),
    ]


@pytest.mark.parametrize("form", forms(AWKWARD))
def test_no_form_of_a_secret_is_shown(form: str) -> None:
    register_secret(AWKWARD)
    shown = redact(f"before {form} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert REPLACEMENT in shown
    assert "4711" not in shown
    assert form.strip("\"'=") not in shown


@given(st.text(min_size=4, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_a_registered_value_is_never_in_what_is_shown(value: str, before: str, after: str) -> None:
    register_secret(value)
    shown = redact(before + value + after)
    assert value not in shown.replace(REPLACEMENT, "") or value in REPLACEMENT


def test_overlapping_secrets_vanish_together() -> None:
    register_secret("overlap-one")
    register_secret("one-and-two")
    assert redact("<overlap-one-and-two>") == f"<{REPLACEMENT}>"


def test_of_two_secrets_with_the_same_start_the_longer_goes() -> None:
    register_secret("prefix-shared")
    register_secret("prefix-shared-and-more")
    assert redact("prefix-shared-and-more!") == f"{REPLACEMENT}!"
    assert redact("prefix-shared!") == f"{REPLACEMENT}!"


def test_short_values_are_not_registered() -> None:
    register_secret("zqj")
    assert redact("zqj") == "zqj"


def test_other_text_stays() -> None:
    register_secret("something-else-entirely")
    text = "GET /users?page=2 gave 200: " + string.printable
    assert redact(text) == text


def test_ten_thousand_secrets() -> None:
    other = uuid4().hex  # other tests register secrets too, in the same process
    for number in range(10_000):
        register_secret(f"token-{number:058d}")
    line = " ".join(f"token-{number:058d}" for number in (0, 77, 9_999)) + f" {other}"
    assert redact(line) == f"{REPLACEMENT} {REPLACEMENT} {REPLACEMENT} {other}"
