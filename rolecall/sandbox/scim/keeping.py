"""The form in which a server keeps values: real servers lower, trim and drop without an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.values import Values

_NAMES = frozenset({"userName", "displayName", "givenName", "familyName", "formatted", "nickName", "externalId"})
_ADDRESSES = frozenset({"userName", "emails"})


def kept(values: Values, options: ScimOptions) -> Values:
    """`values` as they are kept, by the options `lower_emails`, `trim_names` and `drops`."""
    made = {name: item for name, item in values.items() if name not in options.drops}
    if options.trim_names:
        made = {name: _trimmed(name, item) for name, item in made.items()}
    if options.lower_emails:
        made = {name: _lower(item) if name in _ADDRESSES else item for name, item in made.items()}
    return made


def _trimmed(name: str, value: Any) -> Any:
    if isinstance(value, Mapping) and name == "name":
        return {part: _trimmed(part, text) for part, text in value.items()}
    return value.strip() if name in _NAMES and isinstance(value, str) else value


def _lower(value: Any) -> Any:
    if isinstance(value, Bag):
        return Bag(value.attribute, [{**item, "value": item["value"].lower()} for item in value])
    return value.lower() if isinstance(value, str) else value
