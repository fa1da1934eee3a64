"""Rotation of secrets that the vendor shows once (trait WriteOnceSecret)."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, datetime, timedelta

from rolecall.runtime.application import Object, PlanResult
from rolecall.runtime.values.checks import parse_time
from rolecall.runtime.values.texts import shown
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.traits import WriteOnceSecret


def plan_rotation(
    secret: WriteOnceSecret, prior: Object, planned: Object, managed: Container[str], result: PlanResult
) -> None:
    """Replace a secret that no longer works, or whose end is near.

    Whether it works is not looked at where the configuration says so itself, by one of the attributes `managed`.
    """
    if secret.live is not None and secret.live[0] not in managed:
        name, alive = secret.live
        if prior.get(name) is not None and prior[name] != alive:
            _replace_at(result, name, f"The token is {prior[name]}, so a new one takes its place.")
            return
    expiry = prior.get(secret.expires) if secret.expires else None
    if secret.expires is None or not expiry:
        return
    now = datetime.now(UTC)
    try:
        end = parse_time(str(expiry), now)
    except ValueError:
        result.diagnostics.warning(
            "The end of the token cannot be read",
            f"The vendor shows {shown(expiry)}, which is no time (RFC 3339). Nothing was changed, and this token is "
            "not replaced when it ends: look at it yourself.",
            (secret.expires,),
        )
        return
    days = planned.get(secret.rotate) if secret.rotate else None
    if end <= now:
        _replace_at(result, secret.expires, f"The token expired on {expiry}, so a new one takes its place.")
    elif is_set(days) and end <= now + timedelta(days=float(days or 0)):
        _replace_at(
            result, secret.expires, f"The token expires on {expiry}, within {days} days, so a new one takes its place."
        )


def _replace_at(result: PlanResult, name: str, reason: str) -> None:
    if result.planned is not None:
        result.planned[name] = UNKNOWN
    result.requires_replace.append((name,))
    result.diagnostics.warning("The token is rotated", reason, (name,))
