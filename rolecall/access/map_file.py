"""The access map, and the file that it is saved to.

The file is JSON with a line for each grant: first what questions are about, then the rest. Reading a map for one
question takes apart the first alone, but for the rows that are meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path as File
from typing import Any, Final

from rolecall.access.model import Brief, Entity, Grant, GrantKey, Path, RightKey, Scope, brief_of
from rolecall.reports.errors import JobError

_GRANTS: Final = '"grants":[\n'
"""Where the lines begin."""

VERSION: Final = "2.1"
"""The version of the file: the second number grows when something is added, the first when something breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessMap:
    """Who has which right, where, and by which path. `made_at` is in UTC.

    `grants` are sorted by vendor, instance, person, scope and right. `sources` are the states or vendors that it was
    made from; `unseen` says in sentences what could not be looked at, so that it may lack something. `undescribed` are
    roles of which nothing says what they bring along: what is asked about rights may lack somebody for them.
    """

    grants: tuple[Grant, ...]
    made_at: datetime
    sources: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()

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
            "undescribed": list(self.undescribed),
        }
        lines = ",\n".join(encode([list(brief_of(each)), _data(each)]) for each in self.grants)
        text = f'{encode(head)[:-1]},"grants":[\n{lines}\n]}}\n'
        return text.replace("##", "#\\u0023").replace("::", ":\\u003a")

    def write(self, file: File) -> None:
        """Save the map."""
        file.write_text(self.text(), encoding="utf-8")

    @classmethod
    def read(cls, file: File, only: Callable[[Brief], bool] | None = None) -> AccessMap:
        """The map in `file`, or those of its grants that `only` takes. Raises JobError where it is none."""
        try:
            head, rows = _split(file.read_text(encoding="ascii"))
        except OSError as error:
            raise JobError(f"{file} cannot be read: {error.strerror or error}.", hint=_HINT) from None
        except (ValueError, RecursionError):
            raise JobError(f"{file} is no access map: it is no JSON.", hint=_HINT) from None
        try:
            if str(head["format_version"]).partition(".")[0] != VERSION.partition(".")[0]:
                raise JobError(f"{file} is an access map of format {head['format_version']}.", hint=_HINT)
            grants = tuple(_grant(brief, rest()) for brief, rest in rows if only is None or only(brief))
            made_at = datetime.strptime(head["made_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            sources, unseen = tuple(map(str, head["sources"])), tuple(map(str, head["unseen"]))
            undescribed = tuple(map(str, head.get("undescribed", ())))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
            raise JobError(f"{file} is no access map ({type(error).__name__}: {error}).", hint=_HINT) from None
        return cls(grants=grants, made_at=made_at, sources=sources, unseen=unseen, undescribed=undescribed)


_HINT: Final = "Give a file that `rolecall drift --report access=FILE` wrote."


def _split(text: str) -> tuple[Mapping[str, Any], Iterable[tuple[Brief, Callable[[], Any]]]]:
    """The head of a saved map, and its rows, of which the rest is read when it is asked for. Raises ValueError."""
    start, end = text.find(_GRANTS), text.rfind("\n]}")
    if start < 0 or end < start:
        data = json.loads(text)  # by another hand, or none of ours
        if not isinstance(data, dict) or not isinstance(data.get("grants", []), list):
            raise ValueError("no object with a list of grants")
        return data, ((Brief(*row[0]), partial(_known, row[1])) for row in data.get("grants", []))
    head = json.loads(f"{text[:start].rstrip().rstrip(',')}}}")
    body = text[start + len(_GRANTS) : end]
    return head, map(_row, body.split("\n")) if body.strip() else ()


def _row(line: str) -> tuple[Brief, Callable[[], Any]]:
    """A line of the file: what questions are about, and how to read the rest."""
    brief, at = _DECODER.raw_decode(line, 1)
    return Brief(*brief), partial(_rest, line, at)


def _rest(line: str, at: int) -> Any:
    return _DECODER.raw_decode(line, at + 1)[0]


def _known(rest: Any) -> Any:
    return rest


_DECODER: Final = json.JSONDecoder()


def _data(grant: Grant) -> dict[str, Any]:
    """What `Brief` does not say."""
    key = grant.key
    return {
        "subject": list(key.subject),
        "right": key.right.key,
        "through": key.through,
        "paths": [[list(each.steps), list(each.addresses), each.assumed] for each in grant.paths],
        "reason": grant.reason,
        "declared": list(grant.declared),
    }


def _grant(brief: Brief, data: Mapping[str, Any]) -> Grant:
    scope = Scope(brief.level, brief.name, brief.where)
    right = RightKey(brief.kind, brief.vendor, brief.realm, data["right"])
    return Grant(
        key=GrantKey(Entity(*data["subject"]), right, scope, data["through"]),
        person=brief.person,
        account=brief.account,
        vendor=brief.vendor,
        realm=brief.realm,
        kind=brief.kind,
        right=brief.right,
        scope=scope,
        paths=tuple(Path(tuple(steps), tuple(addresses), assumed) for steps, addresses, assumed in data["paths"]),
        tier=brief.tier,
        reason=data["reason"],
        declared=tuple(data["declared"]),
    )
