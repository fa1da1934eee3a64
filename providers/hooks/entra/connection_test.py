"""Credentials are tried by Entra before they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Incomplete, Rejected
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.hooks import BeforeSave
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Operation, SettingsLifecycle

_TEST: Final = Operation(
    method="POST",
    path="/servicePrincipals/{service_principal_id}/synchronization/jobs/{key}/validateCredentials",
    body="json",
)
_TEMPLATES: Final = "synchronization_templates"
_ADVICE: Final = (
    "Make sure that the Tenant URL is right and that the token is complete: Tanium's begins with `token-`, which is "
    "part of it."
)


def test_connection(
    context: Context[SettingsLifecycle], attribute: str, values: Object, entries: Mapping[str, str]
) -> None:
    """Have Entra try the credentials, as a job or, before there is one, as the template of one.

    Raises Refusal with Entra's words, at `attribute`, when they do not work.
    """
    credentials = [{"key": key, "value": entries[key]} for key in ("BaseAddress", "SecretToken") if key in entries]
    body: dict[str, Any] = {"credentials": credentials}
    key = _first(context, "jobs", values)
    if key is None:
        key = body["templateId"] = _first(context, _TEMPLATES, values)
    if key is None:
        place = values.get("service_principal_id")
        raise refusal(
            "The credentials cannot be tried",
            f"{context.title} has nothing in {_TEMPLATES} for {place!r}: it cannot be provisioned. Nothing was saved. "
            "Check `service_principal_id`: it must be that of an application which the gallery can provision.",
            ("service_principal_id",),
        )
    try:
        context.connection.client.call(_TEST, {**values, "key": key}, body=body, safe=True)
    except Rejected as problem:
        found = problem.diagnostic((attribute,))
        raise refusal(
            "The connection test failed", f"{found.detail} {_ADVICE} Nothing was saved.", (attribute,)
        ) from None


def _first(context: Context[SettingsLifecycle], name: str, values: Object) -> str | None:
    collection = context.connection.shim.collection(name)
    rows = context.connection.listings.all(collection, {parent: values[parent] for parent in collection.parents})
    keys = [key_of(collection, row) for row in rows]
    if keys and keys[0] is MISSING:
        raise Incomplete(f"{context.title} lists {name} without their ids.", place=("service_principal_id",))
    return str(keys[0]).rpartition("/")[2] if keys else None


HOOK: Final[BeforeSave] = test_connection
