"""No secret is seen anywhere, whatever is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.conftest import Place
from tests.contract.tables import ISSUERS
from tests.terraform.installation import AS_SHIPPED, requirements
from tests.terraform.secrets import leaks
from tests.terraform.workspace import PLAN_FILE

pytestmark = pytest.mark.terraform

CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "tanium": {"tanium_api_token": {"this": {"name": "pipeline", "expire_in_days": 1}}},
    "entra": {"entra_gallery_application": {"this": {"template": "Tanium SSO", "display_name": "Tanium"}}},
    "tanzu": {"tanzu_org_member": {"this": {"email": "ada@example.com"}}},
    "splunk": {
        "splunk_user": {"this": {"name": "ada", "roles": ["user"], "password_wo": "${var.password}"}},
        "splunk_token": {"this": {"user": "admin", "name": "pipeline"}},
    },
}


@pytest.mark.parametrize("vendor", sorted(CONFIGURATIONS))
def test_the_most_talkative_log_shows_none(vendor: str, place: Callable[[str], Place]) -> None:
    at = place(vendor)
    if vendor == "tanium":
        at.box.options.repeats_tokens = True
    log = at.workspace.directory / "trace.log"
    at.workspace.environment |= AS_SHIPPED | {"TF_LOG": "TRACE", "TF_LOG_PATH": str(log)}
    at.workspace.environment["TF_VAR_password"] = "Correct-Horse-1"
    variable = {"variable": {"password": {"type": "string", "ephemeral": True, "default": ""}}}
    at.workspace.write({**requirements(vendor), **variable, "resource": CONFIGURATIONS[vendor]})
    at.workspace.apply().ok()
    at.workspace.plan(f"-out={PLAN_FILE}").ok()
    if any(kind in ISSUERS for kind in CONFIGURATIONS[vendor]):
        assert "(sensitive value)" in at.workspace.run("show", "-no-color").ok().stdout
    at.workspace.destroy().ok()
    said = log.read_text(encoding="utf-8")
    assert f"provider.terraform-provider-{vendor}" in said, "the provider logged nothing"
    assert "[TRACE]" in said or '"@level":"trace"' in said
    assert at.secrets.issued, "nothing was issued"
    assert leaks(at.workspace, issued_by=ISSUERS) == []
