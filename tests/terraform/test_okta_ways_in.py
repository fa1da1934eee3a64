"""Both ways to authenticate at Okta as Terraform takes them: they let in, and no log shows their secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.test_okta_logins import PEM, app
from tests.terraform.scene import Scene, refused

pytestmark = pytest.mark.terraform

GROUP: dict[str, Any] = {"okta_group": {"it": {"name": "Analysts"}}}


def token(box: OktaBox) -> dict[str, str]:
    return dict(box.environment)


WAYS: dict[str, Callable[[OktaBox], dict[str, str]]] = {"SSWS token": token, "private key": app}


def enter(scene: Scene, environment: Mapping[str, str]) -> None:
    """Take this way, with logs of everything."""
    log = scene.workspace.directory / "trace.log"
    scene.workspace.environment = {**environment, "TF_LOG": "TRACE", "TF_LOG_PATH": str(log)}
    scene.workspace.known_secrets |= {PEM, PEM.splitlines()[1]}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_lets_in_and_shows_no_secret(okta: Scene, way: str) -> None:
    enter(okta, WAYS[way](okta.box))
    okta.configure(GROUP)
    okta.workspace.saved_plan()
    okta.workspace.apply().ok()
    assert okta.box.store.group("Analysts").id == okta.workspace.state()["okta_group.it"]["id"]
    assert okta.box.environment["OKTA_API_TOKEN"] in okta.workspace.known_secrets


@pytest.mark.parametrize(
    ("block", "changes", "argument", "words"),
    [
        ({"api_token": "${var.secret}"}, None, "", ("401", "`api_token`")),
        ({"client_id": "0oanobody"}, {}, "private_key", ("names no client",)),
        ({"private_key_id": "k2"}, {}, "private_key", ("signature is invalid",)),
    ],
)
def test_what_lets_nobody_in_is_told_with_its_argument(
    okta: Scene, block: dict[str, str], changes: dict[str, str] | None, argument: str, words: tuple[str, ...]
) -> None:
    environment = {"OKTA_ORG_URL": okta.box.url} if changes is None else app(okta.box)
    given = block if changes is None else {**block, "private_key": "${var.key}"}
    variables = {name: {"type": "string", "default": "", "ephemeral": True} for name in ("secret", "key")}
    environment |= {"TF_VAR_secret": "00wrong-token-1843", "TF_VAR_key": PEM}
    enter(okta, environment)
    okta.workspace.known_secrets.add("00wrong-token-1843")
    okta.configure(GROUP, given, variable=variables)
    refused(okta.workspace.plan(), argument, *words)
    assert okta.writes() == [] or {event.path for event in okta.writes()} == {"/oauth2/v1/token"}
