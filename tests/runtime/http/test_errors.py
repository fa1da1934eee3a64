from __future__ import annotations

import inspect
import re

import pytest

from rolecall.runtime import errors
from rolecall.runtime.errors import Denied, Unavailable, VendorError
from rolecall.runtime.logging import register_secret

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, VendorError)]


def test_the_tree_in_the_docstring_is_complete() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn == {kind.__name__ for kind in KINDS} - {"VendorError"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_what_is_wrong_and_what_to_do(kind: type[VendorError]) -> None:
    diagnostic = kind("the vendor's words").diagnostic(("roles",), "create user jdoe")
    assert diagnostic.severity == "error"
    assert diagnostic.path == ("roles",)
    assert diagnostic.summary == f"Cannot create user jdoe: {kind.problem}"
    assert diagnostic.detail.startswith("the vendor's words\n\n")
    assert diagnostic.detail.endswith(kind.next_step) and len(kind.next_step) > 20


def test_a_diagnostic_carries_the_facts_for_a_support_case() -> None:
    error = Denied("no", status=403, request_id="r-1", method="PUT", path="/users/42", advice="Ask an administrator.")
    diagnostic = error.diagnostic()
    assert diagnostic.summary == "Our account is not allowed to do this"
    assert diagnostic.detail == (
        "no\nRequest: PUT /users/42\nStatus: 403 Forbidden\nRequest id: r-1\n\nAsk an administrator."
    )


def test_an_unregistered_status_is_shown_as_it_is() -> None:
    assert "Status: 599" in Unavailable(status=599).diagnostic().detail


def test_secrets_show_nowhere() -> None:
    register_secret("hunter2-hunter2")
    error = Denied("bad hunter2-hunter2", path="/x/hunter2-hunter2", method="GET", advice="no hunter2-hunter2")
    said = f"{error} {error!r} {error.message} {error.diagnostic(doing='use hunter2-hunter2')}"
    assert "hunter2" not in said
