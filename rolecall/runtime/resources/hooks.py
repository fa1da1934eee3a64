"""Hooks: code of the vendor's own, from the package `providers.hooks`, for an attribute of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rolecall.runtime import shims
from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import is_unsaid
from rolecall.runtime.values.documents import Chain, alike
from rolecall.runtime.values.paths import MISSING, put
from rolecall.specification.schema import Attribute, PartLifecycle, SettingsLifecycle


class SettingsHook:
    """A hook of settings, about one attribute of them. A vendor's own is a subclass."""

    def check(
        self, context: Context[SettingsLifecycle], planned: Object, config: Mapping[str, Any]
    ) -> Iterable[Diagnostic]:
        """Findings about what is planned. Raises VendorError."""
        return ()

    def before_save(
        self, context: Context[SettingsLifecycle], attribute: str, planned: Object, entries: Mapping[str, str]
    ) -> None:
        """Look at the entries to write before they are saved. Raises VendorError or Refusal."""


@dataclass(frozen=True, slots=True)
class PartAttribute:
    """An attribute of a part of a document: how it is checked, read, written and brought back.

    A hook of a part is a subclass, for what is different.
    """

    context: Context[PartLifecycle]
    attribute: Attribute

    @property
    def member(self) -> str:
        """The member of the part that the attribute is in."""
        return (self.attribute.field or "").partition(".")[0]

    def is_unsaid(self, part: Mapping[str, Any]) -> bool:
        """Whether the part does not say what the attribute is."""
        return is_unsaid(self.attribute, part)

    def validate(self, value: Any) -> Iterable[Diagnostic]:
        """Errors that show without the vendor."""
        return ()

    def check(self, chain: Chain, planned: Object) -> Iterable[Diagnostic]:
        """Findings about what is planned for the part at the end of `chain`. Raises VendorError."""
        return ()

    def decode(self, part: Mapping[str, Any], like: Any) -> Any:
        """The value that the part has, written as `like` where it means the same."""
        value = self.context.connection.wire.decode(self.attribute, part)
        return like if value is MISSING or alike(value, like) else value

    def write(self, part: dict[str, Any], prior: Object | None, planned: Object) -> None:
        """Change `part` into what is planned. Raises VendorError or Refusal."""
        wanted = planned[self.attribute.name]
        if alike(self.decode(part, None), wanted):
            return
        if self.member != self.attribute.field and part.get(self.member) is None:
            part[self.member] = {}
        put(part, self.attribute.field or "", self.context.connection.wire.encode(self.attribute, wanted))

    def is_written(
        self, before: Mapping[str, Any], written: Mapping[str, Any], now: Mapping[str, Any], wanted: Any
    ) -> bool:
        """Whether the part as it is read back has what is wanted, after `before` was overwritten by `written`."""
        return alike(self.decode(now, wanted), wanted)

    def restore(self, part: dict[str, Any], kept: Mapping[str, Any], ours: Any) -> list[str]:
        """Bring back what is `kept` of the part where it still is as `ours`. The names of what others changed."""
        if not alike(self.decode(part, None), ours):
            return [self.attribute.name]
        part[self.member] = kept.get(self.member)
        return []


def attributes_of(context: Context[PartLifecycle]) -> list[PartAttribute]:
    """The attributes of a part that are written, those with a hook as the hook has them."""
    vendor = context.connection.shim.name
    hooks: dict[str, type[PartAttribute]] = {
        attribute: shims.hook(vendor, name) for attribute, name in context.lifecycle.hooks
    }
    written = [item for item in context.resource.schema.attributes if item.field is not None]
    return [hooks.get(item.name, PartAttribute)(context, item) for item in written]


def settings_hooks(context: Context[SettingsLifecycle]) -> Iterator[tuple[str, SettingsHook]]:
    """The hooks of settings, each with the attribute that it is about."""
    for attribute, name in context.lifecycle.hooks:
        yield attribute, shims.hook(context.connection.shim.name, name)


def before_save(context: Context[SettingsLifecycle], planned: Object, entries: Mapping[str, str]) -> None:
    """Run the hooks of settings. Raises VendorError or Refusal."""
    for attribute, hook in settings_hooks(context):
        hook.before_save(context, attribute, planned, entries)
