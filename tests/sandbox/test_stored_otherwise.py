"""Texts that a vendor keeps in a form of its own, or not at all, whatever its bodies look like."""

from __future__ import annotations

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.core.stored import stored
from tests.runtime.resources.boxes import SplunkBox, TaniumBox

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def test_json_is_kept_in_another_form_and_shown_so(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("stored_otherwise", member="email", words="upper", times=1))
    new = {"name": "jdoe", "email": "jdoe@example.com"}
    for name, kept in (("jdoe", "JDOE@EXAMPLE.COM"), ("other", "jdoe@example.com")):
        made = api.post("/users", json={**new, "name": name}).json()["data"]
        assert api.get(f"/users/{made['id']}").json()["data"]["email"] == kept


def test_fields_of_forms_are_kept_so_too(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.faults.add(Fault("stored_otherwise", member="email", words="dropped"))
    fields = {"name": "jdoe", "password": "Secret123", "roles": ["user"], "email": "jdoe@example.com"}
    [entry] = rest.post("/authentication/users", data=fields).json()["entry"]
    assert (entry["name"], entry["content"]["email"]) == ("jdoe", None)


@pytest.mark.parametrize(
    ("word", "kept"),
    [("lower", "jane"), ("upper", "JANE"), ("trimmed", "Jane"), ("cut", "Ja"), ("composed", "Jane")],
)
def test_every_word_means_a_form(word: str, kept: str) -> None:
    given = " Jane " if word == "trimmed" else "Jane"
    assert (
        stored(f'{{"a": [{{"name": "{given}"}}]}}'.encode(), JSON, "name", word)
        == f'{{"a": [{{"name": "{kept}"}}]}}'.encode()
    )
    assert stored(b"name=Jane&x=1", FORM, "name", word).startswith(f"name={kept}&".encode())


def test_unicode_is_composed_and_decomposed() -> None:
    body = stored("name=Zo\u00eb".encode(), FORM, "name", "decomposed")
    assert body == b"name=Zoe%CC%88"
    assert stored(body, FORM, "name", "composed") == b"name=Zo%C3%AB"


def test_lists_are_changed_or_dropped_and_numbers_stay() -> None:
    body = b'{"roles": ["a", 1], "id": 1}'
    assert stored(body, JSON, "roles", "upper") == b'{"roles": ["A", 1], "id": 1}'
    assert stored(body, JSON, "roles", "dropped") == b'{"id": 1}'
    assert stored(b"<xml/>", "text/xml", "roles", "upper") == b"<xml/>"


def test_a_form_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="lower, upper, trimmed"):
        Fault("stored_otherwise", member="name", words="rot13")
