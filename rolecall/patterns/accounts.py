"""From a person to accounts: which resources a declaration means, and with which arguments.

Joiner, mover, leaver, by vendor:

* Joiner: an account, with the roles declared.
* Mover: the same account with other roles. Roles are authoritative: what is no longer declared is taken away.
* Leaver (`active=False`): Tanium disables the account and takes every role, and whatever computer groups and content
  sets were managed here; the record stays, and `active=True` brings it back. Splunk cannot disable an account, so it
  is deleted; a rejoiner gets a new one. In Tanzu the role bindings and the membership end, clusters first.
* Tanium's published API (`api_dialect = "platform"`) keeps no mail addresses, so none is declared where the provider
  block or the environment says that it is this one.
* Tanzu's published Cloud Services (`csp_dialect = "v2"`) have `roles` in place of `role`; that is chosen alike.
* Once the declaration itself is gone, so are the accounts: Tanium's by `on_destroy`, its tokens revoked first.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rolecall.bindings.splunk import User as SplunkUser
from rolecall.bindings.tanium import User as TaniumUser
from rolecall.cdk.errors import DeclarationError
from rolecall.patterns import access_declarations
from rolecall.patterns.account import Account, Blocks
from rolecall.patterns.tanzu_accounts import developer_accounts


def accounts(person: access_declarations.Person, blocks: Blocks) -> list[Account]:
    """The accounts that `person` has, or had and keeps disabled, as the dialects of `blocks` take them."""
    found: list[Account] = []
    if person.tanium is not None:
        found.append(
            Account(
                vendor="tanium",
                binding=TaniumUser,
                ids=(person.id,),
                login=person.tanium_login,
                arguments=_tanium_arguments(person, person.tanium, blocks.dialect("tanium")),
            )
        )
    if person.splunk is not None and person.active:
        found.append(
            Account(
                vendor="splunk",
                binding=SplunkUser,
                ids=(person.id,),
                login=person.splunk_login,
                arguments=_splunk_arguments(person, person.splunk),
            )
        )
    if person.tanzu is not None and person.active:
        found += developer_accounts(person.id, person.email, person.tanzu, blocks.dialect("tanzu", "csp_dialect"))
    return found


def _tanium_arguments(
    person: access_declarations.Person, access: access_declarations.TaniumAccess, dialect: str | None
) -> dict[str, Any]:
    return {
        "name": person.tanium_login,
        "display_name": person.name,
        "email": person.email if dialect != "platform" else None,
        "active": person.active,
        "roles": access.roles if person.active else [],
        "computer_groups": _kept(person, access.computer_groups),
        "content_sets": _kept(person, access.content_sets),
        "on_destroy": access.on_destroy,
    }


def _splunk_arguments(person: access_declarations.Person, access: access_declarations.SplunkAccess) -> dict[str, Any]:
    return {
        "name": person.splunk_login,
        "realname": person.name,
        "email": person.email,
        "roles": access.roles,
        "default_app": access.default_app,
        "tz": access.tz,
        "force_change_pass": access.force_change_pass,
        "password_wo": access.password_from,
        "password_wo_version": access.password_version if access.password_from else None,
    }


def _kept(person: access_declarations.Person, names: Collection[str] | None) -> Collection[str] | None:
    """Nothing for someone who has left, unless it is not managed here."""
    return names if person.active or names is None else []


def access_problem(person: access_declarations.Person) -> str | None:
    """The sentence that `person` has an account with no vendor at all, or None."""
    if person.tanium is None and person.splunk is None and person.tanzu is None:
        return (
            f"{person.name} has access to nothing, so that nothing would be made. Give tanium, splunk or tanzu, empty "
            "ones for an account whose roles are not managed here; or take the entry out"
        )
    return None


def require_sound(person: access_declarations.Person, where: str) -> None:
    """Raise DeclarationError, naming `where` and every field that is wrong, if `person` cannot be right."""
    found = [f"{field} {text}" if field else text for field, text in access_declarations.problems(person)]
    if found:
        raise DeclarationError(f"{where}: {'; '.join(found)}")
