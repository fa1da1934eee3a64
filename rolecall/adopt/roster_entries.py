"""Roster entries for accounts that fit the pattern for people: a line says all of it, so no binding is written.

What the stacks' `Roster` makes of an entry is known here by its fields alone; a test holds both together by deploying
what was adopted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from rolecall.adopt.decisions import Adopted

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The form of an account in a roster entry: `vendor` is the entry's member, `login`, `name`, `email` attributes.

    `fields` are attributes that the member has under the same name; `needs` are those of them that must not be empty.
    `active` is the attribute that says whether the person is still here; without them they have no `bared` rights.
    """

    vendor: str
    login: str
    name: str
    email: str
    fields: tuple[str, ...]
    needs: tuple[str, ...] = ()
    active: str | None = None
    bared: tuple[str, ...] = ()


ROSTERS: Final[Mapping[str, Access]] = {
    "tanium_user": Access(
        vendor="tanium",
        login="name",
        name="display_name",
        email="email",
        fields=("roles", "computer_groups", "content_sets"),
        active="active",
        bared=("roles", "computer_groups", "content_sets"),
    ),
    "splunk_user": Access(
        vendor="splunk",
        login="name",
        name="realname",
        email="email",
        fields=("roles", "default_app", "tz", "force_change_pass"),
        needs=("roles",),
    ),
}
"""By resource type, the accounts that a roster can hold."""


def is_person(item: Adopted) -> bool:
    """True if a roster entry means this account and nothing else."""
    return entry_of(item, "") is not None


def entry_of(item: Adopted, person_id: str) -> dict[str, Any] | None:
    """The roster entry that means this account and nothing else, or None where none does."""
    access = ROSTERS.get(item.type)
    if access is None or item.alias is not None:
        return None
    arguments = dict(item.arguments)
    login, name, email = (arguments.pop(each, None) for each in (access.login, access.name, access.email))
    active = arguments.pop(access.active, True) if access.active else True
    said = {field: arguments.pop(field) for field in access.fields if field in arguments}
    fits = (
        not arguments
        and bool(name)
        and _EMAIL.fullmatch(str(email)) is not None
        and all(said.get(field) for field in access.needs)
        and not any(_has_outer_blanks(each) for each in (name, login, *said.values()))
        and (active or not any(said.get(field) for field in access.bared))
    )
    if not fits:
        return None
    entry: dict[str, Any] = {"id": person_id, "name": name, "email": email}
    if login != person_id:
        entry["login"] = login
    if not active:
        entry["active"] = False
    return {**entry, access.vendor: said}


def _has_outer_blanks(value: Any) -> bool:
    """True for a text with blanks around it, or a list with one: a roster takes them for mistakes."""
    if isinstance(value, list):
        return any(map(_has_outer_blanks, value))
    return isinstance(value, str) and value != value.strip()


def rendered(entries: list[dict[str, Any]]) -> str:
    """Roster entries as YAML, to stand at the end of a file. What a reader could not see is escaped."""
    return "\n".join(map(_entry, entries))


def _entry(entry: dict[str, Any]) -> str:
    text = _yaml(entry, allow_unicode=True)
    return text if text.replace("\n", "").isprintable() else _yaml(entry, allow_unicode=False)


def _yaml(entry: dict[str, Any], *, allow_unicode: bool) -> str:
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=allow_unicode, width=110, default_flow_style=None)
