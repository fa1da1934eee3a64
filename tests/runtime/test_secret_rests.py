"""Secrets that text does not show as they are: wrapped, spaced, in other letters, or with something inside."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from rolecall.runtime.secrets import REPLACEMENT, redact, register_secret

PASSWORD = "Sup3rSecretPasswordThatIsLong77"
PHRASE = "correct horse battery staple"
TOKEN = "q7RZk2-vB8xLwPq0_sT4uYc"


def wrapped(text: str, columns: int, by: str) -> str:
    return by.join(text[at : at + columns] for at in range(0, len(text), columns))


def put_inside(what: str) -> Callable[[str], str]:
    return lambda value: value[:9] + what + value[9:]


ECHOES: dict[str, Callable[[str], str]] = {
    "a null": put_inside("\0"),
    "no width": put_inside("\u200b"),
    "a direction": put_inside("\u202e"),
    "a soft hyphen": put_inside("\u00ad"),
    "a colour": put_inside("\x1b[0m"),
    "what was no character": put_inside("\ufffd"),
    "a line": put_inside("\r\n "),
    "an escaped line": put_inside("\\n"),
    "blanks": " ".join,
    "large letters": str.upper,
    "hex": lambda value: value.encode().hex(),
    "large hex": lambda value: value.encode().hex().upper(),
    "MIME": lambda value: wrapped(base64.b64encode(f"ada:{value}".encode()).decode(), 16, "\n"),
    "MIME in JSON": lambda value: wrapped(base64.b64encode(value.encode()).decode(), 16, "\\r\\n"),
}


@pytest.mark.parametrize("value", [PASSWORD, PHRASE, TOKEN])
@pytest.mark.parametrize("echo", ECHOES)
def test_a_secret_is_hidden_whole(value: str, echo: str) -> None:
    register_secret(value)
    shown = redact(f"refused [{ECHOES[echo](value)}] as it is")
    assert shown.startswith("refused [")
    assert shown.endswith("] as it is")
    left = shown.removeprefix("refused [").removesuffix("] as it is").replace(REPLACEMENT, "")
    assert len(left) <= 8, "base64 of what stands around it"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("refused Sup3rSec?etPasswordThatIsLong77", "refused (secret)?(secret)"),
        ("is in the way: ThatIsLong77.", "is in the way: (secret)."),
        ("q7RZk2 ... xLwPq0_sT4", "q7RZk2 ... (secret)"),
        ("a horse battery staple is none", "a (secret) is none"),
    ],
)
def test_a_long_rest_is_not_shown(text: str, shown: str) -> None:
    for value in (PASSWORD, PHRASE, TOKEN):
        register_secret(value)
    assert redact(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Password is too long. The Password that is given is a horse; batteries are not.",
        "The administrator of https://hooks.example.com may not do that: administration is for others.",
        "Change me, said the certificate-authority-data of https://cluster.example.com:6443.",
        "It ended with -----END CERTIFICATE-----",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    for value in (
        PASSWORD,
        PHRASE,
        "administrator-9",
        "https://hooks.example.com/services/T0/B0/XYZ",
        "changeme",
        "-----BEGIN CERTIFICATE-----\nMIIB0z\n-----END CERTIFICATE-----\n" * 9,
        '{"server": "https://cluster.example.com:6443", "certificate-authority-data": "TUlJQjB6"}' * 3,
    ):
        register_secret(value)
    assert redact(text) == text


def test_of_many_that_are_alike_each_is_hidden() -> None:
    for number in range(1_000):
        register_secret(f"a-token-of-{number:04d}-{number:04d}")
    assert redact("A-Token-Of-0777-0777") == REPLACEMENT
