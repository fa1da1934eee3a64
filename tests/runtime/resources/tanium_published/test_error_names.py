"""Errors of Tanium's published API mean what their names say, under any status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime.errors import VendorError
from rolecall.specification.schema import ErrorShape
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanium_published.dialect import connection, shim, users_of


@pytest.mark.parametrize("status", [400, 404, 500])
def test_an_error_means_what_its_name_says_under_any_status(
    published: TaniumBox, team: Practitioner, status: int
) -> None:
    team.done("tanium_user.ada", name="ada")
    published.options.missing_status = status
    published.change("user.delete", user="ada")
    team.restart(max_retries=0)
    assert team.refresh("tanium_user.ada").state is None


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_is_not_allowed_is_never_taken_for_gone(published: TaniumBox, team: Practitioner, status: int) -> None:
    """So answers an address that the token does not trust."""
    team.done("tanium_user.eve", name="eve", roles=["Operator"])
    published.options.denied_status = status
    published.store.administrator_token.trusted_ip_addresses = "192.0.2.0/24"
    team.restart()
    result = team.refresh("tanium_user.eve")
    assert result.state is not None
    (said,) = errors(result)
    assert "not allowed" in said and "Unauthorized" in said


def test_without_its_meaning_what_is_not_allowed_may_look_like_a_url_that_is_wrong(published: TaniumBox) -> None:
    provider = shim()
    meanings = tuple(each for each in provider.errors.meanings if each.means != "denied")
    bare = replace(provider, errors=replace(provider.errors, meanings=meanings))
    team = Practitioner(bare, published.environment)
    team.done("tanium_user.eve", name="eve")
    published.options.denied_status = 404
    published.store.administrator_token.trusted_ip_addresses = "192.0.2.0/24"
    team.restart()
    (said,) = errors(team.refresh("tanium_user.eve"))
    assert "not allowed" not in said


def test_without_the_names_of_errors_a_deleted_user_is_not_known_to_be_gone(published: TaniumBox) -> None:
    published.options.missing_status = 400
    provider = replace(shim(), errors=ErrorShape(messages=("text",)))
    with pytest.raises(VendorError, match="UserNotFound"):
        connection(published, provider).listings.fresh(users_of(provider), "1")


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_session_that_has_ended_is_told_at_the_token(published: TaniumBox, status: int) -> None:
    published.options.ended_status = status
    environment = {**published.environment, "TANIUM_API_DIALECT": "platform", "TANIUM_API_TOKEN": "token-0000"}
    found = Practitioner(PROVIDER, environment).plan("tanium_user.ada", name="ada", roles=["Operator"]).diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("api_token",)]
