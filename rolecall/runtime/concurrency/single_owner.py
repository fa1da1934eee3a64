"""One owner for one set: it is managed whole or by bindings, never both.

Terraform plans every resource in one provider process, so the two meet here whichever is planned first.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Literal

from rolecall.runtime.diagnostics import Diagnostic, Path

Mode = Literal["authoritative", "additive"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The set in question: attribute `attribute` of the object `key` of resource type `resource`."""

    resource: str
    key: str
    attribute: str


class SingleOwners:
    """The claims of one run."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._claims: dict[Subject, tuple[Mode, str]] = {}

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
