"""`rolecall drift --fix DIR` from findings to files; the command line is `rolecall.cli.drift`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rolecall.adopt.decisions import Decider, Decisions
from rolecall.adopt.managed import managed_by
from rolecall.adopt.naming import CONSTRUCTS, Names, slug
from rolecall.adopt.selection import Selection
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.instances import label_of
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.terraform.state import State
from rolecall.repair.blocks import Blocks, as_hcl, as_python
from rolecall.repair.changes import GRAVE, MISNAMED, changes_of
from rolecall.repair.edits import Change, Edit, UntoldError, applied, inside, patch, read
from rolecall.repair.hcl_edits import Written, edit_hcl, read_folder
from rolecall.repair.moves import configured, moved
from rolecall.repair.python_edits import edit_python
from rolecall.repair.readme import ByHand, readme
from rolecall.repair.yaml_edits import edit_yaml
from rolecall.reports.errors import JobError

PATCH: Final = "changes.patch"
_UNMANAGED: Final = ("unmanaged_account", "unmanaged_binding", "unmanaged_role")


@dataclass(slots=True)
class Repair:
    """All that is to be written: edits, blocks by state, and what is left to a person."""

    edits: list[tuple[Path, Edit]] = field(default_factory=list)
    blocks: dict[str, Blocks] = field(default_factory=lambda: defaultdict(Blocks))
    by_hand: list[ByHand] = field(default_factory=list)

    def told(self) -> str:
        """The numbers of what was written."""
        each = self.blocks.values()
        imports = sum(len(one.imports) for one in each)
        renames, gone = sum(len(one.moved) for one in each), sum(len(one.removed) for one in each)
        return (
            f"changed places: {len(self.edits)}, imports: {imports}, moved: {renames}, removed: {gone}, "
            f"left to you: {len(self.by_hand)}"
        )


def check_folder(folder: Path) -> None:
    """Raise JobError where `folder` holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise JobError(f"{folder} is not empty.", hint="Give --fix a new folder.")


def prepare(report: Report, state: State, vendors: Sequence[LiveVendor], declarations: Declarations) -> Repair:
    """All that can be written for the findings of `report`. Reads files and vendors, and writes nothing."""
    made = _Making(report, state, vendors, declarations)
    made.moves()
    made.imports()
    for finding in report.findings:
        if finding.kind not in _UNMANAGED:
            made.change(finding)
    return made.repair


def write(repair: Repair, report: Report, declarations: Declarations, state: State, folder: Path) -> None:
    """Write the files. Raises JobError where the folder cannot be written."""
    day = report.made_at.date()
    files: dict[str, str] = {}
    python: list[str] = []
    hcl: list[str] = []
    names = Names(())
    for source, blocks in repair.blocks.items():
        if not blocks:
            continue
        name = names.choose([""], slug(Path(source).resolve().name.removesuffix(".tfstate"), "stack"))
        is_python = _is_python(source, state, declarations)
        (python if is_python else hcl).append(name)
        made = as_python(blocks, day) if is_python else as_hcl(blocks, day)
        files |= {f"{name}/{each}": text for each, text in made.items()}
    if repair.edits:
        files[PATCH] = patch(repair.edits)
    files["README.md"] = readme(
        day, lines=len(repair.edits), python=python, hcl=hcl, by_hand=repair.by_hand, patch=str(folder / PATCH)
    )
    try:
        for file, text in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    except OSError as error:
        raise JobError(f"{folder} cannot be written: {error.strerror or error}.", hint="Give another folder.") from None


def _is_python(source: str, state: State, declarations: Declarations) -> bool:
    """True if the stack whose state `source` is was synthesized."""
    return any(declarations.of(item.address) is not None for item in state.resources if item.source == source)


