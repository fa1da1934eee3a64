"""What is adopted deploys as imports and nothing else, through the real Terraform; a second run only adds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolecall.sandbox import start
from tests.adopt.folder import Folder
from tests.terraform.installation import Installation

pytestmark = pytest.mark.terraform


def test_tanium(installation: Installation, tmp_path: Path) -> None:
    with start("tanium", seed=4) as box:
        box.change("computer_group.create", name="Lab")
        hostile = 'Ünï "x" ${path.module} %{ if } \\ `y` """ ::error::'
        box.change("user.create", name="hostile", display_name=hostile, email="h@example.com", roles=["Analyst"])
        box.change("user.create", name="flagged", display_name="F", email="f@example.com", local_admin_flag=True)
        box.change("user.create", name="left", display_name="Left", email="l@example.com", active=False)
        box.change("user.create", name="7", display_name="Seven", email="", computer_groups=["Lab"])
        box.change("user.create", name="gone", email="g@example.com")
        box.change("user.delete", user="gone")
        folder = Folder.make("tanium", tmp_path, box.environment, installation)

        done = folder.adopt()
        assert (done.returncode, done.stderr) == (0, "")
        assert {event.method for event in box.log} == {"GET"}
        names = {row["to"].removeprefix("tanium_user.") for row in folder.imports()}
        assert names == {"user00001", "user00002", "user00003", "user00004", "hostile", "flagged", "left", "user-7"}
        texts = folder.texts()
        assert "local_admin_flag=True" in texts["declarations.py"]
        assert 'tanium.User(scope, "user-7", name="7"' in texts["declarations.py"]
        assert "active: false" in texts["people.yaml"]
        assert "It is the account that these credentials belong to." in texts["README.md"]
        assert "Its secret was shown once" in texts["README.md"]

        assert folder.plan() == {"import": sorted(f"tanium_user.{name}" for name in names)}
        assert folder.workspace.apply().code == 0
        assert {event.method for event in box.log} == {"GET"}
        assert folder.plan() == {"no-op": sorted(f"tanium_user.{name}" for name in names)}


def test_a_second_run_adds_what_is_new_and_keeps_every_edit(installation: Installation, tmp_path: Path) -> None:
    with start("tanium", seed=3) as box:
        box.change("user.create", name="flagged", display_name="F", email="f@example.com", local_admin_flag=True)
        folder = Folder.make("tanium", tmp_path, box.environment, installation)
        assert folder.adopt().returncode == 0
        assert folder.plan().keys() == {"import"}
        assert folder.workspace.apply().code == 0
        before = folder.texts()
        done = folder.adopt()
        assert (done.returncode, folder.texts()) == (0, before)
        assert "4 objects are in Terraform already.\nNothing new." in done.stdout

        people, calls = folder.path / "people.yaml", folder.path / "declarations.py"
        people.write_text(before["people.yaml"].replace("User 2", "Two  # renamed by hand"), encoding="utf-8")
        calls.write_text(before["declarations.py"].replace("    tanium.User(", "    # Kept.\n    tanium.User("))
        box.change("user.create", name="user-00001", display_name="New", email="n@example.com", roles=["Analyst"])
        box.change("user.create", name="fresh", display_name="X", email="x@example.com", local_admin_flag=True)
        assert folder.adopt().returncode == 0
        after = folder.texts()
        assert "Two  # renamed by hand" in after["people.yaml"]
        assert "    # Kept.\n    tanium.User(" in after["declarations.py"]
        assert after["main.py"] == before["main.py"]
        assert after["README.md"].startswith(before["README.md"])
        assert "## Run 2" in after["README.md"]
        plan = folder.plan()
        assert plan["import"] == ["tanium_user.fresh", "tanium_user.user-00001"]
        assert plan["update"] == ["tanium_user.user00002"]
        assert plan.keys() == {"import", "update", "no-op"}


