"""Forms of the vendor's own: a text that comes back otherwise than it was written, each time.

Case and blanks are such a form; so is a text that is cut, or dropped, where it is nothing but a text. It is told once,
remembered (`Private.stored`) and no difference from then on. A right that was not stored is never a form of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Stored
from rolecall.runtime.values.conversion import same
from rolecall.runtime.values.documents import is_another_form
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.traits import Access


def forms_in(
    context: Context[ObjectLifecycle],
    row: Mapping[str, Any],
    changes: Mapping[str, Any],
    target: Mapping[str, Any],
) -> dict[str, Stored]:
    """Those of the `changes`, written as `target`, that `row` shows in a form of the vendor's own, by attribute."""
    found: dict[str, Stored] = {}
    for name, wanted in changes.items():
        attribute = context.resource.schema.attribute(name)
        if attribute.write_only or attribute.sensitive or not attribute.readable or target[name] != wanted:
            continue
        shown = context.connection.wire.decode(attribute, row)
        if shown is not MISSING and not same(attribute, shown, wanted) and _is_form(context, attribute, shown, wanted):
            found[name] = Stored(wanted, shown)
    return found


def remembered(title: str, name: str, stored: Stored) -> Diagnostic:
    """The warning for a form that is remembered from now on."""
    return Diagnostic(
        "warning",
        f"{title} did not store {name} as it was written",
        f"Written: {stored.configured!r}. Read back: {stored.shown!r}. What {title} shows is remembered and counts as "
        "the same; anything else that it shows later is drift. Look whether it means what you wrote.",
        (name,),
    )


def _is_form(context: Context[ObjectLifecycle], attribute: Attribute, shown: Any, wanted: Any) -> bool:
    access, natural = context.resource.access, context.collection.natural_key
    is_told_apart = attribute.reference is not None or attribute.transitions is not None
    if is_told_apart or attribute.name in _rights(access):
        return False
    if _is_alike(shown, wanted):
        return True
    if attribute.name in _names(access) or (natural is not None and attribute.name == natural.attribute):
        return False
    is_text = isinstance(wanted, str) and wanted != ""
    return is_text and (shown in (None, "") or (isinstance(shown, str) and wanted.startswith(shown)))


def _is_alike(shown: Any, wanted: Any) -> bool:
    """Whether both differ in nothing but case and blanks, in whatever order elements come."""
    if isinstance(shown, list) and isinstance(wanted, list):
        left = list(shown)
        for each in wanted:
            match = next((other for other in left if is_another_form(other, each)), None)
            if match is None:
                return False
            left.remove(match)
        return not left
    return is_another_form(shown, wanted)


def _rights(access: Access | None) -> set[str]:
    """The attributes that say who has what, and how far that reaches."""
    return set() if access is None else {path.partition(".")[0] for path in _paths_of_rights(access)}


def _paths_of_rights(access: Access) -> Iterator[str]:
    account, rule, credential, subject = access.account, access.rule, access.credential, access.subject
    yield from (each.attribute for each in access.permissions)
    yield from (each.attribute for each in access.reads)
    yield from (name for name, _ in (*access.reach, *access.limits, *access.alternatives))
    yield from (name for _, name in access.scopes)
    yield from (name for name, _ in ((*account.disabled, *account.locked) if account is not None else ()))
    yield from filter(None, (rule.expression, rule.where[0], rule.excluded) if rule is not None else ())
    yield from filter(None, (credential.owner, credential.days, credential.until) if credential is not None else ())
    yield from filter(None, (subject.attribute, subject.kind_at, subject.within) if subject is not None else ())
    yield from filter(None, (access.group.members if access.group is not None else None,))
    yield from filter(None, (access.role.includes if access.role is not None else None,))


def _names(access: Access | None) -> set[str]:
    """The attributes by which people know who or what it is, and where mail for them goes."""
    if access is None:
        return set()
    account = access.account
    mails = () if account is None else (account.mail, *account.mails)
    names = (each.name for each in (account, access.group, access.role, access.credential) if each is not None)
    return {path.partition(".")[0] for path in (*names, *mails) if path is not None}