class _Making:
    def __init__(self, report: Report, state: State, vendors: Sequence[LiveVendor], declarations: Declarations) -> None:
        self.repair = Repair()
        self._report, self._state, self._vendors, self._declarations = report, state, vendors, declarations
        self._items = {item.address: item for item in reversed(state.resources)}
        self._hcl: dict[str, Written] = {}
        self._moved: dict[str, str] = {}

    def imports(self) -> None:
        """Imports with declarations for what no state knows; what adopt would leave out is left to a person."""
        wanted = {
            (each.vendor, each.type, each.object_id): each for each in self._report.findings if each.kind in _UNMANAGED
        }
        names = Names(_taken(self._state, self._declarations))
        managed = managed_by([self._state], [vendor.alias for vendor in self._vendors], frozenset())
        for vendor in self._vendors:
            beside = [each for each in self._vendors if each.shim.name == vendor.shim.name and each.alias is None]
            decider = Decider(
                vendor=vendor, default=beside[0] if beside else None, selection=Selection(), managed=managed
            )
            for (label, type_name, id_), finding in wanted.items():
                if label != vendor.label:
                    continue
                if finding.severity <= Severity.INFO:
                    continue  # it comes with the vendor, or somebody else decides about it
                if finding.is_grave:
                    self._leave(finding, GRAVE)
                    continue
                found = Decisions()
                decider.decide_on(type_name, id_, found)
                for item in found.adopted:
                    kind = item.type.partition("_")[2].replace("_", "-")
                    name = names.choose([item.type, CONSTRUCTS], slug(item.title, kind))
                    self.repair.blocks[self._home(vendor)].imports.append((item, name))
                for left in found.left_out:
                    self._leave(finding, left.reason)

    def change(self, finding: Finding) -> None:
        """The edits and blocks of one finding."""
        if finding.kind == "managed_twice":
            self._forget(finding)
            return
        changes = list(changes_of(finding, self._state))
        if not changes and finding.severity > Severity.INFO:
            is_decided = finding.kind == "reappeared" or (finding.attribute and finding.is_grave)
            self._leave(finding, MISNAMED if finding.kind == "group_name_mismatch" else GRAVE if is_decided else "")
        for change in changes:
            try:
                self._edit(change)
            except UntoldError as problem:
                self._leave(finding, f"Nothing was written. {problem}")

    def moves(self) -> None:
        """`moved` blocks for resources whose address the code no longer has."""
        for source in self._state.sources:
            if Path(source).is_dir():
                items = [item for item in self._state.resources if item.source == source]
                declared = configured(Path(source), self._folder(source))
                renames = dict(moved(items, declared))
                self.repair.blocks[source].moved += renames.items()
                self._moved |= renames

    def _edit(self, change: Change) -> None:
        item = self._items.get(change.address)
        address = self._moved.get(change.address, change.address)
        said = self._declarations.of(address)
        if said is not None:
            file, edit = self._synthesized(said, replace(change, address=address))
        elif item is None or item.address != f"{item.type}.{item.name}" or not Path(item.source).is_dir():
            raise UntoldError("Neither synthesis nor a folder of Terraform files says where it is declared.")
        else:
            place = self._folder(item.source).blocks.get(address)
            if place is None:
                raise UntoldError(f"Its .tf files have no block {address}.")
            file, edit = inside(place[0]), edit_hcl(*place, change)
        applied(read(file), [*(each for path, each in self.repair.edits if path == file), edit])
        self.repair.edits.append((file, edit))

    def _synthesized(self, said: Declaration, change: Change) -> tuple[Path, Edit]:
        beside = tuple(
            address
            for address in self._declarations.at(said.file, said.line)
            if address != change.address.partition("[")[0]
        )
        same_kind = [address for address in beside if address.partition(".")[0] == change.type]
        if same_kind or "[" in change.address:
            raise UntoldError(f"The line declares several resources of the type, {', '.join(same_kind[:3])} too.")
        if change.delete and beside:
            raise UntoldError(f"The line declares {', '.join(beside[:3])} too.")
        change = replace(change, beside=beside)
        file = inside(Path(said.file))
        if file.suffix == ".py":
            return file, edit_python(read(file), said.line, change)
        if file.suffix in (".yaml", ".yml"):
            return file, edit_yaml(read(file), said.line, change)
        raise UntoldError(f"Lines of {file.suffix or file} cannot be changed.")

    def _forget(self, finding: Finding) -> None:
        """`removed` blocks for all owners of an object but the first, where their declarations can be taken out."""
        owners = [
            item
            for item in self._state.resources
            if (item.type, str(item.values.get("id"))) == (finding.type, finding.object_id)
            and label_of(item.vendor, item.alias) == finding.vendor
        ]
        addresses = [item.address for item in owners]
        if len(owners) < 2 or len(set(addresses)) < len(addresses):
            self._leave(finding, "Which of them stays is for you to say.")
            return
        for item in owners[1:]:
            try:
                self._edit(Change(address=item.address, delete=True))
            except UntoldError as problem:
                self._leave(finding, f"Nothing was written. {problem}")
            else:
                self.repair.blocks[item.source].removed.append(item.address)

    def _leave(self, finding: Finding, why: str) -> None:
        self.repair.by_hand.append(ByHand(finding, why))

    def _folder(self, source: str) -> Written:
        if source not in self._hcl:
            self._hcl[source] = read_folder(Path(source))
        return self._hcl[source]

    def _home(self, vendor: LiveVendor) -> str:
        """The state that new resources of a vendor belong into: the first one that has some."""
        of_block = [item.source for item in self._state.resources if item.vendor == vendor.shim.name]
        return (of_block or list(self._state.sources))[0]


def _taken(state: State, declarations: Declarations) -> Iterator[tuple[str, str]]:
    """Names that are taken: of resources by type, and of constructs at the top of their stack."""
    yield from ((item.type, item.name) for item in state.resources)
    for address, said in declarations.items():
        type_name, _, name = address.partition(".")
        yield type_name, name
        yield from ((CONSTRUCTS, part) for part in said.path.split("/")[1:2])