def test_roles_of_users_as_bindings_of_their_own(installation: Installation, tmp_path: Path) -> None:
    with start("tanium", seed=3) as box:
        folder = Folder.make("tanium", tmp_path, box.environment, installation)
        assert folder.adopt("--bindings").returncode == 0
        assert "roles=" not in folder.texts()["declarations.py"]
        assert "roles:" not in folder.texts()["people.yaml"]
        found = folder.plan()
        assert found.keys() == {"import"}
        kinds = [address.partition(".")[0] for address in found["import"]]
        assert kinds.count("tanium_user") == 3
        assert kinds.count("tanium_role_binding") == sum(
            len(user.roles) for user in box.store.users.values() if user.name.startswith("user")
        )


def test_splunk(installation: Installation, tmp_path: Path) -> None:
    with start("splunk", seed=3) as box:
        box.change("role.create", name="soc", imported_roles=["user"], srch_indexes_allowed=["main"])
        box.change("role.create", name="soc_lead", imported_roles=["soc"], capabilities=["schedule_search"])
        box.change("user.create", name="lead", realname="Lead", email="lead@example.com", roles=["soc_lead"])
        box.change("user.create", name="nobody", roles=["user"])
        box.change("user.create", name="federated", type="SAML", roles=["user"])
        box.change("saml_group.create", name="Soc Team", roles=["soc"])
        box.change("saml_user.create", name="federated", roles=["soc"])
        box.change("token.create", user="lead", name="ci")
        folder = Folder.make("splunk", tmp_path, box.environment, installation)

        done = folder.adopt()
        assert (done.returncode, done.stderr) == (0, "")
        texts = folder.texts()
        assert "again after every deletion. Declare splunk_saml_group for it.\n\n- `federated`" in texts["README.md"]
        assert "Splunk comes with these roles and needs them." in texts["README.md"]
        assert 'splunk.Role(\n        scope,\n        "soc-lead",\n        name="soc_lead",' in texts["declarations.py"]
        found = folder.plan()
        assert found.keys() == {"import"}
        assert sorted(address for address in found["import"] if "user0" not in address) == [
            "splunk_role.soc",
            "splunk_role.soc-lead",
            "splunk_saml_group.soc-team",
            "splunk_saml_user.federated",
            "splunk_user.lead",
            "splunk_user.nobody",
        ]
        assert folder.workspace.apply().code == 0
        assert folder.plan().keys() == {"no-op"}


def test_tanzu_with_two_clusters(installation: Installation, tmp_path: Path) -> None:
    with start("tanzu", seed=3) as box:
        ada = {"kind": "USER", "name": "user00001@example.com"}
        box.change("role_binding.create", role="cluster.edit", subject=ada, scope={"cluster": "alpha"})
        group = {"kind": "GROUP", "name": "Platform Team"}
        box.change("role_binding.create", role="organization.view", subject=group, scope={"organization": "acme"})
        box.change("invitation.send", email="late@example.com")
        subject = {"kind": "User", "name": "user00001@example.com", "apiGroup": "rbac.authorization.k8s.io"}
        robot = {"kind": "ServiceAccount", "name": "ci", "namespace": "apps"}
        for cluster in ("alpha", "beta"):
            box.change(
                "cluster_role_binding.create", cluster=cluster, name="app-editors", role="edit", subjects=[subject]
            )
        box.change("namespace.create", cluster="beta", name="apps")
        box.change(
            "namespace_role_binding.create",
            cluster="beta",
            namespace="apps",
            name="deployers",
            role="edit",
            subjects=[subject, robot],
        )
        kubeconfig = tmp_path / "kubeconfig"
        kubeconfig.write_text(box.kubeconfig(), encoding="utf-8")
        environment = {
            **{name: value for name, value in box.environment.items() if not name.startswith("TANZU_KUBERNETES")},
            "TANZU_KUBERNETES_CONFIG_PATH": str(kubeconfig),
        }
        blocks = [
            {"vendor": "tanzu", "alias": name, "arguments": {"kubernetes": {"config_context": name}}}
            for name in ("alpha", "beta")
        ]
        listed = tmp_path / "clusters.yaml"
        listed.write_text(json.dumps({"vendors": blocks}), encoding="utf-8")
        folder = Folder.make("tanzu", tmp_path, environment, installation)

        options = ["--vendors", str(listed), "--skip", "name=system:*", "--skip", "name=cluster-admin*"]
        done = folder.adopt(*options, "--within", "scope.cluster.name=alpha")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Say where to look: --within scope.organization.name=NAME" in folder.texts()["README.md"]
        assert "Nobody has accepted the invitation yet." in folder.texts()["README.md"]
        found = folder.plan()
        assert found.keys() == {"import"}
        kinds = [address.partition(".")[0] for address in found["import"]]
        assert {kind: kinds.count(kind) for kind in kinds} == {
            "tanzu_org_member": 3,
            "tanzu_role_binding": 1,
            "tanzu_cluster_role_binding": 2,
            "tanzu_namespace_role_binding": 1,
        }
        assert folder.workspace.apply().code == 0
        assert folder.plan().keys() == {"no-op"}


