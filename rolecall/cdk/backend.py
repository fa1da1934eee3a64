"""The backend: the place where stacks keep their state, by `ROLECALL_STATE` (`rolecall/state_url.py` says its forms).

Without it each stack has a local file, `terraform.<stack>.tfstate`, in the working directory. Terraform writes a local
state whole after every resource, so an apply takes quadratic time: two thousand creates took 200 s with a local file
and 27 s over HTTP.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Final
from weakref import WeakKeyDictionary

from rolecall import state_url
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import (
    AzurermBackend,
    CloudBackend,
    GcsBackend,
    HttpBackend,
    IConstruct,
    LocalBackend,
    NamedCloudWorkspace,
    PgBackend,
    S3Backend,
    TerraformBackend,
    TerraformStack,
)

_CLASSES: Final[Mapping[str, Callable[..., TerraformBackend]]] = {
    "azurerm": AzurermBackend,
    "cloud": lambda stack, *, workspaces, **more: CloudBackend(
        stack, workspaces=NamedCloudWorkspace(workspaces["name"]), **more
    ),
    "gcs": GcsBackend,
    "http": HttpBackend,
    "local": LocalBackend,
    "pg": PgBackend,
    "s3": S3Backend,
}

_kept: WeakKeyDictionary[IConstruct, dict[str, state_url.Backend]] = WeakKeyDictionary()
"""By app, where each of its stacks keeps its state."""


def keep_state(
    stack: TerraformStack, url: str = "file:", *, name: str = "", environment: Mapping[str, str] = os.environ
) -> TerraformBackend:
    """Give `stack` its backend: at `ROLECALL_STATE` of `environment` where that is set, else at `url`.

    `name` is what its state is called there, else it is called as the stack. Repositories that share a place need
    different ones; changing it leaves the state behind, unless `terraform init -migrate-state` takes it along.
    Raises DeclarationError for a URL that cannot be one, or that holds credentials, and for a state that another stack
    of the app has: each of the two would destroy what the other has made.
    """
    try:
        found = state_url.backend(state_url.environment_url(environment) or url, name or stack.node.id)
    except state_url.StateUrlError as error:
        raise DeclarationError(str(error)) from None
    _check_alone(stack, found, name)
    made = _CLASSES[found.type](stack, **found.arguments)
    for key, value in found.own.items():
        made.add_override(key, value)
    return made


def _check_alone(stack: TerraformStack, backend: state_url.Backend, name: str) -> None:
    kept = _kept.setdefault(stack.node.root, {})
    other = next((path for path, each in kept.items() if each == backend and path != stack.node.path), None)
    if other is not None:
        raise DeclarationError(
            f"the stacks {other!r} and {stack.node.path!r} would keep one state, {name or stack.node.id!r}: each "
            "apply would destroy what the other has made; give `keep_state` another `name`"
        )
    kept[stack.node.path] = backend
