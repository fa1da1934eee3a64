"""The stacks, as the command line runs them: what they declare, what they never show, and that they deploy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.splunk import Role, SplunkProvider
from rolecall.bindings.tanium import TaniumProvider
from rolecall.cdk.construct_names import terraform_name
from rolecall.cdk.toolkit import App, LocalBackend, TerraformStack
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.roster import Roster
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.terraform.installation import Installation
from tests.terraform.workspace import Workspace

SECRETS = {
    "TANIUM_URL": "https://tanium.secret.example",
    "TANIUM_API_TOKEN": "token-secret-tanium",
    "SPLUNK_URL": "https://splunk.secret.example:8089",
    "SPLUNK_AUTH_TOKEN": "secret-splunk-bearer",
    "SPLUNK_USERNAME": "secret-splunk-name",
    "SPLUNK_PASSWORD": "secret-splunk-password",
    "TF_VAR_splunk_initial_password": "secret-first-password",
    "TF_VAR_tanium_scim_token": "token-secret-scim",
    "TF_HTTP_PASSWORD": "secret-state-password",
    "OKTA_ORG_URL": "https://okta.secret.example",
    "OKTA_API_TOKEN": "secret-okta-token",
    "ENTRA_TENANT_ID": "secret-tenant",
    "ENTRA_CLIENT_ID": "secret-client",
    "ENTRA_CLIENT_SECRET": "secret-client-secret",
}
STACKS = ("access", "credentials", "single-sign-on")


def synthesize(folder: Path, environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """All stacks' JSON, from the command in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ROLECALL_STATE", "TF_"))}
    subprocess.run(
        [sys.executable, "-m", "stacks"], cwd=folder, env={**clean, **environment}, check=True, capture_output=True
    )
    out = folder / "cdktf.out" / "stacks"
    return {name: json.loads((out / name / "cdk.tf.json").read_text(encoding="utf-8")) for name in STACKS}


def test_both_toolkits_write_the_same_terraform(tmp_path: Path) -> None:
    made = {}
    for cdk in ("cdktf", "cdktn"):
        (tmp_path / cdk).mkdir()
        made[cdk] = synthesize(tmp_path / cdk, {"ROLECALL_CDK": cdk, "ROLECALL_STATE": "https://state.example"})
    versions = {cdk: {stack.pop("//")["metadata"]["version"] for stack in made[cdk].values()} for cdk in made}
    assert versions == {"cdktf": {"0.21.0"}, "cdktn": {"0.24.0"}}
    assert made["cdktf"] == made["cdktn"]


def test_no_url_and_no_credential_is_ever_in_the_json(tmp_path: Path) -> None:
    synthesize(tmp_path, {**SECRETS, "ROLECALL_STATE": "https://state.example/rolecall/"})
    written = [file for file in (tmp_path / "cdktf.out").rglob("*") if file.is_file()]
    assert {file.name for file in written} >= {"cdk.tf.json", "manifest.json"}
    for file in written:
        text = file.read_text(encoding="utf-8")
        assert "secret" not in text.replace("splunk_secret", "").replace("secret_token_wo", "")
        assert not [value for value in SECRETS.values() if value in text]


def test_what_the_stacks_declare(tmp_path: Path) -> None:
    data = synthesize(tmp_path, {})
    access, credentials = data["access"], data["credentials"]
    addresses = {kind: sorted(blocks) for kind, blocks in access["resource"].items()}
    assert addresses == {
        "splunk_role": ["soc_analyst"],
        "splunk_saml_group": ["soc"],
        "splunk_user": ["ada", "jane", "omar", "priya", "svc-drift", "yuki"],
        "tanium_role_binding": ["sam_responder"],
        "tanium_user": ["ada", "jane", "lena", "mats", "omar", "priya", "sam", "svc-drift"],
        "tanzu_cluster_role_binding": [
            terraform_name(("platform-team", "alpha")),
            terraform_name(("platform-team", "beta")),
            terraform_name(("tove", "alpha")),
        ],
        "tanzu_cluster_user": [terraform_name(("tove", "alpha")), terraform_name(("tove", "beta"))],
        "tanzu_namespace_role_binding": [terraform_name(("tove", "beta", "apps"))],
        "tanzu_org_member": ["tove"],
        "tanzu_role_binding": [
            terraform_name(("platform-team", "mission-control", "cluster_group", "platform")),
            terraform_name(("tove", "mission-control", "cluster", "alpha")),
        ],
    }
    assert access["resource"]["tanium_user"]["mats"]["active"] is False
    assert access["resource"]["splunk_user"]["jane"]["roles"] == ["${splunk_role.soc_analyst.id}", "power"]
    assert {kind: sorted(blocks) for kind, blocks in credentials["resource"].items()} == {
        "splunk_token": ["splunk-drift"],
        "tanium_api_token": ["tanium-drift"],
    }
    for blocks in credentials["resource"].values():
        for block in blocks.values():
            assert block["rotate_before_days"] == 7
            assert block["lifecycle"] == {"create_before_destroy": True}
    assert credentials["data"]["terraform_remote_state"]["cross-stack-reference-input-access"]["config"] == {
        "path": str(tmp_path / "terraform.access.tfstate")
    }
    sso = data.pop("single-sign-on")
    assert sso["provider"] == {"entra": [{}], "okta": [{}]}
    assert {each["login"] for each in sso["data"]["okta_user"].values()} == {"jane.doe@example.com"}
    assert len(sso["resource"]["okta_app_user_assignment"]) == 1
    assert len(sso["resource"]["entra_app_role_assignment"]) == 3
    (credentials,) = sso["resource"]["entra_provisioning_credentials"].values()
    assert credentials["secret_token_wo"] == "${var.tanium_scim_token}"
    for stack in data.values():
        clusters = stack["provider"].pop("tanzu", None)
        assert stack["provider"] == {"splunk": [{}], "tanium": [{}]}
        contexts = [{"alias": name, "kubernetes": {"config_context": name}} for name in ("alpha", "beta")]
        assert clusters == ([{}, *contexts] if stack is access else None)
        for output in stack["output"].values():
            assert output["sensitive"] is True


