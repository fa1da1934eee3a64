"""The folder that an adoption writes: made once, added to later, edits kept.

main.py           the stack                    written once
declarations.py   a call for each object       new ones at its end
people.yaml       accounts that are people     new ones at its end
imports.json      address and id of each       the machine's own; what stands here is never adopted again
README.md         the decisions                new ones at its end
cdktf.json        for the CDKTF command line   written once
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rolecall.adopt.decisions import Adopted
from rolecall.adopt.naming import CONSTRUCTS, Names, slug
from rolecall.adopt.python_source import MARK, ROSTER, block_id, call, main_module, new_module
from rolecall.adopt.roster_entries import entry_of, is_person, rendered
from rolecall.estate.runtime_facade import shims
from rolecall.reports.errors import JobError
from rolecall.text.file_errors import unusable
from rolecall.text.yaml_file import YamlError, parse

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Import:
    """One object that was adopted: its address in Terraform, and what to import it by.

    `object` is the vendor's id and `alias` names the provider block.
    """

    to: str
    id: str
    object: str
    alias: str | None = None

    @property
    def type(self) -> str:
        """The resource type."""
        return self.to.partition(".")[0]

    @property
    def name(self) -> str:
        """The Terraform name."""
        return self.to.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """Additions of a run, ready to be written. `people` and `calls` count, by resource type, how it is declared."""

    imports: Sequence[Import]
    declarations: str
    roster: str
    people: Mapping[str, int]
    calls: Mapping[str, int]


class Project:
    """The folder `root`. Raises JobError when what stands there is not what an adoption left."""

    def __init__(self, root: Path, vendor: str) -> None:
        self.root = root
        self.vendor = vendor
        self.imports, self.runs = self._read_imports()

    @property
    def known(self) -> frozenset[tuple[str, str, str | None]]:
        """Objects that were adopted before: (type, id, alias of the provider block)."""
        return frozenset((item.type, item.object, item.alias) for item in self.imports)

    def plan(self, adopted: Sequence[Adopted], blocks: Iterable[str] = ()) -> Additions:
        """The declarations of `adopted`, with a Terraform name for each. Writes nothing.

        `blocks` are the aliases of further provider blocks, whose constructs stand beside what is declared.
        """
        beside = [ROSTER, self.vendor, *(block_id(self.vendor, alias) for alias in blocks)]
        beside += [item.name for item in self.imports]
        names = Names([*((item.type, item.name) for item in self.imports), *((CONSTRUCTS, each) for each in beside)])
        imports, entries, calls, kind = [], [], [], ""
        people: dict[str, int] = {}
        called: dict[str, int] = {}
        for item in adopted:
            places = [item.type] if is_person(item) else [item.type, CONSTRUCTS]
            name = names.choose(places, slug(item.title, item.type.partition("_")[2].replace("_", "-")))
            imports.append(Import(f"{item.type}.{name}", item.import_id, item.id, item.alias))
            entry = entry_of(item, name)
            if entry is not None:
                entries.append(entry)
                people[item.type] = people.get(item.type, 0) + 1
                continue
            if item.type != kind:
                calls.append(f"    # {item.type}\n")
                kind = item.type
            calls.append(call(item, name))
            called[item.type] = called.get(item.type, 0) + 1
        return Additions(
            imports=imports, declarations="".join(calls), roster=rendered(entries), people=people, calls=called
        )

    def write(self, additions: Additions, title: str, blocks: Mapping[str, Mapping[str, Any]], decisions: str) -> None:
        """Add to the folder; what stands there stays. Raises JobError, before anything is written, where it cannot."""
        texts = {
            "main.py": self._once("main.py", main_module(self.vendor, title, blocks)),
            "cdktf.json": self._once("cdktf.json", _cdktf(self.vendor, self.root)),
            "declarations.py": self._with_calls(new_module(self.vendor, title), additions.declarations),
            "people.yaml": self._with_people(additions.roster),
            "README.md": (self._text("README.md") or "") + decisions,
            "imports.json": _imports_text([*self.imports, *additions.imports], self.runs + 1),
        }
        self.root.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            if text:
                path = self.root / name
                scratch = path.with_name(f".{name}.new")
                scratch.write_text(text, encoding="utf-8")
                scratch.replace(path)

    def _text(self, name: str) -> str | None:
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise JobError(f"{unusable(error, 'read')}.", hint="Mend or move it.") from None
        except UnicodeDecodeError:
            raise JobError(f"{self.root / name} cannot be read: it is no text.", hint="Mend or move it.") from None

    def _once(self, name: str, text: str) -> str:
        return "" if self._text(name) is not None else text

    def _with_calls(self, empty: str, calls: str) -> str:
        text = self._text("declarations.py") or empty
        if text.count(MARK) != 1:
            raise JobError(
                f"{self.root / 'declarations.py'} no longer shows where to add: the line {MARK.strip()!r} is missing.",
                hint="Put it back at the end of `declare`, indented by four spaces.",
            )
        return text.replace(MARK, f"{calls.rstrip()}\n{MARK}" if calls else MARK)

    def _with_people(self, roster: str) -> str:
        text = self._text("people.yaml")
        if not roster:
            return ""
        if text is None:
            text = "# Everyone with an ordinary account, as docs/people.md describes it. Yours to edit.\n"
        whole = f"{text.rstrip()}\n\n{roster}"
        try:
            before, after = (_people(each) for each in (text, whole))
            is_added = isinstance(after, list) and after[: len(before)] == before
        except (YamlError, TypeError):
            is_added = False
        if not is_added:
            raise JobError(f"{self.root / 'people.yaml'} is no list of people.", hint="Correct it, then run again.")
        return whole

    def _read_imports(self) -> tuple[list[Import], int]:
        """Imports of earlier runs, and the number of runs."""
        text = self._text("imports.json")
        if text is None:
            if self.root.exists() and any(self.root.iterdir()):
                raise JobError(
                    f"{self.root} holds files, and none of them is an adoption's imports.json.",
                    hint="Choose a new folder with --output.",
                )
            return [], 0
        try:
            data = json.loads(text)
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']}")
            found = [
                Import(str(item["to"]), str(item["id"]), str(item.get("object", item["id"])), item.get("alias"))
                for item in data["imports"]
            ]
            runs = int(data["runs"])
        except (ValueError, KeyError, TypeError) as error:
            raise JobError(
                f"{self.root / 'imports.json'} is not what an adoption wrote: {error}",
                hint="Restore it from version control.",
            ) from None
        foreign = next((item for item in found if item.type.partition("_")[0] != self.vendor), None)
        if foreign is not None:
            raise JobError(f"{self.root} was adopted from another vendor: {foreign.to}.", hint="Choose another folder.")
        return found, runs


def _people(roster: str) -> Any:
    """A roster as Python objects."""
    root = parse(roster, "people.yaml", "the roster")
    return (root.plain() if root is not None else None) or []


def _imports_text(imports: Sequence[Import], runs: int) -> str:
    lines = ",\n".join(f"    {_json(_row(item))}" for item in imports)
    return f'{{\n  "version": {VERSION},\n  "runs": {runs},\n  "imports": [\n{lines}\n  ]\n}}\n'


def _json(row: dict[str, str]) -> str:
    text = json.dumps(row, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(row).replace("\x7f", "\\u007f")


def _row(item: Import) -> dict[str, str]:
    row = {"to": item.to, "id": item.id}
    if item.object != item.id:
        row["object"] = item.object
    if item.alias is not None:
        row["alias"] = item.alias
    return row


def _cdktf(vendor: str, root: Path) -> str:
    home = shims.home_of(vendor)
    own = home is not None and home != shims.folder()  # its bindings are beside it, in that repository
    path = (
        f"PYTHONPATH={shlex.quote(os.path.relpath(home.parent, root.resolve()))} " if home is not None and own else ""
    )
    settings = {
        "language": "python",
        "app": f"{path}python main.py",
        "projectId": f"adopted-{vendor}",
        "sendCrashReports": "false",
        "terraformProviders": [],
        "terraformModules": [],
        "context": {},
    }
    return json.dumps(settings, indent=2) + "\n"
