"""Credentials: those that an application needs are there, and Entra tries them before they are saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.errors import Incomplete, NotFound, Rejected
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.hooks import SettingsHook
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN, is_set
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
_NO_CREDENTIALS: Final = ("SyncAll", "SyncNotificationSettings")
_FIELDS: Final = "ConfigurationFields"
"""The metadata of a synchronization template that says which settings a connection needs, with commas between."""


class ConnectionTest(SettingsHook):
    """The connection of an application: what it needs, and whether it works."""

    def check(
        self, context: Context[SettingsLifecycle], planned: Object, config: Mapping[str, Any]
    ) -> Iterable[Diagnostic]:
        """An error at each setting that the application's synchronization template asks for and that is not given."""
        if not is_set(planned.get("service_principal_id")):
            return
        try:
            templates = _rows(context, _TEMPLATES, planned)
        except NotFound:
            return  # the application is not there yet, or not any more: the apply says so
        by_field = {item.field: item for item in context.resource.schema.attributes if item.field is not None}
        for field in _needed(templates):
            item = by_field.get(field)
            if item is not None and config.get(item.name) is None and planned.get(item.name) in (None, UNKNOWN):
                yield Diagnostic(
                    "error",
                    f"The application needs {item.name}",
                    f"Its synchronization template asks for {field}. Give {item.name}.",
                    (item.name,),
                )

    def before_save(
        self, context: Context[SettingsLifecycle], attribute: str, planned: Object, entries: Mapping[str, str]
    ) -> None:
        """Have Entra try the credentials, as a job or, before there is one, as the template of one.

        Raises Refusal with Entra's words, at the last secret that is given, when they do not work.
        """
        credentials = [{"key": key, "value": text} for key, text in entries.items() if key not in _NO_CREDENTIALS]
        body: dict[str, Any] = {"credentials": credentials}
        key = _first(context, "jobs", planned)
        if key is None:
            key = body["templateId"] = _first(context, _TEMPLATES, planned)
        if key is None:
            place = planned.get("service_principal_id")
            raise refusal(
                "The credentials cannot be tried",
                f"{context.title} has nothing in {_TEMPLATES} for {place!r}: it cannot be provisioned. Nothing was "
                "saved. Check `service_principal_id`: it must be that of an application which the gallery can "
                "provision.",
                ("service_principal_id",),
            )
        try:
            context.connection.client.call(_TEST, {**planned, "key": key}, body=body, safe=True)
        except Rejected as problem:
            secrets = [
                item.name for item in context.resource.schema.attributes if item.write_only and item.field in entries
            ]
            at = attribute if attribute in secrets or not secrets else secrets[-1]
            found = problem.diagnostic((at,))
            raise refusal("The connection test failed", f"{found.detail} {_ADVICE} Nothing was saved.", (at,)) from None


def _needed(templates: Iterable[Row]) -> list[str]:
    """The settings that the first template asks for."""
    for row in templates:
        rows = row.get("metadata") or []
        texts = [str(each.get("value")) for each in rows if isinstance(each, Mapping) and each.get("key") == _FIELDS]
        return [name.strip() for text in texts for name in text.split(",") if name.strip()]
    return []


def _rows(context: Context[SettingsLifecycle], name: str, values: Object) -> list[Row]:
    collection = context.connection.shim.collection(name)
    return context.connection.listings.all(collection, {parent: values[parent] for parent in collection.parents})


def _first(context: Context[SettingsLifecycle], name: str, values: Object) -> str | None:
    collection = context.connection.shim.collection(name)
    keys = [key_of(collection, row) for row in _rows(context, name, values)]
    if keys and keys[0] is MISSING:
        raise Incomplete(f"{context.title} lists {name} without their ids.", place=("service_principal_id",))
    return str(keys[0]).rpartition("/")[2] if keys else None


HOOK: Final[SettingsHook] = ConnectionTest()
