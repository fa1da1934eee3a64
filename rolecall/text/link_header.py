"""The header `Link` (RFC 8288 section 3)."""

from __future__ import annotations

import re
from typing import Final

_TARGET: Final = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER: Final = re.compile(
    r"""\s*;\s*(?:([^\s"=;,<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,<>]+)))?)?""", re.DOTALL
)
_END: Final = re.compile(r"\s*(?:,|\Z)")
_RELATION: Final = re.compile(r"[a-z][a-z0-9.-]*|[a-z][a-z0-9+.-]*:.+", re.IGNORECASE)
"""A name, or a URI for one of somebody's own."""


def linked(header: str, relation: str) -> str | None:
    """The target of the link that is called `relation`; None where there is none.

    Raises ValueError for a header that is not in this form, a link that does not say what it is called, and two
    targets of one name.
    """
    found: str | None = None
    for target, relations in _links(header):
        if relation not in relations:
            continue
        if found not in (None, target):
            raise ValueError(f"it has two links called {relation!r}")
        found = target
    return found


def _links(header: str) -> list[tuple[str, list[str]]]:
    """The target of each link, and what it is called."""
    links: list[tuple[str, list[str]]] = []
    at = 0
    while header[at:].strip(" \t,"):
        target = _TARGET.match(header, at)
        if target is None:
            raise ValueError("a link does not begin with <")
        at = target.end()
        said: dict[str, str] = {}
        while (parameter := _PARAMETER.match(header, at)) is not None:
            at = parameter.end()
            name, quoted, plain = parameter.groups()
            if name is not None:
                said.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted or plain or ""))
        end = _END.match(header, at)
        if end is None:
            raise ValueError("what follows a link is neither a parameter nor a comma")
        at = end.end()
        relations = said.get("rel", "").lower().split()
        if not relations or not all(_RELATION.fullmatch(each) for each in relations):
            raise ValueError("a link does not say what it is called")
        links.append((target[1], relations))
    return links
