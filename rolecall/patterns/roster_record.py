"""Fields of a roster file, and what reading one leaves behind: records and mistakes."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from rolecall.cdk.errors import RosterError
from rolecall.patterns import access_declarations

FieldKind = Literal["text", "flag", "names"]
FIELDS: Final[dict[str, FieldKind]] = {
    "id": "text",
    "name": "text",
    "email": "text",
    "login": "text",
    "active": "flag",
    "tanium.roles": "names",
    "tanium.computer_groups": "names",
    "tanium.content_sets": "names",
    "tanium.login": "text",
    "tanium.on_destroy": "text",
    "splunk.roles": "names",
    "splunk.default_app": "text",
    "splunk.tz": "text",
    "splunk.login": "text",
    "splunk.force_change_pass": "flag",
    "tanzu.role": "text",
    "tanzu.mission_control": "names",
    "tanzu.kubernetes": "names",
    "tanzu.accept_within": "text",
    "tanzu.kubernetes_user": "text",
}
"""Fields of a person in a file: name and kind."""
REQUIRED: Final = ("id", "name", "email")
VENDORS: Final[dict[str, Callable[..., Any]]] = {
    "tanium": access_declarations.TaniumAccess,
    "splunk": access_declarations.SplunkAccess,
    "tanzu": access_declarations.TanzuAccess,
}
_SHOWN: Final = 20


@dataclass(slots=True)
class Record:
    """One person as the file has them: dotted field → value, and where each stands.

    `unread` are fields whose value could not be read; what is wrong with them is noted already.
    """

    line: int
    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    vendors: set[str] = field(default_factory=set)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    @property
    def who(self) -> str:
        """The person's id with a colon, to begin a message with; nothing where the id is missing."""
        name = self.values.get("id")
        return f"{name}: " if isinstance(name, str) and name else ""

    def complain(self, line: int, text: str, name: str = "") -> None:
        """Note a mistake in this record, in the value of field `name` if it is one."""
        self.wrong.append((line, text))
        self.unread |= {name} if name else set()

    def line_of(self, name: str) -> int:
        """The line of field `name`, or of the vendor it belongs to, or of the person."""
        return self.lines.get(name) or self.lines.get(name.split(".")[0]) or self.line


@dataclass(slots=True)
class Report:
    """The mistakes found in one file."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        """Note one mistake."""
        self.found.append((line, text))

    def stop_if_any(self) -> None:
        """Raise RosterError with the mistakes in the order of the file."""
        if self.found:
            lines = [f"{self.file}:{line}: {text}" for line, text in sorted(self.found, key=lambda entry: entry[0])]
            more = [f"… and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
            raise RosterError("\n".join(lines[:_SHOWN] + more))


def unknown(name: str, known: list[str]) -> str:
    """The message that field or column `name` does not exist."""
    if "password" in name:
        return f"unknown field {name!r}: a roster never holds a password; see splunk_password_from"
    near = difflib.get_close_matches(name, known, n=1)
    return f"unknown field {name!r}" + (f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}")
