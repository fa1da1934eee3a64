"""People and their access, as a team declares them: typed, checked, knowing no construct.

`Person` (the pattern) and `Roster` both make accounts from what is declared here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from rolecall.cdk.field_checks import kind_of, names_problems, text_problems
from rolecall.cdk.values import holds_reference
from rolecall.patterns.tanzu_access import TanzuAccess as TanzuAccess
from rolecall.patterns.tanzu_access import tanzu_problems

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
        tanzu: access to VMware Tanzu, or None.
    """

    id: str
    name: str
    email: str
    login: str | None = None
    active: bool = True
    tanium: TaniumAccess | None = None
    splunk: SplunkAccess | None = None
    tanzu: TanzuAccess | None = None

    @property
    def tanium_login(self) -> str:
        """The login name in Tanium."""
        return (self.tanium.login if self.tanium else None) or self.login or self.id

    @property
    def splunk_login(self) -> str:
        """The login name in Splunk, in lower case as Splunk keeps it."""
        return ((self.splunk.login if self.splunk else None) or self.login or self.id).lower()


def problems(person: Person) -> Iterator[tuple[str, str]]:
    """Problems of `person`: pairs of the field (`email`, `tanium.roles`) and what to do about it."""
    for field in ("id", "name", "email"):
        yield from text_problems(field, getattr(person, field))
    yield from text_problems("login", person.login, optional=True)
    if isinstance(person.email, str) and person.email and not _plausible_email(person.email):
        yield "email", f"{person.email!r} is not a mail address"
    if not isinstance(person.active, bool):
        yield "active", "must be true or false"
    kinds: dict[str, tuple[type, Callable[[Any], Iterator[tuple[str, str]]]]] = {
        "tanium": (TaniumAccess, partial(_tanium_problems, person)),
        "splunk": (SplunkAccess, _splunk_problems),
        "tanzu": (TanzuAccess, tanzu_problems),
    }
    for field, (kind, problems_of) in kinds.items():
        access = getattr(person, field)
        if isinstance(access, kind):
            yield from problems_of(access)
        elif access is not None:
            yield field, f"must be a {kind.__name__}, not {kind_of(access)}"


def _tanium_problems(person: Person, access: TaniumAccess) -> Iterator[tuple[str, str]]:
    yield from text_problems("tanium.login", access.login, optional=True)
    for field in _LISTS:
        yield from names_problems(f"tanium.{field}", getattr(access, field))
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
        yield from text_problems(f"splunk.{field}", getattr(access, field), optional=True)
    yield from names_problems("splunk.roles", access.roles)
    if access.roles is not None and not isinstance(access.roles, str) and not access.roles:
        yield "splunk.roles", "must name a role: Splunk makes no account without; leave out `splunk` instead"
    if access.password_from is not None and not (
        isinstance(access.password_from, str) and holds_reference(access.password_from)
    ):
        yield "splunk.password_from", "must be a reference, e.g. a sensitive variable's string_value, not a password"


def _plausible_email(text: str) -> bool:
    return holds_reference(text) or _EMAIL.fullmatch(text) is not None
