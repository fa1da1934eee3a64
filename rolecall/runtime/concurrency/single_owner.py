"""One owner for one object: a set is managed whole or by bindings, never both; a part by one resource.

Terraform plans every resource in one provider process, so the two meet here whichever is planned first.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rolecall.runtime.diagnostics import Diagnostic, Path

Mode = Literal["authoritative", "additive"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The set in question: attribute `attribute` of the object `key` of resource type `resource`."""

    resource: str
    key: str
    attribute: str


class Claims:
    """The claims of one run."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._claims: dict[Subject, tuple[Mode, str]] = {}
        self._planned: dict[tuple[str, str], list[tuple[bool, Mapping[str, Any]]]] = {}
        self._made: set[tuple[str, str]] = set()

    def claim(self, subject: Subject, mode: Mode, by: str, path: Path) -> Diagnostic | None:
        """Claim `subject` for resource type `by`; the error to report at `path` if the other mode has it."""
        with self._guard:
            held, holder = self._claims.setdefault(subject, (mode, by))
        if held == mode:
            return None
        whole, single = (by, holder) if mode == "authoritative" else (holder, by)
        return Diagnostic(
            "error",
            f"{subject.attribute} of {subject.key} is managed twice",
            f"A {whole} lists all {subject.attribute} of {subject.key!r}, and a {single} adds one to the same object: "
            f"each apply would undo the other. Take `{subject.attribute}` out of the {whole}, or list everything "
            f"there and remove the {single}.",
            path,
        )

    def claim_alone(
        self, resource: str, key: str, new: bool, config: Mapping[str, Any], path: Path
    ) -> Diagnostic | None:
        """Claim all that `key` stands for, for the resource of this configuration; the error if another one has it.

        A resource has no name here. What is planned a second time is the same one if it is configured alike and was
        not `new` both times, which is how a replacement is planned.
        """
        with self._guard:
            held = self._planned.setdefault((resource, key), [])
            taken = (new and (resource, key) in self._made) or any(
                config != other or new == before for before, other in held
            )
            held.append((new, config))
        if not taken:
            return None
        return Diagnostic(
            "error",
            f"{key} is managed twice",
            f"Two resources of type {resource} are about the same, and each apply would undo what the other wrote. "
            "Keep one of them, and put everything into it.",
            path,
        )

    def settle_alone(self, resource: str, key: str, there: bool) -> None:
        """A plan about `key` was carried out; `there` says whether the resource is there now."""
        with self._guard:
            self._planned.pop((resource, key), None)
            if there:
                self._made.add((resource, key))
            else:
                self._made.discard((resource, key))
