"""`rolecall provision`: names are looked up, steps are told, and the exit code says what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rolecall.cli.commands import app
from rolecall.sandbox import start
from rolecall.testing import waits

TOKEN = f"token-{'a' * 58}"
URL = "https://one.example.com/scim/v2"


@pytest.fixture(autouse=True, scope="module")
def waits_are_over() -> Iterator[None]:
    with waits.skipped():
        yield


@pytest.fixture
def box() -> Iterator[Any]:
    with start("entra", seed=3, options={"lag_reads": 0, "lag_listings": 0, "early_writes": []}) as made:
        made.change("application.create", template="Tanium SSO", name="Tanium SSO")
        made.change("secrets.set", principal="Tanium SSO", secrets={"BaseAddress": URL, "SecretToken": TOKEN})
        made.change("endpoint.set", url=URL, tokens=[TOKEN])
        made.change("job.create", principal="Tanium SSO")
        yield made


def provision(box: Any, *arguments: str) -> Result:
    found = CliRunner().invoke(app, ["provision", *arguments], env=box.environment, catch_exceptions=False)
    assert box.environment["ENTRA_CLIENT_SECRET"] not in found.output
    return found


def test_a_restart_by_name(box: Any) -> None:
    box.change("job.quarantine", principal="Tanium SSO")
    found = provision(box, "restart", "Tanium SSO")
    assert found.exit_code == 0
    assert "starts over (QuarantineState,Watermark,Escrows)" in found.stdout
    assert box.store.job("Tanium SSO")[1].quarantine is None


@pytest.mark.parametrize("scope", ["ForceDeletes", "watermark,full"])
def test_what_deletes_accounts_must_be_said(box: Any, scope: str) -> None:
    found = provision(box, "restart", "Tanium SSO", "--reset-scope", scope)
    assert (found.exit_code, "--allow-deletes" in found.stderr) == (1, True)
    assert box.log.count("POST", "/restart") == 0


def test_deletes_that_are_allowed_are_warned_of_and_done(box: Any) -> None:
    scopes = ("--reset-scope", "ForceDeletes", "--reset-scope", "Escrows", "--allow-deletes")
    found = provision(box, "restart", "Tanium SSO", *scopes)
    assert (found.exit_code, "the end of accounts" in found.stderr) == (0, True)
    assert "(ForceDeletes,Escrows)" in found.stdout


def test_a_user_on_demand_and_one_who_is_skipped(box: Any) -> None:
    here, there = list(box.store.users.values())[:2]
    box.change("assignment.create", principal="Tanium SSO", to=here.id)
    found = provision(box, "on-demand", "Tanium SSO", "--user", here.user_principal_name)
    assert (found.exit_code, "was provisioned" in found.stdout) == (0, True)
    skipped = provision(box, "on-demand", "Tanium SSO", "--user", there.user_principal_name)
    assert (skipped.exit_code, "warning: The user" in skipped.stderr) == (3, True)


def test_a_group_with_a_member(box: Any) -> None:
    user = next(iter(box.store.users.values()))
    group = box.store.add_group("Analysts")
    box.store.settle()
    box.change("assignment.create", principal="Tanium SSO", to=group.id)
    arguments = ("--group", "Analysts", "--member", user.user_principal_name)
    found = provision(box, "on-demand", "Tanium SSO", *arguments)
    assert (found.exit_code, "Retrieved Group 'Analysts'" in found.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["restart", "Tanium"], "no application 'Tanium'"),
        (["restart", "Taniun SSO"], "may not show yet"),
        (["restart", "Tanium SSO", "--reset-scope", "Everything"], "Everything"),
        (["restart", "Tanium SSO", "--job", "scim.0.none"], "scim.0.none"),
        (["on-demand", "Tanium SSO"], "--user and --group"),
        (["on-demand", "Tanium SSO", "--user", "a@b.example", "--member", "c"], "--member"),
        (["on-demand", "Tanium SSO", "--user", "nobody@b.example"], "no user 'nobody@b.example'"),
        (["on-demand"], "APPLICATION"),
    ],
)
def test_what_is_wrong_ends_with_1_and_says_what(box: Any, arguments: list[str], said: str) -> None:
    found = provision(box, *arguments)
    assert (found.exit_code, said in found.stderr) == (1, True), found.output


def test_a_tenant_that_is_not_said(monkeypatch: pytest.MonkeyPatch, box: Any) -> None:
    nothing = dict.fromkeys(box.environment, "")
    found = CliRunner().invoke(app, ["provision", "restart", "x"], env=nothing)
    assert (found.exit_code, "tenant_id" in found.stderr) == (1, True), found.output


@pytest.mark.parametrize("command", [[], ["restart"], ["on-demand"]])
def test_the_help_teaches(command: list[str]) -> None:
    found = CliRunner().invoke(app, ["provision", *command, "--help"])
    assert found.exit_code == 0
    for word in ("Exit codes:", "Examples:") if command else ("ENTRA_TENANT_ID", "restart", "on-demand"):
        assert word in found.stdout


def test_what_was_made_a_moment_ago_is_looked_for_again(box: Any) -> None:
    box.options.lag_listings = box.options.lag_reads = 1
    box.options.early_writes = [404, 403, 409]
    group, (principal, job) = box.store.add_group("Analysts"), box.store.job("Tanium SSO")
    box.change("assignment.create", principal="Tanium SSO", to=group.id)

    def make_anew() -> None:
        box.store.principal_copies.created(principal.id)
        box.store.group_copies.created(group.id)
        box.store.job_copies.created(job.id)

    make_anew()
    found = provision(box, "on-demand", "Tanium SSO", "--group", "Analysts")
    assert (found.exit_code, "was provisioned" in found.stdout) == (0, True), found.output
    make_anew()
    restarted = provision(box, "restart", "Tanium SSO")
    assert restarted.exit_code == 0, restarted.output
