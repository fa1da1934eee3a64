"""Wrong input about dialects, as the real Terraform shows it, before anything is changed.

What only the vendor knows is told where a resource needs it first, with the argument of the provider block in words:
Terraform marks no line of another block. The rest is told at its own line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene, refused
from tests.terraform.secrets import Secrets, leaks
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

ADA = {"tanium_user": {"this": {"name": "ada"}}}
SOC = {"splunk_role": {"this": {"name": "soc"}}}
MEMBER = {"email": "ada@example.com", "roles": ["org_member"]}
PUBLISHED: Mapping[str, Mapping[str, Any]] = {
    "tanium": {"api": "platform"},
    "splunk": {"api": "acs"},
    "tanzu": {"cloud_services": "v2", "mission_control": "policy"},
}


@contextmanager
def scene(vendor: str, installation: Installation, directory: Path, **options: Any) -> Iterator[Scene]:
    with start(vendor, options={**PUBLISHED[vendor], **options}) as box:
        workspace = Workspace(directory / vendor, box.environment, installation, secrets=Secrets(box))
        yield Scene(box, workspace)
        assert leaks(workspace) == []


@pytest.mark.parametrize(
    ("vendor", "block", "resources", "attribute", "words"),
    [
        ("tanium", {"api_dialect": "classic"}, ADA, "", ("'classic'", "/session/info", "`api_dialect`")),
        ("splunk", {"api_dialect": "management"}, SOC, "", ("'management'", "URL", "`api_dialect`")),
        (
            "tanzu",
            {"csp_dialect": "classic"},
            {"tanzu_org_member": {"this": {"email": "ada@example.com"}}},
            "",
            ("'classic'", "URL", "`csp_dialect`"),
        ),
        ("splunk", {"url": "https://splunk.example.com:8000"}, SOC, "url", ("8089",)),
        (
            "tanzu",
            {"csp_url": "https://console.cloud.vmware.com"},
            {"tanzu_org_member": {"this": MEMBER}},
            "csp_url",
            ("console.tanzu.broadcom.com",),
        ),
        ("tanium", {}, {"tanium_user": {"this": {"name": "ada", "email": "a@b.co"}}}, "email", ("published API",)),
        ("splunk", {}, {"splunk_saml_group": {"this": {"name": "x", "roles": ["user"]}}}, "", ("8089", "SAML")),
        ("tanium", {}, {"tanium_user": {"this": {"name": "a", "roles": ["Analist"]}}}, "roles", ("'Analyst'",)),
        (
            "splunk",
            {},
            {"splunk_role": {"this": {"name": "x", "imported_roles": ["usr"]}}},
            "imported_roles",
            ("'user'",),
        ),
        ("tanzu", {}, {"tanzu_org_member": {"this": {**MEMBER, "roles": ["org_ower"]}}}, "roles", ("org_owner",)),
    ],
)
def test_it_is_refused_in_the_plan(
    vendor: str,
    block: dict[str, Any],
    resources: dict[str, Any],
    attribute: str,
    words: tuple[str, ...],
    installation: Installation,
    tmp_path: Path,
) -> None:
    with scene(vendor, installation, tmp_path) as there:
        there.configure(resources, block)
        refused(there.workspace.plan(), attribute, *words)
        quiet = ("/auth/api-tokens/authorize",)
        assert [each.path for each in there.writes() if not each.path.endswith(quiet)] == []


def test_the_token_of_another_search_head(installation: Installation, tmp_path: Path) -> None:
    with start("splunk") as other, scene("splunk", installation, tmp_path) as there:
        theirs = other.store.add_token(other.store.admin, "theirs").value
        there.configure(SOC, {"auth_token": theirs})
        found = refused(there.workspace.plan(), "", "`auth_token`", "search head")
        assert theirs not in found.text and there.writes() == []
