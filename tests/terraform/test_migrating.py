"""State of other providers, taken over with `moved` blocks as docs/guides/migrating.md shows them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rolecall.cli.packages.platforms import here
from rolecall.sandbox import start
from tests.terraform.installation import Installation

pytestmark = pytest.mark.terraform
REGISTRY = "registry.terraform.io"


class Case(NamedTuple):
    """Another provider's resource, and the one that it becomes; `made` is how the vendor got the object."""

    vendor: str
    provider: str
    theirs: str
    ours: str
    made: dict[str, Any]
    attributes: dict[str, str]
    values: dict[str, Any]


CASES = [
    Case(
        "splunk", "splunk/splunk", "splunk_authentication_users", "splunk_user",
        {"name": "jane"}, {"id": "jane", "name": "jane"}, {"name": "jane"},
    ),
    Case(
        "okta", "okta/okta", "okta_user", "okta_user",
        {"login": "jane@example.com"}, {"id": "{id}", "login": "jane@example.com"},
        {"login": "jane@example.com", "email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"},
    ),
    Case(
        "entra", "hashicorp/azuread", "azuread_user", "entra_user",
        {"name": "jane@example.com"},
        {"id": "/users/{id}", "object_id": "{id}", "user_principal_name": "jane@example.com"},
        {
            "user_principal_name": "jane@example.com",
            "display_name": "Jane Doe",
            "mail_nickname": "jane",
            "account_enabled": True,
        },
    ),
]  # fmt: skip


def install_the_other(installation: Installation, mirror: Path, name: str) -> None:
    """A provider of that name, which `terraform init` must find: a move asks it for nothing but its schema."""
    folder = mirror / REGISTRY / name / "1.0.0" / here()
    shutil.copytree(installation.mirror.package("tanium"), folder)
    (program,) = folder.glob("terraform-provider-*")
    program.rename(folder / f"terraform-provider-{name.partition('/')[2]}_v1.0.0")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.provider)
def test_moved_destroys_nothing_and_creates_nothing(case: Case, installation: Installation, tmp_path: Path) -> None:
    others = tmp_path / "others"
    install_the_other(installation, others, case.provider)
    config = installation.mirror.cli_config().replace(
        "  direct {", f'  filesystem_mirror {{\n    path = "{others}"\n  }}\n  direct {{\n    exclude = ["*/*"]\n'
    )
    (tmp_path / "terraform.rc").write_text(config.replace('    exclude = ["rolecall/*"]\n', ""), encoding="utf-8")
    with start(case.vendor) as box:
        made = box.change("user.create", **case.made)
        identity = str(made.get("id", case.attributes["id"]) if isinstance(made, dict) else made.id)
        attributes = {name: text.replace("{id}", identity) for name, text in case.attributes.items()}
        resource = {
            "mode": "managed",
            "type": case.theirs,
            "name": "jane",
            "provider": f'provider["{REGISTRY}/{case.provider}"]',
            "instances": [{"schema_version": 0, "attributes": attributes}],
        }
        state = {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "outputs": {}}
        folder = tmp_path / "work"
        folder.mkdir()
        (folder / "terraform.tfstate").write_text(json.dumps({**state, "resources": [resource]}), encoding="utf-8")
        wanted = {"source": f"rolecall/{case.vendor}", "version": installation.mirror.version}
        required = {case.vendor: wanted, "old": {"source": case.provider}}
        whole = {
            "terraform": {"required_providers": required},
            "moved": [{"from": f"{case.theirs}.jane", "to": f"{case.ours}.jane_doe"}],
            "resource": {case.ours: {"jane_doe": case.values}},
        }
        (folder / "main.tf.json").write_text(json.dumps(whole), encoding="utf-8")
        environment = installation.environment({**box.environment, "TF_CLI_CONFIG_FILE": ""})
        environment["TF_CLI_CONFIG_FILE"] = str(tmp_path / "terraform.rc")
        box.log.clear()
        for command in (["init", "-input=false"], ["apply", "-auto-approve", "-input=false"]):
            done = subprocess.run(
                [installation.tools.terraform, *command, "-no-color"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
        assert "0 added" in done.stdout and "0 destroyed" in done.stdout
        # Splunk's provider ends its own session.
        assert not [each for each in box.log.matching("DELETE", None) if "httpauth-tokens" not in each.path]
    after = json.loads((folder / "terraform.tfstate").read_text(encoding="utf-8"))
    (moved,) = after["resources"]
    assert (moved["type"], moved["name"]) == (case.ours, "jane_doe")
    assert moved["instances"][0]["attributes"]["id"] == identity
