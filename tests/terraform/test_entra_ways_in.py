"""Every way to authenticate at Entra as Terraform takes it: it lets in, and no log of any level shows its secret."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.runtime.http.certificates import self_signed
from tests.runtime.http.proxy import proxying
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.test_entra_logins import PASSWORD, certificate, known, pem
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene, refused
from tests.terraform.secrets import Secrets, leaks
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

GROUP: dict[str, Any] = {"entra_group": {"it": {"display_name": "Analysts", "mail_nickname": "analysts"}}}
OTHER = "11111111-2222-3333-4444-555555555555"
WRONG = "wrong~8Q~secret-1843"


def secret(box: EntraBox, folder: Path) -> dict[str, str]:
    return {"ENTRA_CLIENT_SECRET": box.store.client_secret}


def signed(box: EntraBox, folder: Path) -> dict[str, str]:
    made = certificate()
    known(box, made)
    path = pem(folder / "client.pem", made, PASSWORD)
    return {"ENTRA_CLIENT_CERTIFICATE_PATH": str(path), "ENTRA_CLIENT_CERTIFICATE_PASSWORD": PASSWORD}


def github(box: EntraBox, folder: Path) -> dict[str, str]:
    asked = {"URL": f"{box.url}/ci/token?api-version=2.0", "TOKEN": box.store.workload.ci_token}
    return {"ENTRA_USE_GITHUB_OIDC": "true", **{f"ACTIONS_ID_TOKEN_REQUEST_{name}": asked[name] for name in asked}}


def gitlab(box: EntraBox, folder: Path) -> dict[str, str]:
    return {"ENTRA_OIDC_TOKEN": issued(box)}


def cluster(box: EntraBox, folder: Path) -> dict[str, str]:
    path = folder / "token"
    path.write_text(issued(box), encoding="utf-8")
    return {"ENTRA_OIDC_TOKEN_FILE_PATH": str(path)}


def machine(box: EntraBox, folder: Path) -> dict[str, str]:
    return {"ENTRA_USE_MANAGED_IDENTITY": "true", "AZURE_POD_IDENTITY_AUTHORITY_HOST": box.url}


def platform(box: EntraBox, folder: Path) -> dict[str, str]:
    header = box.store.workload.machine_secret
    return {
        "ENTRA_USE_MANAGED_IDENTITY": "true",
        "IDENTITY_ENDPOINT": f"{box.url}/msi/token",
        "IDENTITY_HEADER": header,
    }


def azure(box: EntraBox, folder: Path) -> dict[str, str]:
    return {"ENTRA_USE_CLI": "true", "PATH": signed_in(box, folder, box.store.tenant_id)}


WAYS: dict[str, Callable[[EntraBox, Path], dict[str, str]]] = {
    "client secret": secret,
    "certificate": signed,
    "GitHub": github,
    "GitLab": gitlab,
    "token of a cluster": cluster,
    "machine": machine,
    "platform": platform,
    "Azure CLI": azure,
}


def issued(box: EntraBox, **claims: Any) -> str:
    return box.store.workload.issued(box.store.clock.now(), **claims)


def signed_in(box: EntraBox, folder: Path, tenant: str) -> str:
    """The PATH to a command line of Azure that somebody is signed in to."""
    now = int(box.store.clock.now())
    claims = {"tid": tenant, "roles": list(box.options.permissions), "exp": now + 3600}
    said = json.dumps({"accessToken": box.store.add_token(claims), "expires_on": now + 3600})
    program = folder / "az"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\n", encoding="utf-8")
    program.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def secrets_in(environment: Mapping[str, str]) -> set[str]:
    """What of these variables is nobody's business."""
    telling = ("_secret", "_token", "_password", "_header")
    found = {text for name, text in environment.items() if name.lower().endswith(telling)}
    if path := environment.get("ENTRA_OIDC_TOKEN_FILE_PATH"):
        found.add(Path(path).read_text(encoding="utf-8"))
    return found


def enter(scene: Scene, environment: Mapping[str, str]) -> Path:
    """Take this way in place of the secret, with logs of everything; gives their file."""
    workspace = scene.workspace
    log = workspace.directory / "trace.log"
    own = {name: text for name, text in workspace.environment.items() if name != "ENTRA_CLIENT_SECRET"}
    workspace.environment = {**own, **environment, "TF_LOG": "TRACE", "TF_LOG_PATH": str(log)}
    workspace.known_secrets |= secrets_in(environment)
    return log


