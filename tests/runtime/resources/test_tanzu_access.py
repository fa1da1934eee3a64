"""How clusters are reached: tokens, authorities, client certificates, kubeconfig files and their contexts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.application import StateResult
from rolecall.runtime.engine import Engine
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors, full
from tests.sandbox.test_tanzu_box import Authority


def read(box: TanzuSandbox, **kubernetes: Any) -> StateResult:
    """The cluster role bindings as a provider block with these arguments sees them."""
    engine = Engine(PROVIDER, environment={"TANZU_CSP_URL": box.url, "TANZU_MAX_RETRIES": "0"})
    config = full(PROVIDER.schema, {"kubernetes": full(_Members(), kubernetes)})  # type: ignore[arg-type]  # duck-typed
    found = engine.configure(config, terraform_version="1.11.4", deferral_allowed=False)
    if found.has_error:
        return StateResult(state=None, diagnostics=found)
    schema = engine.data_source_schemas()["tanzu_cluster_role_bindings"]
    try:
        return engine.read_data_source("tanzu_cluster_role_bindings", full(schema, {}), deferral_allowed=False)
    finally:
        engine.close()


class _Members:
    """The members of the argument `kubernetes`, as a schema."""

    attributes = PROVIDER.schema.attribute("kubernetes").nested


def names(result: StateResult) -> list[str]:
    assert result.state is not None, errors(result)
    return [row["name"] for row in result.state["cluster_role_bindings"]]


@pytest.fixture
def kubeconfig(tanzu: TanzuSandbox, tmp_path: Path) -> Path:
    path = tmp_path / "config"
    path.write_text(tanzu.kubeconfig())
    tanzu.change("cluster_role_binding.create", cluster="beta", name="only-in-beta", role="view")
    return path


@pytest.mark.caveat("Kubeconfig", rule="A file of this machine is read.")
def test_the_current_context_is_used(tanzu: TanzuSandbox, kubeconfig: Path) -> None:
    assert names(read(tanzu, config_path=str(kubeconfig))) == ["cluster-admin"]


def test_a_context_is_chosen_by_name(tanzu: TanzuSandbox, kubeconfig: Path) -> None:
    read_names = names(read(tanzu, config_path=str(kubeconfig), config_context="beta"))
    assert read_names == ["cluster-admin", "only-in-beta"]


def test_a_context_that_is_not_there_is_named_with_those_that_are(tanzu: TanzuSandbox, kubeconfig: Path) -> None:
    (problem,) = read(tanzu, config_path=str(kubeconfig), config_context="gamma").diagnostics
    assert problem.path == ("kubernetes", "config_context")
    assert "alpha, beta" in problem.detail
    assert tanzu.log.count() == 0


@pytest.mark.parametrize("text", ["{", "just words", ""])
def test_a_file_that_is_no_kubeconfig(tanzu: TanzuSandbox, tmp_path: Path, text: str) -> None:
    path = tmp_path / "config"
    path.write_text(text)
    (problem,) = read(tanzu, config_path=str(path)).diagnostics
    assert problem.path == ("kubernetes", "config_path")


def test_arguments_win_over_the_file(tanzu: TanzuSandbox, kubeconfig: Path) -> None:
    beta = tanzu.cluster("beta")
    result = read(tanzu, config_path=str(kubeconfig), host=beta.host, token=beta.token)
    assert "only-in-beta" in names(result)


def test_a_command_of_the_file_gives_credentials_again_when_they_end(tanzu: TanzuSandbox, tmp_path: Path) -> None:
    access = tanzu.cluster("alpha")
    tokens = tmp_path / "tokens"
    tokens.write_text(f"stale\n{access.token}\n")
    script = tmp_path / "login.py"
    script.write_text(
        "import json, pathlib\n"
        f"file = pathlib.Path({str(tokens)!r})\n"
        "first, *rest = file.read_text().split()\n"
        "file.write_text('\\n'.join(rest or [first]))\n"
        "print(json.dumps({'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential',"
        " 'status': {'token': first}}))\n"
    )
    path = tmp_path / "config"
    path.write_text(
        "apiVersion: v1\nkind: Config\ncurrent-context: a\n"
        f"clusters:\n- name: a\n  cluster: {{server: '{access.host}'}}\n"
        "contexts:\n- name: a\n  context: {cluster: a, user: a}\n"
        "users:\n- name: a\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n"
        f"      interactiveMode: Never\n      command: {sys.executable}\n      args: ['{script}']\n"
    )
    assert names(read(tanzu, config_path=str(path))) == ["cluster-admin"]


def test_a_wrong_token_is_an_error_of_the_cluster(tanzu: TanzuSandbox) -> None:
    result = read(tanzu, host=tanzu.cluster("alpha").host, token="wrong-token-1")
    assert "does not accept our credentials" in errors(result)[0]
    assert (
        "Correct `kubernetes.token` in the provider block (TANZU_KUBERNETES_TOKEN in the environment)"
        in errors(result)[0]
    )
    assert "wrong-token-1" not in errors(result)[0]


@pytest.mark.caveat("Trust", rule="Certificates are those of the connection.")
def test_tls_and_client_certificates(tmp_path: Path) -> None:
    server, people = Authority(tmp_path, "server"), Authority(tmp_path, "people")
    admin = people.issue("root", "system:masters")
    with start("tanzu", tls=(server.pem, server.key), client_ca=people.pem) as box:
        assert isinstance(box, TanzuSandbox)
        access = box.cluster("alpha")
        assert names(read(box, host=access.host, token=access.token, cluster_ca_certificate=access.ca))
        assert names(read(box, host=access.host, token=access.token, insecure=True))
        assert "is not trusted" in errors(read(box, host=access.host, token=access.token))[0]
        broken = read(box, host=access.host, token=access.token, cluster_ca_certificate="no certificate")
        assert "no PEM certificate" in errors(broken)[0]
        path = tmp_path / "config"
        path.write_text(box.kubeconfig(client_certificate=admin))
        assert names(read(box, config_path=str(path)))
