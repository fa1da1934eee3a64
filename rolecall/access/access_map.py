"""The access map: every right of everybody, in people's terms, and as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path as File
from typing import Any, Final

from rolecall.access.direct_access import facts_of
from rolecall.access.effect import Effect, Found, effect_of
from rolecall.access.identity import Identities
from rolecall.access.model import Brief, Entity, Grant, GrantKey, Item, Path, RightKey, Scope
from rolecall.access.people import People
from rolecall.access.risk_tiers import higher, tier_of
from rolecall.reports.errors import JobError
from rolecall.specification.traits import Tier

VERSION: Final = "1.0"
"""The version of the file: the second number grows when something is added, the first when something breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessMap:
    """Who has which right, where, and by which path. `made_at` is in UTC.

    `grants` are sorted by vendor, instance, person, scope and right. `sources` are the states or vendors that it was
    made from; `unseen` says in sentences what could not be looked at, so that it may lack something.
    """

    grants: tuple[Grant, ...]
    made_at: datetime
    sources: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    def rows(self) -> list[Grant]:
        """The grants of people, groups and services; what roles bring along is in the rows of who has them."""
        return [each for each in self.grants if each.key.subject.kind != "role"]

    def text(self) -> str:
        """The map as JSON, one grant on a line. It is ASCII, and no command to a CI system, whatever names hold."""
        encode = json.JSONEncoder(separators=(",", ":")).encode
        head = {
            "format_version": VERSION,
            "made_at": self.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "sources": list(self.sources),
            "unseen": list(self.unseen),
        }
        lines = ",\n".join(encode(_data(each)) for each in self.grants)
        text = f'{encode(head)[:-1]},"grants":[\n{lines}\n]}}\n'
        return text.replace("##", "#\\u0023").replace("::", ":\\u003a")

    def write(self, file: File) -> None:
        """Save the map."""
        file.write_text(self.text(), encoding="utf-8")

    @classmethod
    def read(cls, file: File, only: Callable[[Brief], bool] | None = None) -> AccessMap:
        """The map in `file`, or those of its grants that `only` takes. Raises JobError where it is none."""
        try:
            data = json.loads(file.read_bytes())
        except OSError as error:
            raise JobError(f"{file} cannot be read: {error.strerror or error}.", hint=_HINT) from None
        except (ValueError, RecursionError):
            raise JobError(f"{file} is no access map: it is no JSON.", hint=_HINT) from None
        try:
            major = str(data["format_version"]).partition(".")[0]
            grants = (
                tuple(_grant(each) for each in data["grants"] if only is None or only(_brief(each)))
                if major == VERSION.partition(".")[0]
                else ()
            )
            made_at = datetime.strptime(data["made_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            sources, unseen = tuple(map(str, data["sources"])), tuple(map(str, data["unseen"]))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise JobError(f"{file} is no access map ({type(error).__name__}: {error}).", hint=_HINT) from None
        if major != VERSION.partition(".")[0]:
            raise JobError(f"{file} is an access map of format {data['format_version']}.", hint=_HINT)
        return cls(grants=grants, made_at=made_at, sources=sources, unseen=unseen)


_HINT: Final = "Give a file that `rolecall drift --report access=FILE` wrote."


def effective_access(
    items: Iterable[Item],
    *,
    declared: Callable[[str], str | None] | None = None,
    people: People | None = None,
    sources: Sequence[str] = (),
    unseen: Sequence[str] = (),
) -> AccessMap:
    """Every right of everybody whom `items` know of, tokens included. What is unknown is left out.

    `items` are facts of live objects (`items_of_vendors`), of a state (`items_of_state`) or of one side of a plan.
    `declared` gives the place in code of an address, where it is known; `people` says whose accounts are whose.
    """
    known = list(items)
    identities = Identities([known], people=people)
    effect = effect_of(facts_of(known, identities, 0), identities, 0)
    return AccessMap(
        grants=tuple(grants_of(effect, identities, declared)),
        made_at=datetime.now(UTC),
        sources=tuple(sources),
        unseen=tuple(unseen),
    )


def grants_of(
    effect: Effect, identities: Identities, declared: Callable[[str], str | None] | None = None
) -> list[Grant]:
    """An effect in people's terms, sorted. A token is as privileged as its owner, a role as what it brings along."""
    tops = tops_of(effect, {key.subject for key in effect if key.right.kind == "token"})
    found = {}
    for key, each in effect.items():
        places = [place for address in each.paths[0].addresses if declared and (place := declared(address))]
        found[key] = grant_of(key, each, identities, tops=tops, declared=tuple(dict.fromkeys(places)))
    return sorted(
        weighed(found).values(),
        key=lambda each: (each.vendor, each.realm, each.person, each.scope, each.kind, each.right),
    )


def weighed(grants: Mapping[GrantKey, Grant]) -> dict[GrantKey, Grant]:
    """The same grants, a role as privileged as the most privileged of them that it brings along."""
    brought: dict[tuple[Entity, str, Scope, str], Grant] = {}
    for key, grant in grants.items():
        for step in {step for path in grant.paths for step in path.steps if step.startswith("role ")}:
            place = (key.subject, step.removeprefix("role "), key.scope, key.through)
            if place not in brought or higher(grant.tier, brought[place].tier):
                brought[place] = grant
    found = dict(grants)
    for key, grant in grants.items():
        most = brought.get((key.subject, grant.right, key.scope, key.through))
        if most is not None and grant.kind == "role" and higher(most.tier, grant.tier):
            reason = f"It brings {most.kind} {most.right}: {most.reason}"
            found[key] = replace(grant, tier=most.tier, reason=reason)
    return found


def grant_of(
    key: GrantKey,
    found: Found,
    identities: Identities,
    *,
    tops: Mapping[Entity, Tier] | None = None,
    declared: tuple[str, ...] = (),
) -> Grant:
    """A right in people's terms. `tops` are the highest tiers of owners of tokens, where they are known."""
    vendor = key.right.vendor
    tier, reason = tier_of(vendor, key.right.kind, found.name, key.scope.level)
    if key.right.kind == "token" and tops is not None:
        top = tops.get(key.subject)
        tier = top or "normal"
        reason = f"It is as much as its owner, who is {top}." if top else "What its owner may do is not known here."
    return Grant(
        key=key,
        person=identities.label(key.subject),
        account=identities.name(key.subject),
        vendor=vendor,
        realm=key.right.realm,
        kind=key.right.kind,
        right=found.name,
        scope=key.scope,
        paths=tuple(found.paths),
        tier=tier,
        reason=reason,
        declared=declared,
    )


def tops_of(effect: Effect, subjects: set[Entity]) -> dict[Entity, Tier]:
    """The highest tier that each of `subjects` has on its vendor, tokens aside."""
    found: dict[Entity, Tier] = {}
    for key, each in effect.items() if subjects else ():
        if key.subject in subjects and key.right.kind != "token":
            tier, _ = tier_of(key.right.vendor, key.right.kind, each.name, key.scope.level)
            known = found.get(key.subject)
            if known is None or higher(tier, known):
                found[key.subject] = tier
    return found


def _data(grant: Grant) -> dict[str, Any]:
    key = grant.key
    return {
        "person": grant.person,
        "account": grant.account,
        "subject": list(key.subject),
        "right": [*key.right, grant.right],
        "scope": list(grant.scope),
        "through": key.through,
        "paths": [[list(each.steps), list(each.addresses), each.assumed] for each in grant.paths],
        "tier": grant.tier,
        "reason": grant.reason,
        "declared": list(grant.declared),
    }


def _brief(data: Mapping[str, Any]) -> Brief:
    kind, vendor, realm, _, name = data["right"]
    subject, tier = data["subject"][0], data["tier"]
    level, scope, where = data["scope"]
    return Brief(data["person"], data["account"], subject, vendor, realm, kind, name, level, scope, where, tier)


def _grant(data: Mapping[str, Any]) -> Grant:
    kind, vendor, realm, right, name = data["right"]
    scope = Scope(*data["scope"])
    key = GrantKey(Entity(*data["subject"]), RightKey(kind, vendor, realm, right), scope, data["through"])
    return Grant(
        key=key,
        person=data["person"],
        account=data["account"],
        vendor=vendor,
        realm=realm,
        kind=kind,
        right=name,
        scope=scope,
        paths=tuple(Path(tuple(steps), tuple(addresses), assumed) for steps, addresses, assumed in data["paths"]),
        tier=data["tier"],
        reason=data["reason"],
        declared=tuple(data["declared"]),
    )
