"""Credentials that a command gives: Kubernetes' `client-go credential plugins`, API group client.authentication.k8s.io.

The command is the one that the user's own kubeconfig file names. It is run without a shell and without a terminal.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rolecall.runtime.configuration.kubeconfig import KubeconfigError

SECONDS: Final = 60.0
"""How long a command may take: it cannot ask anybody anything."""

_EXTENSION = "client.authentication.k8s.io/exec"


def run(exec_: Mapping[str, Any], cluster: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The `status` that the command of a user gives: `token`, or `clientCertificateData` and `clientKeyData`.

    `folder` is the kubeconfig file's, where a command with slashes begins. Raises KubeconfigError with what is wrong;
    neither the command's output nor its environment is in the text.
    """
    command, version = exec_.get("command"), exec_.get("apiVersion")
    if not command or not version:
        raise KubeconfigError("its exec needs a command and an apiVersion")
    if exec_.get("interactiveMode") == "Always":
        raise KubeconfigError(f"its command {command!r} wants to ask somebody (interactiveMode Always)")
    program = str(folder / command) if "/" in command else str(command)
    variables = {str(item["name"]): str(item["value"]) for item in exec_.get("env") or []}
    information = {"apiVersion": version, "kind": "ExecCredential", "spec": _spec(exec_, cluster)}
    try:
        done = subprocess.run(
            [program, *map(str, exec_.get("args") or [])],
            env={**os.environ, **variables, "KUBERNETES_EXEC_INFO": json.dumps(information)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise KubeconfigError(f"its command {command!r} did not end within {SECONDS:.0f} seconds") from None
    except OSError as error:
        raise KubeconfigError(f"its command {command!r} does not start: {error.strerror}") from None
    if done.returncode:
        raise KubeconfigError(f"its command {command!r} failed with exit code {done.returncode}: run it by hand")
    return _status(done.stdout, str(command), str(version))


def _spec(exec_: Mapping[str, Any], cluster: Mapping[str, Any]) -> dict[str, Any]:
    if not exec_.get("provideClusterInfo"):
        return {"interactive": False}
    told = {name: value for name, value in cluster.items() if name != "extensions"}
    extensions = cluster.get("extensions") or []
    config = [item.get("extension") for item in extensions if item.get("name") == _EXTENSION]
    return {"interactive": False, "cluster": {**told, "config": config[0]} if config else told}


def _status(output: bytes, command: str, version: str) -> dict[str, Any]:
    try:
        answer = json.loads(output)
        status = answer["status"]
        spoken = answer["apiVersion"]
    except (ValueError, KeyError, TypeError):
        raise KubeconfigError(f"its command {command!r} gave no ExecCredential") from None
    if spoken != version or not isinstance(status, dict):
        raise KubeconfigError(f"its command {command!r} speaks {spoken!r}, the file asks for {version!r}")
    if not status.get("token") and not (status.get("clientCertificateData") and status.get("clientKeyData")):
        raise KubeconfigError(f"its command {command!r} gave neither a token nor a client certificate with its key")
    return status
