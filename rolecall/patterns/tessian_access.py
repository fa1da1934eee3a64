"""Access to Tessian, which has no API: through Okta or Microsoft Entra, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias

from rolecall.bindings.entra import AppRoleAssignment
from rolecall.bindings.okta import AppGroupAssignment, AppUserAssignment, DataApp, OktaProvider
from rolecall.bindings.scim import ScimProvider
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import text_problems
from rolecall.cdk.toolkit import Construct, IValidation, TerraformStack, implements
from rolecall.patterns.entra_app import EntraApp
from rolecall.patterns.principals import ENTRA_GROUP, ENTRA_USER, OKTA_GROUP, OKTA_USER, Found, Principals, find

NO_API: Final = (
    "Tessian has no API, no SCIM endpoint and no other way in: people reach it through Okta or Microsoft Entra alone"
)
UNVERIFIABLE: Final = (
    "Tessian has no API: whether the account is there, and what it may do, can be seen in Tessian's portal alone."
)
"""The note of the drift report about each assignment."""
_HOST: Final = re.compile(
    r"(?i)(?:[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?)?(?P<host>(?:[a-z0-9-]+\.)*tessian[a-z0-9-]*(?:\.[a-z0-9-]+)+)(?![a-z0-9@-])"
)
"""A URL or a host name with `tessian` in its domain, at the beginning of a text; a mail address is neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OktaApp:
    """The app in Okta through which people reach Tessian.

    Attributes:
        label: what people see it called; looked up unless `id` is given.
        id: the app's id.
        provider: the provider block, if it is not the default one.
    """

    label: str = "Tessian"
    id: str | None = None
    provider: OktaProvider | None = None

    def problems(self) -> Iterator[str]:
        """Problems with it, in words."""
        yield from (f"{field} {text}" for field, text in text_problems("label", self.label))
        yield from (f"{field} {text}" for field, text in text_problems("id", self.id, optional=True))


Assignment: TypeAlias = AppUserAssignment | AppGroupAssignment | AppRoleAssignment


class TessianAccess(Construct):
    """Access to Tessian, by the app at the identity provider that they are assigned to.

        TessianAccess(self, "tessian", idp=OktaApp(label="Tessian"), people="people.yaml", groups=["Mail security"])
        TessianAccess(self, "tessian", idp=EntraApp(template="Tessian"), people=["ada@example.com"])

    A joiner is an assignment; a leaver (`active=False`, or taken out) has none. What becomes of the account in Tessian
    is between it and the identity provider: nothing here asks Tessian anything, and `rolecall drift` says of each
    assignment that it is unverifiable.

    Args:
        scope: the stack, or a construct in it.
        id_: short stable name, from which Terraform addresses follow.
        idp: the app at the identity provider: an `OktaApp` or an `EntraApp`.
        people: a roster file or a `Roster`, or one by one: `Person` declarations, who are looked up by mail address,
            login names, ids, or resources and data sources of the provider. A mapping from names to ids is taken too.
        groups: groups, likewise, by name, by id or as resources.
        url: nothing. An address of Tessian's is refused: there is none that could be used.

    Raises:
        RosterError: mistakes in the file, each with file and line.
        DeclarationError: the declaration cannot be right.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        idp: OktaApp | EntraApp,
        people: Principals = (),
        groups: Principals = (),
        url: str | None = None,
    ) -> None:
        home = home_of(scope)
        where = home.path(id_)
        if url is not None:
            raise DeclarationError(f"{where}: url must be left out. {NO_API}")
        if not isinstance(idp, OktaApp | EntraApp):
            raise DeclarationError(f"{where}: idp must be an OktaApp or an EntraApp, not {type(idp).__name__}")
        wrong = [*idp.problems(), *_refusals(getattr(idp, each.name) for each in fields(idp))]
        if wrong:
            raise DeclarationError(f"{where}: {'; '.join(wrong)}")
        kinds = (OKTA_USER, OKTA_GROUP) if isinstance(idp, OktaApp) else (ENTRA_USER, ENTRA_GROUP)
        found = [
            find(kind, given, where, name)
            for kind, given, name in zip(kinds, (people, groups), _ARGUMENTS, strict=True)
        ]
        if wrong := list(_refusals(name for each in found for name in (*each.names.values(), *each.ids.values()))):
            raise DeclarationError(f"{where}: {'; '.join(wrong)}")
        if not any(each.names or each.ids for each in found) and not _said(people, groups):
            raise DeclarationError(f"{where}: give people or groups")
        super().__init__(scope, id_)
        home.enter(self, id_)
        self.node.add_validation(_NoTessianAddress(TerraformStack.of(self), where))
        self._users, self._groups = (
            _through_okta(self, idp, *found) if isinstance(idp, OktaApp) else _through_entra(self, idp, *found)
        )
        for assignment in (*self._users.values(), *self._groups.values()):
            assignment.note_unverifiable(UNVERIFIABLE)

    @property
    def users(self) -> dict[str, Assignment]:
        """The assignments of people, by the person's id, or whatever else they are called by."""
        return dict(self._users)

    @property
    def groups(self) -> dict[str, Assignment]:
        """The assignments of groups, by name."""
        return dict(self._groups)


_ARGUMENTS: Final = ("people", "groups")


def tessian_host(text: object) -> str | None:
    """The host, if `text` is an address of Tessian's: a URL or a host name with `tessian` in its domain."""
    match = _HOST.match(text) if isinstance(text, str) else None
    return match["host"] if match else None


def _refusals(texts: Iterable[object]) -> Iterator[str]:
    for host in filter(None, map(tessian_host, texts)):
        yield f"{host!r} is an address of Tessian's, and none can be used. {NO_API}; name the app there"


def _said(people: Principals, groups: Principals) -> bool:
    """True if anybody was named, were it only people who have left."""
    return bool(people) or bool(groups)


def _through_okta(
    scope: Construct, idp: OktaApp, people: Found, groups: Found
) -> tuple[dict[str, Any], dict[str, Any]]:
    block = idp.provider
    app_id = idp.id or DataApp(scope, "app", label=idp.label, provider=block).id
    users = {
        key: AppUserAssignment(scope, f"user-{key}", app_id=app_id, user_id=id_, provider=block)
        for key, id_ in people.resolved(scope, block)
    }
    return users, {
        key: AppGroupAssignment(scope, f"group-{key}", app_id=app_id, group_id=id_, provider=block)
        for key, id_ in groups.resolved(scope, block)
    }


def _through_entra(
    scope: Construct, idp: EntraApp, people: Found, groups: Found
) -> tuple[dict[str, Any], dict[str, Any]]:
    made = idp.made(scope)
    return made.assign(scope, "user", people), made.assign(scope, "group", groups)


@implements(IValidation)
class _NoTessianAddress:
    """Refuses a SCIM provider block in the stack that points to Tessian."""

    def __init__(self, stack: TerraformStack, where: str) -> None:
        self._stack, self._where = stack, where

    def validate(self) -> list[str]:
        blocks = [each for each in self._stack.node.children if isinstance(each, ScimProvider)]
        return [
            f"{self._where}: the provider block {block.node.id!r} has a url at {host!r}. {NO_API}"
            for block in blocks
            if (host := tessian_host(block.arguments.get("url")))
        ]