def test_synthesis_is_the_same_every_time(tmp_path: Path) -> None:
    assert synthesize(tmp_path, {"PYTHONHASHSEED": "1"}) == synthesize(tmp_path, {"PYTHONHASHSEED": "2"})


@pytest.mark.terraform
def test_both_stacks_deploy_one_after_the_other(installation: Installation, tmp_path: Path) -> None:
    with start("tanium") as tanium, start("splunk") as splunk, start("tanzu", options={"accept_seconds": 1}) as tanzu:
        assert isinstance(tanzu, TanzuSandbox)
        tanzu.change("group.push", name="platform-team")
        kubeconfig = tmp_path / "kubeconfig"
        kubeconfig.write_text(tanzu.kubeconfig(), encoding="utf-8")
        environment = {
            **tanium.environment,
            **splunk.environment,
            **tanzu.environment,
            "TANZU_KUBERNETES_CONFIG_PATH": str(kubeconfig),
            "TF_VAR_splunk_initial_password": "Correct-horse-7",
        }
        data = synthesize(tmp_path, environment)
        pair = ("access", "credentials")
        spaces = {name: Workspace(tmp_path / name, environment, installation) for name in pair}
        for name, space in spaces.items():
            space.write(data[name])
            space.run("init", "-input=false").ok()
            space.validate().ok()
            space.apply("-input=false").ok()
        for space in spaces.values():
            result = space.plan("-input=false")
            assert result.code == 0, result.report()
        robot = tanium.store.user("svc-drift")
        assert [token.name for token in tanium.store.tokens.values() if token.user_id == robot.id] == ["drift-check"]
        assert tanium.store.user("mats").active is False
        assert splunk.store.users["jane"].roles == ["power", "soc_analyst"]
        assert "mats" not in splunk.store.users
        assert tanzu.store.cloud.is_active("tove.holm@example.com")
        assert len(tanzu.store.mission.bindings) == 2
        assert "Correct-horse-7" not in "".join(file.read_text() for file in tmp_path.glob("*.tfstate*"))
        for name in reversed(pair):
            spaces[name].destroy("-input=false").ok()
        assert tanium.store.live_user("svc-drift") is None
        assert "jane" not in splunk.store.users
        assert not tanzu.store.cloud.is_active("tove.holm@example.com")
        assert not tanzu.store.mission.bindings


@pytest.mark.terraform
def test_joiner_mover_leaver_through_terraform(installation: Installation, tmp_path: Path) -> None:
    with start("tanium") as tanium, start("splunk") as splunk:
        environment = {**tanium.environment, **splunk.environment, "TF_VAR_splunk_initial_password": "Correct-horse-7"}
        space = Workspace(tmp_path / "access", environment, installation)
        header = "id,name,email,active,tanium_roles,tanium_content_sets,splunk_roles\n"

        def apply(line: str) -> None:
            """Deploy with one line in the roster, and find nothing left to do."""
            (tmp_path / "people.csv").write_text(header + line, encoding="utf-8")
            app = App(outdir=str(tmp_path / "out"))
            stack = TerraformStack(app, "access")
            TaniumProvider(stack, "tanium")
            SplunkProvider(stack, "splunk")
            password = secret_variable(stack, "splunk_initial_password", "First password.")
            soc = Role(stack, "soc_analyst", name="soc_analyst", imported_roles=["user"])
            Roster(
                stack,
                "people",
                tmp_path / "people.csv",
                splunk_password_from=password,
                splunk_roles=[soc],
                at_least=0,
            )
            LocalBackend(stack, path=str(tmp_path / "access.tfstate"))
            app.synth()
            space.write(json.loads((tmp_path / "out/stacks/access/cdk.tf.json").read_text(encoding="utf-8")))
            space.run("init", "-input=false").ok()
            space.apply("-input=false").ok()
            result = space.plan("-input=false")
            assert result.code == 0, result.report()

        def in_tanium() -> tuple[bool, list[str], list[str]]:
            user = tanium.store.user("jane")
            names = {item.id: item.name for kind in ("roles", "content_sets") for item in getattr(tanium.store, kind)}
            return user.active, [names[each] for each in user.roles], [names[each] for each in user.content_sets]

        apply("jane,Jane ${Doe},jane@example.com,,Analyst,Base,soc_analyst\n")
        assert in_tanium() == (True, ["Analyst"], ["Base"])
        assert tanium.store.user("jane").display_name == "Jane ${Doe}"
        assert splunk.store.users["jane"].roles == ["soc_analyst"]
        account = tanium.store.user("jane").id
        apply("jane,Jane ${Doe},jane@example.com,,Operator,Base,soc_analyst;power\n")
        assert in_tanium() == (True, ["Operator"], ["Base"])
        assert sorted(splunk.store.users["jane"].roles) == ["power", "soc_analyst"]
        apply("jane,Jane ${Doe},jane@example.com,false,Operator,Base,soc_analyst;power\n")
        assert in_tanium() == (False, [], [])
        assert "jane" not in splunk.store.users
        apply("jane,Jane ${Doe},jane@example.com,true,Analyst,Base,soc_analyst\n")
        assert in_tanium() == (True, ["Analyst"], ["Base"])
        assert tanium.store.user("jane").id == account
        apply("")
        assert tanium.store.live_user("jane") is None
        assert "jane" not in splunk.store.users
