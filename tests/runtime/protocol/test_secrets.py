from __future__ import annotations

import base64
import html
import json
import re
import string
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus
from uuid import uuid4
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rolecall.runtime.secrets import REPLACEMENT, redact, register_secret
from rolecall.text.escapes import unescaped

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


def b64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


ESCAPES: dict[str, Callable[[str], str]] = {
    "as it is": lambda value: value,
    "blanks collapsed": lambda value: " ".join(value.split()),
    "JSON": lambda value: json.dumps(value)[1:-1],
    "JSON with its letters": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    "JSON with slashes": lambda value: json.dumps(value)[1:-1].replace("/", "\\/").replace("<", "\\u003C"),
    "Python": lambda value: repr(value)[1:-1],
    "HTML": lambda value: html.escape(value),
    "XML": lambda value: escape(value, {"'": "&apos;", '"': "&quot;"}),
    "character references": lambda value: "".join(f"&#x{ord(each):x};" for each in value),
    "percent": lambda value: quote(value, safe=""),
    "percent in small letters": lambda value: re.sub("%..", lambda match: match[0].lower(), quote(value)),
    "form": quote_plus,
}
BASES: dict[str, Callable[[str], str]] = {
    "base64": b64,
    "base64 without padding": lambda value: b64(value).rstrip("="),
    "base64 for URLs": lambda value: base64.urlsafe_b64encode(value.encode()).decode(),
    "Basic": lambda value: b64(f"admin:{value}"),
    "base64 within": lambda value: base64.urlsafe_b64encode(f"a:{value}&more".encode()).decode().rstrip("="),
}
PASSWORDS = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_characters="\0"), st.sampled_from("""  \t\n\\"'/&<>%+=;#41nxu""")),
    min_size=9,
    max_size=40,
).filter(lambda value: len(" ".join(value.split())) > 8)


@settings(max_examples=300, deadline=None)
@given(PASSWORDS, st.sampled_from(sorted(ESCAPES)), st.sampled_from(sorted(ESCAPES)))
@example(value="0000' 0\x850", inner="HTML", outer="form")
def test_no_escape_hides_a_secret_not_even_two_at_once(value: str, inner: str, outer: str) -> None:
    register_secret(value)
    written = ESCAPES[outer](ESCAPES[inner](value))
    shown = redact(f"before [{written}] after")
    rest = re.fullmatch(r"before \[(.*)\] after", shown, re.DOTALL)
    assert rest is not None
    assert len(rest[1].replace(REPLACEMENT, "").strip()) == 0, (rest[1], written)


@settings(max_examples=300, deadline=None)
@given(PASSWORDS, st.sampled_from(sorted(BASES)), st.sampled_from(sorted(ESCAPES.keys() - {"character references"})))
def test_no_base64_hides_a_secret_whatever_stands_around_it(value: str, inner: str, outer: str) -> None:
    register_secret(value)
    shown = redact(f"before [{ESCAPES[outer](BASES[inner](value))}] after")
    assert REPLACEMENT in shown
    around = 24  # `admin:`, `&more`, padding, and the characters that the value shares with them
    assert len(shown.replace(REPLACEMENT, "")) <= len("before [] after") + around


@settings(max_examples=300, deadline=None)
@given(
    PASSWORDS,
    st.sampled_from(sorted({**ESCAPES, **BASES})),
    st.sampled_from(["", "...", "…", " ..."]),
    st.floats(0, 1),
)
def test_the_start_of_a_secret_that_was_cut_off_is_not_shown(value: str, form: str, mark: str, share: float) -> None:
    register_secret(value)
    written = {**ESCAPES, **BASES}[form](value)
    told = "is no password: "
    shown = redact(f"{told}{written[: round(share * len(written))]}{mark}").replace(REPLACEMENT, "\0")
    while (below := unescaped(shown)) is not None:
        shown = below.text
    urls = base64.urlsafe_b64encode(value.encode()).decode()
    for start in {value[:8], " ".join(value.split())[:8], b64(value)[:8], urls[:8]}:
        assert start in told or start not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("'Correct-horse-battery' is too long", "'(secret)' is too long"),
        ("got Correct-horse-ba", "got (secret)"),
        ("got Correct-horse-...", "got (secret)..."),
        ("Correct", "Correct"),
    ],
)
def test_a_start_of_eight_characters_is_too_much(text: str, shown: str) -> None:
    register_secret("Correct-horse-battery-staple-9")
    assert redact(text) == shown


def test_words_and_addresses_that_start_a_secret_stay_readable_where_nothing_was_cut() -> None:
    register_secret("Weatherproof-umbrella-1")
    register_secret("https://hooks.example.com/services/T0/B0/XYZ")
    said = "Weatherproof coats are at https://hooks.example.com, not at https://hooks.example.org."
    assert redact(said) == said
    assert redact("got Weatherproof...") == "got (secret)..."
    assert redact("got https://hooks.example.com/serv") == "got (secret)"


@settings(deadline=None)
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


def test_redaction_is_cheap() -> None:
    """A long diagnostic with twenty secrets in it, and a log line without any, while thousands are known."""
    for number in range(2_000):
        register_secret(f"{uuid4().hex}-{number}")
    mine = [f'{uuid4().hex}+/ä&"{number}' for number in range(20)]
    for value in mine:
        register_secret(value)
    detail = "\n".join(json.dumps({"error": f"password {value} is refused, says the vendor of it"}) for value in mine)
    line = "GET /api/v2/users?filter=userName%20eq%20%22jane%22 gave 200 in 12 ms, request id 0af7651916cd43dd8448"
    redact(line)

    def seconds(text: str) -> float:
        return min(_timed(text) for _ in range(5))

    assert len(detail) > 2_000 and all(value[:8] not in redact(detail) for value in mine)
    assert seconds(detail) < 0.02
    assert seconds(line) < 0.001


def _timed(text: str) -> float:
    begun = time.thread_time()
    redact(text)
    return time.thread_time() - begun
