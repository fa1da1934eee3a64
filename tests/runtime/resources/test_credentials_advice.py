"""What is told of a credential that lets nobody in: the way that was taken, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.test_entra_logins import told

TAKEN = [
    ({"client_secret": "wrong-secret-1843"}, "client_secret"),
    ({"oidc_token": "a.b.c"}, "oidc_token"),
]


@pytest.mark.parametrize(("given", "argument"), TAKEN)
def test_the_way_that_was_taken_is_the_one_to_correct(entra: EntraBox, given: dict[str, Any], argument: str) -> None:
    (problem,) = told(entra, **given)
    assert problem.path == (argument,)
    assert f"`{argument}` in the provider block" in problem.detail
    assert "use_cli" not in problem.detail and "client_certificate" not in problem.detail


def test_a_machine_without_an_identity_is_told_of_that_alone(entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{entra.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "another")
    (problem,) = told(entra, use_managed_identity=True)
    assert problem.path == ("use_managed_identity",)
    assert "client_secret" not in problem.detail and "use_cli" not in problem.detail


def test_where_nothing_is_set_each_way_has_a_line_without_what_has_a_default(entra: EntraBox) -> None:
    (problem,) = told(entra)
    lines = [line for line in problem.detail.splitlines() if line.startswith("  - ")]
    assert any("`tenant_id` and `client_id` and `client_secret`" in line for line in lines)
    assert len(lines) == len(set(lines)) == 7
    assert "graph_url" not in problem.detail