@pytest.mark.parametrize("way", WAYS)
def test_each_way_lets_in_and_shows_no_secret(entra: Scene, tmp_path: Path, way: str) -> None:
    environment = WAYS[way](entra.box, tmp_path)
    log = enter(entra, environment)
    entra.configure(GROUP)
    entra.workspace.saved_plan()
    entra.workspace.apply().ok()
    assert entra.box.store.group("Analysts").mail_nickname == "analysts"
    assert "ApplyResourceChange" in log.read_text(encoding="utf-8")
    issued_here = entra.workspace.known_secrets - secrets_in(environment)
    assert any(each.count(".") == 2 for each in issued_here), "no access token was looked for"


def test_a_secret_of_an_ephemeral_variable_is_in_no_plan(entra: Scene) -> None:
    enter(entra, {"TF_VAR_secret": entra.box.store.client_secret})
    variable = {"secret": {"type": "string", "ephemeral": True}}
    entra.configure(GROUP, {"client_secret": "${var.secret}"}, variable=variable)
    entra.workspace.saved_plan()
    entra.workspace.apply().ok()
    entra.workspace.destroy().ok()


def bad_certificate(box: EntraBox, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    made = certificate(-9, -2)
    known(box, made)
    return {"client_certificate_path": str(pem(folder / "client.pem", made))}, {}


def bad_audience(box: EntraBox, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    path = folder / "token"
    path.write_text(issued(box, aud="https://elsewhere.example.com"), encoding="utf-8")
    return {"oidc_token_file_path": str(path)}, {}


def bad_secret(box: EntraBox, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    return {"client_secret": "${var.secret}"}, {"TF_VAR_secret": WRONG}


def no_tenant(box: EntraBox, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    return {"tenant_id": OTHER}, secret(box, folder)


def other_tenant(box: EntraBox, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    return {"use_cli": True}, {"PATH": signed_in(box, folder, OTHER)}


@pytest.mark.parametrize(
    ("given", "argument", "words"),
    [
        (bad_certificate, "client_certificate_path", ("expired on",)),
        (bad_audience, "oidc_token_file_path", ("AADSTS700212",)),
        (bad_secret, "client_secret", ("AADSTS7000215",)),
        (no_tenant, "tenant_id", ("AADSTS90002", "Correct `tenant_id`")),
        (other_tenant, "use_cli", (OTHER, "az login")),
    ],
)
def test_what_lets_nobody_in_is_told_at_its_argument(
    entra: Scene,
    tmp_path: Path,
    given: Callable[[EntraBox, Path], tuple[dict[str, Any], dict[str, str]]],
    argument: str,
    words: tuple[str, ...],
) -> None:
    block, environment = given(entra.box, tmp_path)
    enter(entra, environment)
    if path := block.get("oidc_token_file_path"):
        entra.workspace.known_secrets |= secrets_in({"ENTRA_OIDC_TOKEN_FILE_PATH": path})
    entra.configure(GROUP, block, variable={"secret": {"type": "string", "default": "", "ephemeral": True}})
    refused(entra.workspace.plan(), argument, *words)
    assert entra.box.log.count("GET", "/v1.0/") == 0


CLOUDS = {
    "usgovernment": ("graph.microsoft.us", "login.microsoftonline.us"),
    "china": ("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn"),
}


@contextmanager
def cloud(name: str, installation: Installation, folder: Path) -> Iterator[tuple[Scene, list[str]]]:
    """A tenant in a national cloud, behind a proxy that notes which hosts it is asked for."""
    trusted, _ = self_signed(folder, *CLOUDS[name])
    with start("entra", tls=(str(trusted), str(folder / "key.pem"))) as box:
        port = int(box.url.rpartition(":")[2])
        with proxying("http", port) as proxy:
            named = ("ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET")
            environment = {each: box.environment[each] for each in named}
            environment |= {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}", "ENTRA_CA_FILE": str(trusted)}
            workspace = Workspace(folder / "space", environment, installation, secrets=Secrets(box))
            yield Scene(box, workspace), proxy.heads
            assert leaks(workspace) == []


@pytest.mark.parametrize("name", CLOUDS)
def test_a_national_cloud_by_name(installation: Installation, tmp_path: Path, name: str) -> None:
    with cloud(name, installation, tmp_path) as (scene, asked):
        scene.configure(GROUP, {"environment": name})
        scene.workspace.apply().ok()
        assert {line.split()[1] for line in asked} == {f"{host}:443" for host in CLOUDS[name]}
        assert scene.box.store.group("Analysts").mail_nickname == "analysts"