def test_what_another_stack_manages_is_left_to_it(installation: Installation, tmp_path: Path) -> None:
    with start("tanium", seed=3) as box:
        first = Folder.make("tanium", tmp_path / "first", box.environment, installation)
        assert first.adopt("--select", "name=user00001").returncode == 0
        assert first.plan() == {"import": ["tanium_user.user00001"]}
        assert first.workspace.apply().code == 0
        state = first.workspace.directory / "terraform.tfstate"
        second = Folder.make("tanium", tmp_path / "second", box.environment, installation)
        assert second.adopt("--state", str(state)).returncode == 0
        assert [row["to"] for row in second.imports()] == ["tanium_user.user00002", "tanium_user.user00003"]
        assert "1 objects are in Terraform already." in second.texts()["README.md"]
        third = Folder.make("tanium", tmp_path / "third", box.environment, installation)
        done = third.adopt(beside=first.workspace.directory)
        assert done.returncode == 0 and "1 objects are in Terraform already." in done.stdout
        assert [row["to"] for row in third.imports()] == ["tanium_user.user00002", "tanium_user.user00003"]


def test_scim_and_okta(installation: Installation, tmp_path: Path) -> None:
    with start("scim", seed=2, options={"groups": 1}) as box:
        folder = Folder.make("scim", tmp_path / "scim", box.environment, installation)
        assert folder.adopt().returncode == 0
        found = folder.plan()
        assert found.keys() == {"import"}
        assert [address.partition(".")[0] for address in found["import"]] == ["scim_group", "scim_user", "scim_user"]
    with start("okta", seed=2) as box:
        box.change("group.join", group="Security", user="user00001@example.com")
        folder = Folder.make("okta", tmp_path / "okta", box.environment, installation)
        assert folder.adopt().returncode == 3
        texts = folder.texts()
        assert "Okta itself or a directory writes groups of this type.\n\n- `Everyone" in texts["README.md"]
        assert "- `okta_app_user_assignment`: Say inside of what to look: --within app_id=ID." in texts["README.md"]
        found = folder.plan()
        assert found.keys() == {"import"}
        kinds = [address.partition(".")[0] for address in found["import"]]
        assert {kind: kinds.count(kind) for kind in kinds} == {"okta_group": 2, "okta_group_member": 1, "okta_user": 2}


def test_entra(installation: Installation, tmp_path: Path) -> None:
    with start("entra", seed=2) as box:
        box.change("application.create", template="Tanium SSO", name="Tanium")
        box.change("job.create", principal="Tanium")
        box.change("assignment.create", principal="Tanium", to=next(iter(box.store.users.values())).id)
        folder = Folder.make("entra", tmp_path, box.environment, installation)
        done = folder.adopt()
        assert (done.returncode, done.stderr) == (3, "")
        assert "entra_provisioning_mapping: not looked at. It is a part of another object" in done.stdout
        found = folder.plan()
        assert found.keys() == {"import"}
        assert sorted(address.partition(".")[0] for address in found["import"]) == [
            "entra_app_role_assignment",
            "entra_gallery_application",
            "entra_provisioning_job",
            "entra_user",
            "entra_user",
        ]
