"""The users and groups in scope of a synchronization job, and what its mappings make of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rolecall.sandbox.entra import credentials
from rolecall.sandbox.entra.expressions import value
from rolecall.sandbox.entra.model import Group, Provisioned, ServicePrincipal, User
from rolecall.sandbox.entra.store import EntraStore


def wanted(store: EntraStore, principal: ServicePrincipal, document: Mapping[str, Any]) -> Iterator[Provisioned]:
    """The objects that should be in the application, by the enabled mappings of the schema `document`, rule by rule."""
    everybody = principal.secrets.get(credentials.SYNC_ALL, "false").lower() == "true"
    if everybody:
        users, groups = list(store.users.values()), list(store.groups.values())
    else:
        users, groups = _assigned(store, principal)
    for rule in sorted(document["synchronizationRules"], key=lambda rule: int(rule["priority"])):
        for mapping in rule["objectMappings"]:
            if not mapping["enabled"]:
                continue
            sources: list[User] | list[Group] = users if mapping["sourceObjectName"] == "User" else groups
            for source in sources:
                row = _row(source)
                if _in_scope(mapping["scope"] or {}, row):
                    values = {
                        one["targetAttributeName"]: _typed(value(one["source"], row))
                        for one in mapping["attributeMappings"]
                    }
                    first = min(
                        (one for one in mapping["attributeMappings"] if one["matchingPriority"]),
                        key=lambda one: int(one["matchingPriority"]),
                    )
                    yield Provisioned(
                        source.id, mapping["targetObjectName"], values, matching=first["targetAttributeName"]
                    )


def _assigned(store: EntraStore, principal: ServicePrincipal) -> tuple[list[User], list[Group]]:
    """Users and groups assigned to the application; of a group its direct members, and no nested ones."""
    users: dict[str, User] = {}
    groups: dict[str, Group] = {}
    for assignment in store.assignments_to(principal.id):
        if group := store.groups.get(assignment.principal_id):
            groups[group.id] = group
            users |= {id: store.users[id] for id in group.members if id in store.users}
        elif user := store.users.get(assignment.principal_id):
            users[user.id] = user
    return list(users.values()), list(groups.values())


def _row(source: User | Group) -> dict[str, Any]:
    """The attributes a schema may use, of those that are kept here."""
    if isinstance(source, Group):
        return {
            "objectId": source.id,
            "displayName": source.display_name,
            "mail": source.mail,
            "mailNickname": source.display_name.replace(" ", ""),
            "description": source.description,
            "members": sorted(source.members),
        }
    return {
        "objectId": source.id,
        "userPrincipalName": source.user_principal_name,
        "displayName": source.display_name,
        "mail": source.mail,
        "mailNickname": source.mail_nickname,
        "givenName": source.given_name,
        "surname": source.surname,
        "department": source.department,
        "jobTitle": source.job_title,
        "accountEnabled": str(source.account_enabled),
        "IsSoftDeleted": str(not source.account_enabled),
    }


def _typed(value: Any) -> Any:
    return {"True": True, "False": False}.get(value, value) if isinstance(value, str) else value


def _in_scope(scope: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """True if a row meets every clause of at least one filter."""
    groups = scope.get("groups") or []
    return not groups or any(all(_holds(clause, row) for clause in group["clauses"]) for group in groups)


def _holds(clause: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    have = row.get(clause["sourceOperandName"])
    wanted = ((clause["targetOperand"] or {}).get("values") or [""])[0]
    text = "" if have is None else str(have)
    test = _TESTS.get(clause["operatorName"])
    return test is not None and test(text, wanted)


_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "EQUALS": lambda text, wanted: text == wanted,
    "NOT EQUALS": lambda text, wanted: text != wanted,
    "IS TRUE": lambda text, _: text == "True",
    "IS FALSE": lambda text, _: text == "False",
    "IS NULL": lambda text, _: not text,
    "IS NOT NULL": lambda text, _: bool(text),
    "REGEX MATCH": lambda text, wanted: re.fullmatch(wanted, text) is not None,
    "NOT REGEX MATCH": lambda text, wanted: re.fullmatch(wanted, text) is None,
    "INCLUDES": lambda text, wanted: wanted in text,
}
