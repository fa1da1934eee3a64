"""The backend: the place where stacks keep their state.

By default each stack has a local file, `terraform.<stack>.tfstate`, in the working directory or in
`ROLECALL_STATE_DIR`. Terraform writes a local state whole after every resource, so an apply takes quadratic time: two
thousand creates took 200 s with a local file and 27 s over HTTP. For large estates set `ROLECALL_STATE_URL` to a
server that speaks Terraform's `http` backend, locking included; each stack is `<url>/<stack>`. Terraform itself reads
the credentials from `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`, so that they never stand in the synthesized JSON.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import HttpBackend, LocalBackend, TerraformBackend, TerraformStack


def keep_state(stack: TerraformStack, environment: Mapping[str, str] = os.environ) -> TerraformBackend:
    """Give `stack` its backend, by `environment`. Raises DeclarationError for a URL that cannot be one."""
    name = stack.node.id
    url = environment.get("ROLECALL_STATE_URL", "").rstrip("/")
    if not url:
        folder = Path(environment.get("ROLECALL_STATE_DIR") or ".").absolute()
        return LocalBackend(stack, path=str(folder / f"terraform.{name}.tfstate"))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeclarationError("ROLECALL_STATE_URL must be an http or https URL")
    if parts.username or parts.password or parts.query:
        raise DeclarationError(
            "ROLECALL_STATE_URL must hold no credentials, because the synthesized JSON would show them; "
            "set TF_HTTP_USERNAME and TF_HTTP_PASSWORD"
        )
    address = f"{url}/{name}"
    return HttpBackend(
        stack,
        address=address,
        lock_address=f"{address}/lock",
        lock_method="POST",
        unlock_address=f"{address}/lock",
        unlock_method="DELETE",
    )
