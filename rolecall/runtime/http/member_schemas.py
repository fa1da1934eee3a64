"""Members of objects as a vendor describes them itself (trait `FurtherMembers`), asked for once per run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.errors import Denied, NotFound, NotTheApi, Rejected
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation
from rolecall.specification.traits import FurtherMembers

log = Logger("member_schemas")

_KINDS: Final = {
    "string": "text",
    "dateTime": "text",
    "binary": "text",
    "reference": "text",
    "boolean": "true or false",
    "decimal": "a number",
    "number": "a number",
    "integer": "a whole number",
    "complex": "an object",
    "object": "an object",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member as the vendor describes it. `kind` is its type in words, empty where any will do.

    `several`: it is a list of them. `inner` are the members of an object, None where they are not said. `choices` are
    the values allowed, where only some are; `pattern`, `least` and `most` are the form and the length of a text.
    """

    kind: str = ""
    several: bool = False
    writable: bool = True
    choices: tuple[Any, ...] = ()
    pattern: str = ""
    least: int = 0
    most: int | None = None
    inner: Mapping[str, Member] | None = None


Described: TypeAlias = Mapping[str, Member]


class MemberSchemas:
    """What the vendor behind `client` says of members."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._answers: Once[str, Described | None] = Once()

        self._places: Once[str, str] = Once()

    def of(self, trait: FurtherMembers, place: str) -> Described | None:
        """The members that there are, by name, as `place` has them; None where it does not say it, or not in full.

        Raises VendorError when it cannot be asked for a reason that other calls would meet as well.
        """
        return self._answers(place, lambda: self._ask(trait, place)) if place else None

    def place(self, trait: FurtherMembers, kind: str) -> str:
        """The path at which the members of an object of `kind` are described; empty where the vendor does not say it.

        Raises VendorError as `of` does.
        """
        if not kind:
            return trait.schemas
        return self._places(trait.kinds + kind, lambda: self._place_of(trait, kind))

    def _place_of(self, trait: FurtherMembers, kind: str) -> str:
        """The path in the URL that the vendor gives for the schema of a kind: whatever host it names is not asked."""
        data = self._asked(trait.kinds, {"kind": kind})
        base, href = self._client.shim.base_path, str(dig(data, trait.kind_schema))
        path = urlsplit(href).path
        if path.startswith(f"{base}/") and not set(path) & set("{}%"):
            return path.removeprefix(base)
        log.info("the vendor does not say where the members of this kind are described; refusing none", kind=kind)
        return ""

    def _ask(self, trait: FurtherMembers, place: str) -> Described | None:
        data = self._asked(place, {})
        found = None if data is None else _scim(data) if trait.form == "scim" else _json_schema(data)
        if found is None:
            log.info("the vendor's description of members is not whole; refusing none", path=place)
        return found

    def _asked(self, path: str, values: Mapping[str, str]) -> Any:
        try:
            return self._client.call(Operation(method="GET", path=path), values).data
        except (NotFound, Denied, Rejected, NotTheApi) as error:
            log.info("the vendor does not say which members there are; refusing none", why=str(error))
            return None


def _scim(data: Any) -> Described | None:
    """The schemas of a ListResponse (RFC 7644 section 4), each an object by its id."""
    rows = data if isinstance(data, list) else _member(data, "Resources", "resources")
    if not isinstance(rows, list) or not rows or not all(isinstance(_member(row, "id"), str) for row in rows):
        return None
    total = _member(data, "totalResults")
    if isinstance(total, int) and total > len(rows):
        return None
    return {
        str(row["id"]): Member(kind="an object", inner=dict(_attributes(_member(row, "attributes"))) or None)
        for row in rows
    }


def _attributes(listed: Any) -> Iterator[tuple[str, Member]]:
    for each in listed if isinstance(listed, list) else ():
        if isinstance(_member(each, "name"), str):
            yield (
                each["name"],
                Member(
                    kind=_KINDS.get(str(_member(each, "type")), ""),
                    several=_member(each, "multiValued") is True,
                    writable=_member(each, "mutability") != "readOnly",
                    inner=dict(_attributes(_member(each, "subAttributes"))) or None,
                ),
            )


def _json_schema(data: Any) -> Described | None:
    """The properties of a JSON schema, those of each of its `definitions` among them."""
    definitions = _member(data, "definitions")
    parts = [data, *definitions.values()] if isinstance(definitions, Mapping) else [data]
    listed = [_member(part, "properties") for part in parts]
    found = [(name, item) for part in listed if isinstance(part, Mapping) for name, item in part.items()]
    return {name: _property(item) for name, item in found if "type" in _names(item)} or None


def _property(item: Any) -> Member:
    kind = _member(item, "type")
    if kind == "array":
        inside = _property(_member(item, "items"))
        return Member(kind=inside.kind, several=True, choices=inside.choices, writable=_is_writable(item))
    choices = _member(item, "enum")
    return Member(
        kind=_KINDS.get(str(kind), ""),
        choices=tuple(choices) if isinstance(choices, list) else (),
        writable=_is_writable(item),
        pattern=pattern if isinstance(pattern := _member(item, "pattern"), str) else "",
        least=least if isinstance(least := _member(item, "minLength"), int) else 0,
        most=most if isinstance(most := _member(item, "maxLength"), int) else None,
    )


def _is_writable(item: Any) -> bool:
    return _member(item, "mutability") not in ("READ_ONLY", "IMMUTABLE") and _member(item, "readOnly") is not True


def _member(data: Any, *names: str) -> Any:
    return next((data[name] for name in names if name in _names(data)), None)


def _names(data: Any) -> Iterable[str]:
    return data.keys() if isinstance(data, Mapping) else ()
