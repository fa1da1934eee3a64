"""Findings about attributes of managed resources that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from rolecall.access import holds_ids, narrowed, new_owners, owner_attributes, says_access, widened
from rolecall.drift.account_status import is_shut_out
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.credentials import attributes_of_life
from rolecall.drift.display_names import name_of, noun, subject
from rolecall.drift.effect import NOTHING, PRIVILEGED, SEVERITIES
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import make
from rolecall.drift.findings import Finding, Severity
from rolecall.specification.schema import Attribute, MembershipLifecycle

SECRET: Final = "(sensitive)"
"""The text that stands for a secret."""


def changed_findings(estate: Estate, effects: Effects, item: Managed) -> Iterator[Finding]:
    """A finding for each attribute that differs from what state says; what nobody manages here aside."""
    if item.live is None or isinstance(item.resource.lifecycle, MembershipLifecycle):
        return
    after = item.values(item.live, settable=True)
    owners = owner_attributes(item.vendor.shim.name, item.resource.name)
    after |= {name: value for name, value in item.values(item.live).items() if name in owners}
    passed_over = {
        *attributes_of_life(item.vendor.shim, item.resource),
        *item.vendor.unsaid(item.live, item.prior),
    }
    found: list[tuple[Attribute, Any, Any]] = []
    for attribute in item.resource.schema.attributes:
        name = attribute.name
        compared = name in owners or (_is_settable(attribute) and not attribute.write_only)
        if not compared or name not in after or name in passed_over or after[name] == item.prior.get(name):
            continue
        before, now = item.prior.get(name), after[name]
        if before is None and item.vendor.manages(item.resource.name, name, item.prior, item.state.private) is False:
            continue
        if isinstance(before, list) and isinstance(now, list):
            bound = estate.bound(item.vendor, item.resource.name, name, item.id)
            before, now = (
                [each for each in some if not (isinstance(each, str) and each in bound)] for some in (before, now)
            )
            if before == now:
                continue
        found.append((attribute, before, now))
    anew = [attribute.name for attribute, _, _ in found if attribute.replace]
    for attribute, before, now in found:
        yield _difference(effects, item, attribute, before, now, after, anew)


def _difference(
    effects: Effects, item: Managed, attribute: Attribute, before: Any, after: Any, now: dict[str, Any], anew: list[str]
) -> Finding:
    name = attribute.name
    who, what = subject(item.vendor, item.resource, item.prior), name.replace("_", " ")
    about_access = name in says_access(item.vendor.shim.name, item.resource.name) or _is_group_name(item, name)
    effect = effects.of_change(item, {name: before}, {**item.prior, **now, name: after}) if about_access else NOTHING
    further = widened(item.vendor.shim.name, item.resource.name, {name: before}, {name: after})
    opened = max((SEVERITIES[each.tier] for each in further), default=Severity.INFO)
    privileged = max(effect.gained or Severity.INFO, effect.lost or Severity.INFO, opened) >= PRIVILEGED
    severity = Severity.MEDIUM if about_access else Severity.LOW
    if privileged:
        severity = max(effect.gained or Severity.INFO, effect.lost or Severity.INFO, PRIVILEGED, opened)
    elif _lets_in(item, name, before, after):
        severity = Severity.HIGH
    other = _is_somebody_else(item, name, before, after)
    severity = max(severity, effects.grave_takeover(item)) if other else severity
    read = effects.read_by(item, attribute, before, after)
    given = max((SEVERITIES[tier] for _, tier in read), default=Severity.LOW)
    privileged, severity = privileged or given >= PRIVILEGED, max(severity, given)
    secret = attribute.sensitive or name in item.state.sensitive
    text = f"{what.capitalize()} of {who} {'was changed' if secret else _told(before, after, _names(item, name))}."
    if further:
        text += " What it gives may reach further than before."
    elif narrowed(item.vendor.shim.name, item.resource.name, {name: before}, {name: after}):
        text += " What it gives reaches less far than before."
    elif effect.gains or effect.losses:
        text += "".join(f" {each}" for each in (effect.told(), effect.told_of_losses()) if each)
    elif other:
        text += " Whoever receives that mail, or goes by that name, may own the account."
    text += "".join(f" {each}" for each, _ in read)
    marks = effect.marks()
    if other:
        marks["gained"] |= effects.account_of(item)
    return make(
        item,
        "privileged_change" if privileged else "changed",
        severity,
        text,
        _advice(item, attribute, anew),
        attribute=name,
        before=SECRET if secret else before,
        after=SECRET if secret else after,
        brings=effect.brings,
        **marks,
    )


def _is_settable(attribute: Attribute) -> bool:
    return attribute.required or attribute.optional


def _lets_in(item: Managed, name: str, before: Any, after: Any) -> bool:
    """True if an account that was shut out no longer is."""
    was, now = ({**item.prior, name: value} for value in (before, after))
    return is_shut_out(item.resource, was) and not is_shut_out(item.resource, now)


def _is_group_name(item: Managed, name: str) -> bool:
    """True for the name of a group, by which other vendors may give it rights."""
    access = item.resource.access
    return access is not None and access.group is not None and access.group.name == name


def _is_somebody_else(item: Managed, name: str, before: Any, after: Any) -> bool:
    """True if another person may stand behind an account now: its name or a mail address is another."""
    return any(new_owners(item.vendor.shim.name, item.resource.name, {name: before}, {name: after}))


def _advice(item: Managed, attribute: Attribute, anew: list[str]) -> str:
    """What to do about a change. An apply that would make the object anew is never advised.

    `anew` are the attributes of the object that differ and whose undoing makes it anew.
    """
    if not _is_settable(attribute):
        return "Change it back at the vendor, unless it is right: an apply does not undo it."
    if not anew:
        return "Apply to undo it, or write it into the code."
    what, name = noun(item.resource), attribute.name
    if not attribute.replace:
        others = ", ".join(f"`{each}`" for each in anew)
        return (
            f"Do not apply while {others} differs too: the {what} would be removed and made anew. Write what is there "
            f"now into the code as `{name}`, or change it back at the vendor."
        )
    return (
        f"Do not apply: it cannot be changed in place, so the {what} would be removed and made anew. Write what is "
        f"there now into the code as `{name}`, or change it back at the vendor."
    )


def _names(item: Managed, attribute: str) -> Callable[[str], str]:
    """How to say an element of an attribute: a name with its id where it holds ids."""
    if attribute not in holds_ids(item.vendor.shim.name, item.resource.name):
        return str

    def named(text: str) -> str:
        name = name_of(item.vendor, item.resource, text)
        return text if name == text else f"{name} ({text})"

    return named


def _told(before: Any, after: Any, named: Callable[[str], str]) -> str:
    if isinstance(before, list) and isinstance(after, list):
        gained = [_word(item, named) for item in after if item not in before]
        lost = [_word(item, named) for item in before if item not in after]
        said = [f"gained {', '.join(gained)}"] if gained else []
        return " and ".join(said + ([f"lost {', '.join(lost)}"] if lost else [])) or "changed"
    return f"went from {_word(before, named)} to {_word(after, named)}"


def _word(value: Any, named: Callable[[str], str]) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return "/".join(_word(item, named) for item in value.values() if item is not None)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(_word(item, named) for item in value) or "nothing"
    return named(value) if isinstance(value, str) else str(value)
