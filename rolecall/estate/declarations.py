"""Declarations in code, by resource: the file that synthesis writes beside the Terraform JSON of each stack.

    {"version": 1,
     "resources": {"tanium_user.ada": {"file": "stacks/access.py", "line": 51, "path": "access/ada/tanium",
                                       "provider": "beta", "unverifiable": "Tessian has no API for this."}}}

`file` is relative to the folder in which synthesis ran. `provider` is the alias of the provider block, left out for
the default one; `unverifiable` says why nobody can check from here whether the access is really as declared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rolecall.estate.terraform.state import State
from rolecall.reports.errors import JobError
from rolecall.text.file_errors import unusable

FILE_NAME: Final = "rolecall.declared.json"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The declaration of one resource: `file` and `line`, the construct's `path`, and what only the code knows."""

    file: str
    line: int
    path: str = ""
    alias: str | None = None
    unverifiable: str = ""


class Declarations:
    """Declarations by address. What two stacks declare differently under one address is told of neither."""

    def __init__(self, found: Mapping[str, Declaration] | None = None) -> None:
        self._found: dict[str, Declaration | None] = dict(found or {})

    def of(self, address: str) -> Declaration | None:
        """The declaration of a resource instance, `name["key"]` being one of `name`; None where it is not known."""
        found = self._found.get(address)
        return self._found.get(address.partition("[")[0]) if found is None else found

    def at(self, file: str, line: int) -> list[str]:
        """The addresses that a line declares."""
        return [address for address, said in self.items() if (said.file, said.line) == (file, line)]

    def items(self) -> Iterator[tuple[str, Declaration]]:
        """Addresses with their declarations; those that two stacks declare differently are left out."""
        return ((address, said) for address, said in self._found.items() if said is not None)

    def absent(self, addresses: Iterable[str]) -> list[str]:
        """The declared resources of which none of `addresses` is an instance."""
        known = {address.partition("[")[0] for address in addresses}
        return [address for address in self._found if address.partition("[")[0] not in known]

    def placing(self, state: State) -> State:
        """`state` with the provider blocks that the code names, where the file does not say."""
        if state.knows_aliases:
            return state
        said = [(item, self.of(item.address)) for item in state.resources]
        resources = [item if one is None else replace(item, alias=one.alias, placed=True) for item, one in said]
        return replace(state, resources=tuple(resources))

    def add(self, others: Mapping[str, Declaration]) -> None:
        """Take in those of another stack."""
        for address, declaration in others.items():
            known = self._found.get(address, declaration)
            self._found[address] = declaration if known == declaration else None


def read_declarations(folders: Iterable[Path]) -> Declarations:
    """The declarations of stacks: each folder is one stack's, or an output folder of CDKTF with all of them.

    A folder without any gives none. Raises JobError for a file that cannot be understood.
    """
    found = Declarations()
    files: dict[Path, None] = {}
    for folder in folders:
        here = folder / FILE_NAME
        files.update(dict.fromkeys([here] if here.is_file() else sorted(folder.glob(f"stacks/*/{FILE_NAME}"))))
    for file in files:
        found.add(_read(file))
    return found


def _read(file: Path) -> dict[str, Declaration]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise JobError(f"{file} has version {data['version']!r}.", hint="Synthesize again with this rolecall.")
        return {address: _declaration(entry) for address, entry in data["resources"].items()}
    except OSError as error:
        raise JobError(f"{unusable(error, 'read')}.", hint="Synthesize again.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JobError(f"{file} cannot be understood: {error!r}.", hint="Synthesize again.") from None


def _declaration(entry: Mapping[str, Any]) -> Declaration:
    return Declaration(
        file=str(entry["file"]),
        line=int(entry["line"]),
        path=str(entry.get("path", "")),
        alias=entry.get("provider"),
        unverifiable=str(entry.get("unverifiable", "")),
    )
