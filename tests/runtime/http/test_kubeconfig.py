"""What a kubeconfig file leads to: whom to trust, and which of its credentials go along."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from rolecall.runtime.configuration.kubeconfig import check
from rolecall.runtime.errors import VendorError
from rolecall.runtime.http.address import Address, TlsTrust
from rolecall.runtime.http.kubeconfig import address

API = "client.authentication.k8s.io/v1"


def written(folder: Path, user: Mapping[str, Any], cluster: Mapping[str, Any] | None = None) -> str:
    """A file with one context whose user and cluster are as given."""
    content = {
        "current-context": "a",
        "contexts": [{"name": "a", "context": {"cluster": "c", "user": "u"}}],
        "clusters": [{"name": "c", "cluster": {"server": "https://k8s.example.com/", **(cluster or {})}}],
        "users": [{"name": "u", "user": user}],
    }
    file = folder / "config"
    file.write_text(yaml.safe_dump(content))
    return str(file)


def reached(path: str) -> Address:
    return address(path, None, url=None, trust=TlsTrust(), authenticate=True)


def sent(path: str) -> str | None:
    """The Authorization header of a request to where the file leads."""
    auth = reached(path).auth
    assert auth is not None
    request = next(auth.sync_auth_flow(httpx.Request("GET", "https://k8s.example.com/")))
    header: str | None = request.headers.get("authorization")
    return header


def command(folder: Path, status: object, version: str = API) -> dict[str, Any]:
    """An exec entry whose command answers `status` and writes down what it was told."""
    script = folder / "login.py"
    answer = json.dumps({"apiVersion": version, "kind": "ExecCredential", "status": status})
    script.write_text(
        "import os, pathlib, sys\n"
        f"pathlib.Path({str(folder / 'told')!r}).write_text(os.environ['KUBERNETES_EXEC_INFO'] + os.environ['EXTRA'])\n"
        f"print({answer!r})\n"
    )
    variables = [{"name": "EXTRA", "value": "more"}]
    return {"apiVersion": API, "command": sys.executable, "args": [str(script)], "env": variables}


def test_tokens_and_passwords(tmp_path: Path) -> None:
    assert sent(written(tmp_path, {"token": "t-1"})) == "Bearer t-1"
    (tmp_path / "token").write_text("t-2\n")
    # Kubernetes: the file's content takes precedence; relative paths begin at the kubeconfig file.
    assert sent(written(tmp_path, {"token": "t-1", "tokenFile": "token"})) == "Bearer t-2"
    basic = base64.b64encode(b"jane:pw").decode()
    assert sent(written(tmp_path, {"username": "jane", "password": "pw"})) == f"Basic {basic}"
    assert sent(written(tmp_path, {})) is None


def test_certificates_of_the_file_and_those_that_it_names(tmp_path: Path) -> None:
    encoded = {name: base64.b64encode(name.encode()).decode() for name in ("cert", "key", "ca")}
    user = {"client-certificate-data": encoded["cert"], "client-key-data": encoded["key"]}
    cluster = {"certificate-authority-data": encoded["ca"], "tls-server-name": "inner.example.com"}
    found = reached(written(tmp_path, user, cluster))
    assert (found.url, found.trust.certificate, found.trust.ca) == ("https://k8s.example.com", b"cert\nkey", "ca")
    assert found.trust.server_name == "inner.example.com"
    assert "key" not in repr(found.trust).replace("verify", "")
    for name in ("cert", "key"):
        (tmp_path / name).write_text(f"file-{name}")
    user = {"client-certificate": "cert", "client-key": "key"}
    found = reached(written(tmp_path, user, {"certificate-authority": "ca.pem", "insecure-skip-tls-verify": True}))
    assert found.trust.certificate == b"file-cert\nfile-key"
    assert (found.trust.ca, found.trust.ca_file, found.trust.anybody) == (None, str(tmp_path / "ca.pem"), True)


def test_a_command_is_told_what_the_file_says_of_it(tmp_path: Path) -> None:
    entry = command(tmp_path, {"token": "t-3"})
    assert sent(written(tmp_path, {"exec": entry})) == "Bearer t-3"
    assert json.loads((tmp_path / "told").read_text().removesuffix("more"))["spec"] == {"interactive": False}
    extension = {"name": "client.authentication.k8s.io/exec", "extension": {"audience": "x"}}
    path = written(tmp_path, {"exec": {**entry, "provideClusterInfo": True}}, {"extensions": [extension]})
    assert sent(path) == "Bearer t-3"
    told = json.loads((tmp_path / "told").read_text().removesuffix("more"))["spec"]["cluster"]
    assert told == {"server": "https://k8s.example.com/", "config": {"audience": "x"}}


def test_a_command_may_give_a_certificate(tmp_path: Path) -> None:
    entry = command(tmp_path, {"clientCertificateData": "CERT", "clientKeyData": "KEY"})
    assert reached(written(tmp_path, {"exec": entry})).trust.certificate == b"CERT\nKEY"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"command": "/no/such/program"}, "does not start"),
        ({"args": ["-c", "import sys; sys.exit('s3cret-words')"]}, "exit code 1"),
        ({"args": ["-c", "print('s3cret-words')"]}, "no ExecCredential"),
        ({"apiVersion": "client.authentication.k8s.io/v1beta1"}, "speaks"),
        ({"interactiveMode": "Always"}, "wants to ask"),
        ({"command": ""}, "needs a command"),
    ],
)
def test_a_command_that_gives_nothing_is_an_error(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    entry = {**command(tmp_path, {"token": "t-4"}), **change}
    with pytest.raises(VendorError) as caught:
        reached(written(tmp_path, {"exec": entry}))
    assert words in str(caught.value) and "s3cret" not in str(caught.value)


def test_what_kubernetes_dropped_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    path = written(tmp_path, {"auth-provider": {"name": "gcp", "config": {"access-token": "t-5"}}})
    (found,) = check(path, None, ("file",), ("context",)).items
    assert (found.path, "auth-provider" in found.detail, "exec" in found.detail) == (("file",), True, True)
    with pytest.raises(VendorError, match="auth-provider"):
        reached(path)


@pytest.mark.parametrize("missing", ["contexts", "clusters"])
def test_a_context_that_leads_nowhere_is_refused(tmp_path: Path, missing: str) -> None:
    path = Path(written(tmp_path, {}))
    content = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump({**content, missing: []}))
    assert check(str(path), None, ("file",), ("context",)).items


def test_a_token_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match="No such file"):
        reached(written(tmp_path, {"tokenFile": "missing"}))
