"""Group rules: whom an expression means is put into groups, as long as the rule is active.

https://developer.okta.com/docs/api/openapi/okta-management/management/tag/GroupRule/

Of Okta's expression language there are comparisons of texts in a profile, joined by AND and OR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.okta.body import json_object, part, refuse_unknown
from rolecall.sandbox.okta.call import Call
from rolecall.sandbox.okta.errors import ALREADY, OktaRefusal, found, invalid
from rolecall.sandbox.okta.model import DEPROVISIONED, OKTA_GROUP, Group, Rule, User
from rolecall.sandbox.okta.representation import rule_row
from rolecall.sandbox.okta.store import OktaStore

_TERM: Final = re.compile(r'\s*user\.(\w+)\s*(==|!=)\s*"([^"]*)"\s*')
_EXPRESSION: Final = "urn:okta:expression:1.0"
_SHOWN: Final = {"id", "status", "created", "lastUpdated", "_embedded", "_links", "allGroupsValid"}


def list_rules(call: Call) -> Response:
    """All rules; `search` finds those whose name has the word."""
    call.parameters("limit", "after", "search", "expand")
    word = call.request.parameter("search").lower()
    rules = [rule for rule in call.store.rules.values() if word in rule.name.lower()]
    return call.page(rules, rule_row, default=50, most=200)


def create(call: Call) -> Response:
    """A new rule, inactive."""
    name, expression, groups, excluded = _read(call, None)
    if not groups:
        raise invalid("groupIds", "groupIds: The field cannot be left blank")
    for id in groups:
        group = call.store.groups.get(id)
        if group is None or group.type != OKTA_GROUP:
            raise invalid("groupIds", f"{id}: No such group, or none that a rule can fill.")
    now = call.store.clock.now()
    rule = Rule(call.store.new_id("0pr"), name, expression, groups, excluded, now, now)
    call.store.rules[rule.id] = rule
    return Response.json(rule_row(rule))


def read(call: Call) -> Response:
    """One rule."""
    call.parameters("expand")
    return Response.json(rule_row(_rule(call)))


def replace(call: Call) -> Response:
    """Set a rule that is not active; refuses other groups."""
    rule = _rule(call)
    if rule.status == "ACTIVE":
        raise invalid("rule", "status: A rule can be changed only while it is INACTIVE.")
    name, expression, groups, excluded = _read(call, rule)
    if sorted(groups) != sorted(rule.groups):
        raise invalid("actions", "actions: The groups of a rule cannot be changed.")
    rule.name, rule.expression, rule.excluded = name, expression, excluded
    rule.last_updated = call.store.clock.now()
    return Response.json(rule_row(rule))


def delete(call: Call) -> Response:
    """Remove a rule; with `removeUsers` those whom it put into groups leave them, else they stay as by hand."""
    call.parameters("removeUsers")
    rule = _rule(call)
    _let_go(call.store, rule, remove=call.flag("removeUsers", False))
    del call.store.rules[rule.id]
    return Response(202)


def activate(call: Call) -> Response:
    """From now on the rule fills its groups."""
    rule = _rule(call)
    if any(id not in call.store.groups for id in rule.groups):
        raise OktaRefusal(403, "E0000001", "The rule is invalid: a group is gone.")
    rule.status = "ACTIVE"
    for user in call.store.users.values():
        fill(call.store, rule, user)
    return Response(204)


def deactivate(call: Call) -> Response:
    """From now on the rule does nothing. Whom it put into groups stays."""
    _rule(call).status = "INACTIVE"
    return Response(204)


def fill(store: OktaStore, rule: Rule, user: User) -> None:
    """Put a person into the groups of a rule that means them, and take out one whom it means no more."""
    if rule.status != "ACTIVE":
        return
    for group in (store.groups[id] for id in rule.groups if id in store.groups):
        means = user.id not in rule.excluded and user.status != DEPROVISIONED and _means(rule.expression, user.profile)
        if means:
            store.join(group, user, rule.id)
        elif group.members.get(user.id) == rule.id:
            store.leave(group, user)


def exclude(store: OktaStore, group: Group, user: User) -> None:
    """Have the active rules of a group leave out for good somebody whom they mean."""
    for rule in store.rules.values():
        if rule.status == "ACTIVE" and group.id in rule.groups and _means(rule.expression, user.profile):
            rule.excluded.append(user.id)


def _let_go(store: OktaStore, rule: Rule, *, remove: bool) -> None:
    for group in (store.groups[id] for id in rule.groups if id in store.groups):
        for id in [id for id, by in group.members.items() if by == rule.id]:
            if remove:
                store.leave(group, store.users[id])
            else:
                group.members[id] = ""


def _means(expression: str, profile: Mapping[str, Any]) -> bool:
    return any(all(_holds(term, profile) for term in _terms(each)) for each in re.split(r"\bOR\b|\|\|", expression))


def _terms(text: str) -> list[str]:
    return re.split(r"\bAND\b|&&", text)


def _holds(term: str, profile: Mapping[str, Any]) -> bool:
    match = _TERM.fullmatch(term)
    return match is not None and (str(profile.get(match[1], "")) == match[3]) is (match[2] == "==")


def _rule(call: Call) -> Rule:
    return found(call.store.rules, call.request.arguments["rule"], "GroupRule")


def _read(call: Call, rule: Rule | None) -> tuple[str, str, list[str], list[str]]:
    """Name, expression, groups and who is left out, from a body; refuses with 400."""
    body = json_object(call.request)
    refuse_unknown(body, {"type", "name", "conditions", "actions", *(_SHOWN if rule is not None else ())}, "rule")
    name = body.get("name")
    if body.get("type") != "group_rule":
        raise invalid("type", "type: Only group_rule is allowed.")
    if not isinstance(name, str) or not 1 <= len(name) <= 50:
        raise invalid("name", "name: The field must have 1 to 50 characters.")
    if any(other.name == name for other in call.store.rules.values() if other is not rule):
        raise invalid("name", f"name: {ALREADY}")
    conditions = part(body, "conditions", "rule")
    expression = part(conditions, "expression", "conditions")
    text = expression.get("value")
    if expression.get("type") != _EXPRESSION or not isinstance(text, str):
        raise invalid("expression", f"expression: The type must be {_EXPRESSION}.")
    if not all(_TERM.fullmatch(term) for each in re.split(r"\bOR\b|\|\|", text) for term in _terms(each)):
        raise invalid("expression", f"expression: {text} is no valid expression.")
    schemas = call.store.types.values()
    unknown = [name for name in re.findall(r"user\.(\w+)", text) if not any(each.has(name) for each in schemas)]
    if unknown:
        raise invalid("expression", f"expression: There is no attribute {unknown[0]}.")
    groups = part(part(body, "actions", "rule"), "assignUserToGroups", "actions").get("groupIds") or []
    excluded = part(part(conditions, "people", "conditions"), "users", "people").get("exclude") or []
    return name, text, [str(id) for id in groups], [str(id) for id in excluded]
