"""People and their access, as a team declares them: typed, checked, knowing no construct.

`Person` (the pattern) and `Roster` both make accounts from what is declared here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from stacks.values import holds_reference

TANIUM_FORBIDDEN: Final = "/\\[]:;|=,+*?<>"
"""Characters that Tanium refuses in a login name (its API description, error `InvalidUserName`)."""
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_LISTS: Final = ("roles", "computer_groups", "content_sets")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaniumAccess:
    """An account in Tanium.

    Collections are authoritative: what the vendor has beyond them is taken away. None means "not managed here", and
    is what to choose for people whose roles come from role bindings; empty means "none".

    Attributes:
        roles: names of roles.
        computer_groups: names of computer groups.
        content_sets: names of content sets.
        login: the name in Tanium, if it is not the person's login.
        on_destroy: what becomes of the account once the declaration is gone: `delete` (the default), `deactivate`
            or `retain`.
    """

    roles: Collection[str] | None = None
    computer_groups: Collection[str] | None = None
    content_sets: Collection[str] | None = None
    login: str | None = None
    on_destroy: Literal["delete", "deactivate", "retain"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplunkAccess:
    """A native account in Splunk. People who come through SAML have none: map their group with `SamlGroup`.

    Attributes:
        roles: names of roles, authoritative; None means "not managed here".
        default_app: the app shown after login.
        tz: time zone, e.g. `Europe/Berlin`.
        login: the name in Splunk, if it is not the person's login. Splunk keeps names in lower case.
        password_from: where the first password comes from: a reference, such as a sensitive variable's
            `string_value`. Never the password itself. Needed to create an account, not to adopt one.
        password_version: change it to have the password written again.
        force_change_pass: whether the next login asks for another password.
    """

    roles: Collection[str] | None = None
    default_app: str | None = None
    tz: str | None = None
    login: str | None = None
    password_from: str | None = None
    password_version: int = 1
    force_change_pass: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person and their access to every vendor.

    Attributes:
        id: stable short name, from which the Terraform names follow. Changing it replaces the accounts.
        name: full name, as shown.
        email: mail address.
        login: login name with every vendor that is given no other; the id if None.
        active: False once the person has left.
        tanium: access to Tanium, or None.
        splunk: access to Splunk, or None.
    """

    id: str
    name: str
    email: str
    login: str | None = None
    active: bool = True
    tanium: TaniumAccess | None = None
    splunk: SplunkAccess | None = None

    @property
    def tanium_login(self) -> str:
        """The login name in Tanium."""
        return (self.tanium.login if self.tanium else None) or self.login or self.id

    @property
    def splunk_login(self) -> str:
        """The login name in Splunk, in lower case as Splunk keeps it."""
        return ((self.splunk.login if self.splunk else None) or self.login or self.id).lower()


def problems(person: Person) -> Iterator[tuple[str, str]]:
    """What is wrong with `person`: pairs of the field (`email`, `tanium.roles`) and what to do about it."""
    for field in ("id", "name", "email"):
        yield from _text_problems(field, getattr(person, field))
    yield from _text_problems("login", person.login, optional=True)
    if isinstance(person.email, str) and person.email and not _plausible_email(person.email):
        yield "email", f"{person.email!r} is not a mail address"
    if not isinstance(person.active, bool):
        yield "active", "must be true or false"
    if isinstance(person.tanium, TaniumAccess):
        yield from _tanium_problems(person, person.tanium)
    elif person.tanium is not None:
        yield "tanium", f"must be a TaniumAccess, not {_kind(person.tanium)}"
    if isinstance(person.splunk, SplunkAccess):
        yield from _splunk_problems(person.splunk)
    elif person.splunk is not None:
        yield "splunk", f"must be a SplunkAccess, not {_kind(person.splunk)}"


def _tanium_problems(person: Person, access: TaniumAccess) -> Iterator[tuple[str, str]]:
    yield from _text_problems("tanium.login", access.login, optional=True)
    for field in _LISTS:
        yield from _names_problems(f"tanium.{field}", getattr(access, field))
    login = person.tanium_login
    if isinstance(login, str) and not holds_reference(login):
        wrong = sorted({character for character in login if character in TANIUM_FORBIDDEN})
        if wrong:
            where = "tanium.login" if access.login else "login" if person.login else "id"
            yield where, f"Tanium refuses {' '.join(wrong)} in a login name ({login!r}); set tanium.login"
    if access.on_destroy not in (None, "delete", "deactivate", "retain"):
        yield "tanium.on_destroy", "must be delete, deactivate or retain"


def _splunk_problems(access: SplunkAccess) -> Iterator[tuple[str, str]]:
    for field in ("default_app", "tz", "login"):
        yield from _text_problems(f"splunk.{field}", getattr(access, field), optional=True)
    yield from _names_problems("splunk.roles", access.roles)
    if access.roles is not None and not isinstance(access.roles, str) and not access.roles:
        yield "splunk.roles", "must name a role: Splunk makes no account without; leave out `splunk` instead"
    if access.password_from is not None and not (
        isinstance(access.password_from, str) and holds_reference(access.password_from)
    ):
        yield "splunk.password_from", "must be a reference, e.g. a sensitive variable's string_value, not a password"


def _plausible_email(text: str) -> bool:
    return holds_reference(text) or _EMAIL.fullmatch(text) is not None


def _text_problems(field: str, value: object, *, optional: bool = False) -> Iterator[tuple[str, str]]:
    if value is None and optional:
        return
    if not isinstance(value, str):
        yield field, f"must be text, not {_kind(value)}"
    elif not value.strip():
        yield field, "must not be empty"
    elif value != value.strip():
        yield field, f"must not begin or end with a space ({value!r})"


def _names_problems(field: str, value: object) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if isinstance(value, str | bytes) or not isinstance(value, Collection):
        yield field, f"must be a list of names, not {_kind(value)}"
        return
    if all(isinstance(item, str) and item and item == item.strip() for item in value) and len(set(value)) == len(value):
        return
    seen: set[str] = set()
    for item in value:
        if not isinstance(item, str):
            yield field, f"must hold names, not {_kind(item)}"
        elif not item.strip() or item != item.strip():
            yield field, f"holds a name that is empty or has a space around it ({item!r})"
        elif item in seen:
            yield field, f"names {item!r} twice"
        else:
            seen.add(item)


def _kind(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case dict():
            return "a mapping"
        case list() | tuple() | set():
            return "a list"
    return type(value).__name__
