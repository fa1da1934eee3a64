"""What it costs to find out which API each of Tanzu's systems speaks."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from tests.runtime.resources.practitioner import Practitioner

MEMBER = "tanzu_org_member.one"


@pytest.mark.parametrize(
    ("options", "given", "questions"),
    [
        ({"cloud_services": "v2", "mission_control": "policy"}, {}, 2),
        ({"cloud_services": "v2"}, {}, 3),  # the guide's API is asked for after the published one
        ({"cloud_services": "v2"}, {"TANZU_TMC_DIALECT": "classic"}, 1),
        ({"cloud_services": "v2"}, {"TANZU_TMC_DIALECT": "classic", "TANZU_CSP_DIALECT": "v2"}, 0),
    ],
)
def test_each_system_is_asked_once_and_what_is_given_is_not_asked(
    options: dict[str, Any], given: dict[str, str], questions: int
) -> None:
    with start("tanzu", seed=3, options=options) as box:
        left = {name: value for name, value in box.environment.items() if not name.endswith("_DIALECT")}
        team = Practitioner(PROVIDER, {**left, **given})
        (one, *_) = (each for each in box.store.cloud.members.values() if each.email == "user00001@example.com")
        team.hold(MEMBER, id=f"vmware.com:{one.user_id}", email=one.email, status="ACTIVE")
        box.log.clear()
        assert team.refresh(MEMBER).state is not None
        assert len([each for each in box.log if "auth/api-tokens" not in each.path]) == questions + 1
