"""Checks of single values, as shims declare them. Unknown values pass: they are checked again when known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Path
from rolecall.runtime.values.further_members import problem_of as problem_of_members
from rolecall.runtime.values.text_rules import FREE, NAME, NO_FORMS, Form, Forms
from rolecall.runtime.values.texts import problem_of, shown
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.traits import (
    Among,
    Between,
    Check,
    ExactlyOne,
    Forbidden,
    FutureTime,
    KeysMatch,
    Length,
    Matches,
    NeedsMember,
    NotEmpty,
    Unlikely,
    WellKnown,
)

_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
RELATIVE_TIME = re.compile(r"\+(\d+)([smhdwy])")
_LIKENESS = 0.85
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}


def check_values(schema: Schema, config: Mapping[str, Any], forms: Forms = NO_FORMS) -> Diagnostics:
    """Findings about every set value of `config`, each at its attribute; `forms` are those of its arguments."""
    found = Diagnostics()
    _check_attributes(schema.attributes, config, (), "", forms, found)
    return found


def _check_attributes(
    attributes: tuple[Attribute, ...],
    values: Mapping[str, Any],
    path: Path,
    above: str,
    forms: Forms,
    found: Diagnostics,
) -> None:
    for attribute in attributes:
        value: Any = values.get(attribute.name)
        if not is_set(value):
            continue
        here, inside = (*path, attribute.name), f"{above}{attribute.name}."
        form = forms.get(above + attribute.name, FREE)
        if attribute.nesting == "single":
            _check(attribute, attribute.checks, value, here, FREE, found)
            _check_attributes(attribute.nested, value, here, inside, forms, found)
        elif attribute.nesting in ("set", "map"):
            _check_keys(attribute, value, here, found)
            for item in value.values() if isinstance(value, Mapping) else value:
                if is_set(item):
                    _check(attribute, _of_elements(attribute), item, here, FREE, found)
                    _check_members(attribute, item, here, inside, forms, found)
        elif attribute.nesting == "list":
            for index, item in enumerate(value):
                if is_set(item):
                    _check(attribute, _of_elements(attribute), item, (*here, index), FREE, found)
                    _check_attributes(attribute.nested, item, (*here, index), inside, forms, found)
        else:
            _check_value(attribute, value, here, form, found)


def _of_elements(attribute: Attribute) -> list[Check]:
    """The checks of a nested attribute that are about each of its elements."""
    return [check for check in attribute.checks if isinstance(check, NeedsMember)]


def _check_members(
    attribute: Attribute, value: Mapping[str, Any], path: Path, above: str, forms: Forms, found: Diagnostics
) -> None:
    """Findings about an element of a set, reported at the set: Terraform has no path for an element by its place."""
    inside = Diagnostics()
    _check_attributes(attribute.nested, value, (), above, forms, inside)
    for item in inside:
        found.extend([Diagnostic(item.severity, item.summary, item.detail, path)])


def check_value(attribute: Attribute, value: Any, path: Path, form: Form = FREE) -> Diagnostics:
    """Findings about one set value, or about each element of a set, list or map: its own checks, then its form."""
    found = Diagnostics()
    _check_value(attribute, value, path, form, found)
    return found


def _check_value(attribute: Attribute, value: Any, path: Path, form: Form, found: Diagnostics) -> None:
    if isinstance(value, list) and not value:
        _check(attribute, [check for check in attribute.checks if isinstance(check, NotEmpty)], None, path, FREE, found)
        return
    _check_keys(attribute, value, path, found)
    checks = (*attribute.checks, *form.checks)
    elements = value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else [value]
    for element in elements:
        if element is not UNKNOWN:
            _check(attribute, checks, element, path, form, found)


def check_text(name: str, value: str, form: Form, path: Path) -> Diagnostics:
    """Findings about a text that no attribute holds: what an import or a function is given under `name`."""
    found = Diagnostics()
    _check(Attribute(name=name), form.checks, value, path, form, found)
    return found


def _check_keys(attribute: Attribute, value: Any, path: Path, found: Diagnostics) -> None:
    rules = [Matches(pattern=c.pattern, meaning=c.meaning) for c in attribute.checks if isinstance(c, KeysMatch)]
    for key in value if isinstance(value, Mapping) else ():
        _check(attribute, rules, key, path, NAME, found)


def _check(
    attribute: Attribute, checks: Sequence[Check], value: Any, path: Path, form: Form, found: Diagnostics
) -> None:
    problem = next(filter(None, (_problem(check, value) for check in checks)), None) if checks else None
    problem = problem or _misformed(form, value)
    if attribute.write_only and value == "":
        problem = "A secret must not be empty. Leave it out where there is none."
    if not problem and attribute.further_members is not None and isinstance(value, str):
        problem = problem_of_members(attribute.further_members, value)
    if problem:
        hidden = attribute.sensitive or attribute.write_only or value is None
        found.error(
            f"Invalid value for {attribute.name}",
            problem if hidden else f"{problem} The value is {shown(value)}.",
            path,
        )
        return
    for check in checks:
        if isinstance(check, Unlikely) and re.fullmatch(check.pattern, str(value)):
            found.warning(f"{attribute.name} looks wrong", f"{shown(value)} looks like {check.meaning}.", path)
        elif isinstance(check, WellKnown) and value not in check.values:
            for near in get_close_matches(str(value), check.values, n=1, cutoff=_LIKENESS):
                found.warning(
                    f"{attribute.name} looks mistyped",
                    f"{shown(value)} is nearly {shown(near)}, which the vendor comes with. Is that meant? Where "
                    "somebody has made one of the other name, all is well.",
                    path,
                )


def _misformed(form: Form, value: Any) -> str | None:
    if not isinstance(value, str) or (form.may_be_empty and not value):
        return None
    if form.whole_number and not _WHOLE_NUMBER.fullmatch(value):
        return "It must be the id of an object, which is a whole number here, and not a name or an e-mail address."
    return problem_of(form.text, value)


def _problem(check: Check, value: Any) -> str | None:
    """The fault that a check finds. One that asks the vendor has no rule here."""
    rule = _RULES.get(type(check))
    return None if rule is None else rule(check, value)


def _not_empty(check: NotEmpty, value: Any) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return "It must not be empty."
    return None


def _among(check: Among, value: Any) -> str | None:
    if value in check.values:
        return None
    return "Allowed: " + ", ".join(_word(item) for item in check.values) + "."


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def _forbidden(check: Forbidden, value: Any) -> str | None:
    bad = sorted({character for character in str(value) if character in check.characters})
    if not bad:
        return None
    return f"It must not contain {' '.join(bad)} (none of {' '.join(check.characters)})."


def _matches(check: Matches, value: Any) -> str | None:
    return None if re.fullmatch(check.pattern, str(value)) else f"It must be {check.meaning}."


def _length(check: Length, value: Any) -> str | None:
    return None if len(str(value)) <= check.maximum else f"It must not be longer than {check.maximum} characters."


def _between(check: Between, value: Any) -> str | None:
    if isinstance(value, bool) or value != int(value):
        return "It must be a whole number."
    if check.minimum <= value <= check.maximum:
        return None
    return f"It must be from {check.minimum} to {check.maximum}."


def _future(check: FutureTime, value: Any) -> str | None:
    try:
        moment = parse_time(str(value), datetime.now(UTC))
    except ValueError:
        return "It must be a time: relative such as +30d, seconds since 1970, or RFC 3339 such as 2030-01-31T00:00:00Z."
    return None if moment > datetime.now(UTC) else "It is in the past; give a time to come, such as +30d."


def _exactly_one(check: ExactlyOne, value: Any) -> str | None:
    given = [name for name, item in value.items() if item is not None]
    if len(given) == 1 or (not given and UNKNOWN in value.values()):
        return None
    said = f"{' and '.join(given)} are" if given else "none is"
    return f"Exactly one of {', '.join(value)} must be set; {said} set."


def _needs_member(check: NeedsMember, value: Any) -> str | None:
    kind, member = value.get(check.by), value.get(check.member)
    if kind not in check.values or member is UNKNOWN or member:
        return None
    return f"Where its `{check.by}` is {_word(kind)}, it needs `{check.member}`."


_RULES: dict[type[Any], Callable[[Any, Any], str | None]] = {
    NotEmpty: _not_empty,
    Among: _among,
    Forbidden: _forbidden,
    Matches: _matches,
    Length: _length,
    Between: _between,
    FutureTime: _future,
    ExactlyOne: _exactly_one,
    NeedsMember: _needs_member,
}


DURATION = re.compile(r"(\d+)([smhdw])")


def seconds_of(text: Any, default: float) -> float:
    """A duration such as `90s`, `30m` or `2h` in seconds; `default` for anything else, null among it."""
    match = DURATION.fullmatch(text) if isinstance(text, str) else None
    return default if match is None else int(match[1]) * _UNIT_SECONDS[match[2]]


def parse_time(text: str, now: datetime) -> datetime:
    """The moment `text` names: `+30d` from `now`, seconds since 1970, or RFC 3339; raises ValueError."""
    relative = RELATIVE_TIME.fullmatch(text)
    try:
        if relative:
            return now + timedelta(seconds=int(relative[1]) * _UNIT_SECONDS[relative[2]])
        if text.isdigit():
            return datetime.fromtimestamp(int(text), UTC)
    except (OverflowError, OSError) as problem:
        raise ValueError(f"{text!r} is out of range") from problem
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
