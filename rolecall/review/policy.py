"""The policy: what may be given, by whom it must be approved, and what stops a review. One small YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from rolecall.access import Contains, Grant
from rolecall.reports.yaml_mistakes import yaml_mistakes
from rolecall.specification.traits import Tier
from rolecall.text.yaml_file import Node, load

Result: TypeAlias = Literal["deny", "undecided", "approval", "warn", "allow"]
TIERS = get_args(Tier)
DECISIONS: Mapping[str, Result] = {
    "unknown": "undecided",
    "incomplete": "undecided",
    "action": "warn",
    "assumed": "warn",
    "exists": "warn",
    "gap": "warn",
    "identity": "warn",
    "instance": "deny",
    "last_administrator": "deny",
    "lockout": "deny",
    "losses": "deny",
    "managed_twice": "warn",
    "no_cascade": "warn",
    "not_understood": "warn",
    "policy": "warn",
    "protected": "warn",
    "reach": "warn",
    "renamed": "deny",
    "secret_in_plan": "warn",
    "secret_in_state": "warn",
}
"""Results of kinds of notes, unless the policy says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pattern of grants; `*` stands for anything, what is left out for everything."""

    person: str = "*"
    vendor: str = "*"
    kind: str = "*"
    right: str = "*"
    scope: str = "*"

    def fits(self, grant: Grant) -> bool:
        """True if a grant is meant. A person fits by mail or by account name, in upper or lower case."""
        people = (grant.person.lower(), grant.account.lower())
        scope = f"{grant.scope.level}/{grant.scope.name}" if grant.scope.level else ""
        return (
            any(fnmatchcase(each, self.person.lower()) for each in people)
            and fnmatchcase(grant.vendor, self.vendor)
            and fnmatchcase(grant.kind, self.kind)
            and fnmatchcase(grant.right, self.right)
            and fnmatchcase(scope, self.scope)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A grant that a rule lets pass, until a day if there is one, and why."""

    match: Match
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Privileged:
    """No new access above the tier `most`."""

    most: Tier
    line: int
    exceptions: tuple[Pass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Nobody has a right that fits `one` together with a right that fits `other`."""

    name: str
    one: Match
    other: Match
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """New access that fits needs `count` approvals of people in `by`; from `tier` on, if one is given."""

    name: str
    match: Match
    by: tuple[str, ...]
    line: int
    count: int = 1
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLife:
    """A token that fits lives for at most `days`."""

    match: Match
    days: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """By one plan at most `people` lose access on a vendor, and at most `percent` of those who have any there."""

    people: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A whole policy; without a file, what every review is held to."""

    file: Path | None = None
    privileged: Privileged | None = None
    separation: tuple[Separation, ...] = ()
    approval: tuple[Approval, ...] = ()
    tokens: tuple[TokenLife, ...] = ()
    losses: Losses | None = None
    decide: Mapping[str, Result] = field(default_factory=lambda: dict(DECISIONS))
    contains: Contains = field(default_factory=dict)


@yaml_mistakes()
def read_policy(path: Path) -> Policy:
    """Read a policy. Raises `JobError` with file and line for whatever it does not understand."""
    root = load(path, "the policy")
    keys = ("version", "privileged", "separation", "approval", "tokens", "losses", "decide", "contains")
    parts = root.mapping(keys)
    if "version" not in parts:
        raise root.wrong("the policy lacks 'version'", "Write `version: 1`.")
    if parts["version"].text() != "1":
        raise parts["version"].wrong(f"the version is {parts['version'].text()!r}", "This reads version 1.")
    return Policy(
        file=path,
        privileged=_privileged(parts["privileged"]) if "privileged" in parts else None,
        separation=tuple(_separation(each) for each in _list(parts, "separation")),
        approval=tuple(_approval(each) for each in _list(parts, "approval")),
        tokens=tuple(_token(each) for each in _list(parts, "tokens")),
        losses=_losses(parts["losses"]) if "losses" in parts else None,
        decide={**DECISIONS, **(_decide(parts["decide"]) if "decide" in parts else {})},
        contains=_contains(parts["contains"]) if "contains" in parts else {},
    )


_MATCH = ("person", "vendor", "kind", "right", "scope")


def _list(parts: Mapping[str, Node], name: str) -> list[Node]:
    return list(parts[name].items()) if name in parts else []


def _match(parts: Mapping[str, Node]) -> Match:
    return Match(**{name: parts[name].text() for name in _MATCH if name in parts})


def _needs(node: Node, parts: Mapping[str, Node], name: str) -> Node:
    if name not in parts:
        raise node.wrong(f"{node.what} lacks {name!r}", f"Add {name!r}.")
    return parts[name]


def _privileged(node: Node) -> Privileged:
    parts = node.mapping(("most", "except"))
    most: Tier = _tier(_needs(node, parts, "most"))
    exceptions = []
    for each in _list(parts, "except"):
        inner = each.mapping((*_MATCH, "reason", "until"))
        if not set(inner) & set(_MATCH):
            raise each.wrong(f"{each.what} would let everything pass", f"Name one of: {', '.join(_MATCH)}.")
        until = None
        if "until" in inner:
            try:
                until = date.fromisoformat(inner["until"].text())
            except ValueError:
                raise inner["until"].wrong("'until' is no date", "Write it as 2026-12-31.") from None
        exceptions.append(Pass(match=_match(inner), reason=_needs(each, inner, "reason").text(), until=until))
    return Privileged(most=most, line=node.line, exceptions=tuple(exceptions))


def _tier(node: Node) -> Tier:
    value = node.one_of(TIERS)
    return next(each for each in TIERS if each == value)


def _separation(node: Node) -> Separation:
    parts = node.mapping(("name", "one", "other"))
    sides = []
    for name in ("one", "other"):
        side = _needs(node, parts, name)
        inner = side.mapping(_MATCH)
        if not inner:
            raise side.wrong(f"{side.what} says nothing", f"Name one of: {', '.join(_MATCH)}.")
        sides.append(_match(inner))
    return Separation(name=_needs(node, parts, "name").text(), one=sides[0], other=sides[1], line=node.line)


def _approval(node: Node) -> Approval:
    parts = node.mapping(("name", *_MATCH, "tier", "by", "count"))
    people = tuple(each.text() for each in _needs(node, parts, "by").items())
    count = parts["count"].number(1) if "count" in parts else 1
    if len(set(people)) < count:
        raise node.wrong(f"{node.what} needs {count} approvals, but names {len(set(people))}", "Name more people.")
    return Approval(
        name=_needs(node, parts, "name").text(),
        match=_match(parts),
        by=people,
        count=count,
        tier=_tier(parts["tier"]) if "tier" in parts else None,
        line=node.line,
    )


def _token(node: Node) -> TokenLife:
    parts = node.mapping((*_MATCH, "days"))
    return TokenLife(match=_match(parts), days=_needs(node, parts, "days").number(0), line=node.line)


def _losses(node: Node) -> Losses:
    parts = node.mapping(("people", "percent"))
    return Losses(**{name: _needs(node, parts, name).number(0) for name in ("people", "percent")})


def _decide(node: Node) -> dict[str, Result]:
    found: dict[str, Result] = {}
    for name, each in node.mapping(DECISIONS).items():
        word = each.one_of(get_args(Result))
        found[name] = next(result for result in get_args(Result) if result == word)
    return found


def _contains(node: Node) -> Contains:
    """`{tanzu: {cluster group/payments: [cluster/pay-1]}}`."""
    found: dict[tuple[str, str, str], frozenset[tuple[str, str]]] = {}
    for vendor, scopes in node.mapping().items():
        for outer, inner in scopes.mapping().items():
            level, slash, name = outer.partition("/")
            parts = [each.text().partition("/") for each in inner.items()]
            if not slash or not all(part[1] for part in parts):
                raise inner.wrong(f"{inner.what} has a scope without a level", "Write `cluster group/payments`.")
            found[(vendor, level, name)] = frozenset((part[0], part[2]) for part in parts)
    return found
