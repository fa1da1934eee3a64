"""The handshake of Terraform and a provider: the environment that it gives and the one line that it reads."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from typing import Final

COOKIE_NAME: Final = "TF_PLUGIN_MAGIC_COOKIE"
COOKIE: Final = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"
CLIENT_CERTIFICATE: Final = "PLUGIN_CLIENT_CERT"
PROTOCOL: Final = 6

BY_HAND: Final = """\
This program is a Terraform provider ({address}). Terraform starts it; it does nothing on its own.

To let `terraform init` find it, build a mirror of all providers and use the CLI configuration it prints:

    rolecall mirror DIRECTORY

To run it under a debugger, start it with --debug.
"""


def started_by_terraform(environment: Mapping[str, str]) -> bool:
    """True if `environment` is that of a process which Terraform starts."""
    return environment.get(COOKIE_NAME) == COOKIE


def line(path: str, certificate: bytes) -> str:
    """The line that tells Terraform the socket's `path` and the server's `certificate` (DER)."""
    text = base64.b64encode(certificate).decode().rstrip("=")
    return f"1|{PROTOCOL}|unix|{path}|grpc|{text}"


def reattachment(address: str, path: str) -> str:
    """Instructions for making Terraform use this process for `address`."""
    value = json.dumps(
        {
            address: {
                "Protocol": "grpc",
                "ProtocolVersion": PROTOCOL,
                "Pid": os.getpid(),
                "Test": True,
                "Addr": {"Network": "unix", "String": path},
            }
        }
    )
    return f"Let Terraform use this process:\n\n    TF_REATTACH_PROVIDERS='{value}'\n"
