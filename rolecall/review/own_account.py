"""Plans that take access from the account that they will be applied with.

Which account that is, is known from a data source that says so, from the user name in a provider block, or from the
environment. Where none of them tells, nothing is said: the provider itself refuses when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rolecall.access import Difference, Entity, shim_traits
from rolecall.estate.runtime_facade import is_set, value_at
from rolecall.estate.terraform.plan import Plan
from rolecall.estate.terraform.references import Configuration
from rolecall.review.before_and_after import Sides
from rolecall.review.notes import Note
from rolecall.specification.traits import BasicLogin, TokenExchange


def lockouts(plans: Sequence[Plan], sides: Sides, result: Difference, environ: Mapping[str, str]) -> Iterator[Note]:
    """A note for each of our accounts that loses something, most of all itself."""
    ours = dict.fromkeys([*_shown(sides, result), *_named(plans, result, environ)])
    for entity in ours:
        lost = [row for row in result.rows if row.effect == "loses" and row.grant.key.subject == entity]
        if not lost:
            continue
        gone = any(row.grant.kind == "account" for row in lost)
        what = ", ".join(sorted({f"{row.grant.kind} {row.grant.right}" for row in lost})[:6])
        yield Note(
            kind="lockout",
            tier="critical" if gone or any(row.tier in ("critical", "high") for row in lost) else "high",
            vendor=entity.vendor,
            text=f"{result.identities.label(entity)} is the account that the provider runs as, and loses {what}."
            + (" It would lock itself out." if gone else ""),
            addresses=tuple(dict.fromkeys(each for row in lost for each in row.grant.addresses)),
        )


def _shown(sides: Sides, result: Difference) -> Iterator[Entity]:
    """Accounts that data sources call ours."""
    for item in sides.ourselves:
        value = value_at(item.values, "id")
        if is_set(value):
            yield result.identities.of(0, "user", item.vendor, item.realm, str(value), by="id")


def _named(plans: Sequence[Plan], result: Difference, environ: Mapping[str, str]) -> Iterator[Entity]:
    """Accounts whose user names provider blocks or the environment give."""
    for plan in plans:
        configuration = Configuration(plan)
        vendors = {(each.vendor, configuration.provider_key(each)) for each in plan.changes}
        for vendor, key in sorted(vendors):
            known = shim_traits.shim(vendor)
            for way in known.authentication if known else ():
                if not isinstance(way, BasicLogin | TokenExchange) or way.username is None:
                    continue
                _, value = configuration.provider_argument(key, way.username)
                name = value if isinstance(value, str) else environ.get(f"{vendor}_{way.username}".upper())
                if name:
                    yield from _called(result, vendor, name)


def _called(result: Difference, vendor: str, name: str) -> Iterator[Entity]:
    """Accounts of a vendor that are called so, in whichever instance."""
    for side in result.identities.sides:
        for (kind, owner, _, known), entity in side.by_name.items():
            if kind == "user" and owner == vendor and known.lower() == name.lower():
                yield entity
