"""Write generated files, or compare them with what is there. A generated folder holds nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

EXIT_CODES = """\
exit codes:
  0  everything is written, or with --check: everything is as it would be written
  1  --check found changed, missing or stray files
  2  the command line cannot be understood
  3  a definition or API description cannot be used; the message names file, line and what was expected
"""
_LEFT_ALONE = {"__pycache__", ".mypy_cache", ".ruff_cache", ".terraform", ".DS_Store"}


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not as it would be generated: `changed`, `missing`, or `stray` in a generated folder."""

    path: Path
    kind: Literal["changed", "missing", "stray"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}"


def compare(root: Path, files: Mapping[Path, str], folders: Iterable[Path]) -> list[Difference]:
    """What differs between the tree at `root` and `files`, paths relative to it; in `folders` nothing else may be."""
    found = []
    for path, text in files.items():
        target = root / path
        if target.is_symlink() or not target.is_file():
            found.append(Difference(path, "missing"))
        elif target.read_bytes() != text.encode():
            found.append(Difference(path, "changed"))
    found += [Difference(path, "stray") for path in _present(root, folders) if path not in files]
    return sorted(found)


def write(root: Path, files: Mapping[Path, str], folders: Iterable[Path]) -> list[Difference]:
    """Make the tree at `root` hold exactly `files` in `folders`. Gives what had to be done.

    A file is written beside its place and moved there, so that a reader never sees half of it. Raises OSError.
    """
    differences = compare(root, files, folders)
    for difference in differences:
        target = root / difference.path
        if difference.kind == "stray":
            target.unlink()
            _drop_empty(target.parent, root)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name}.new")
        scratch.write_text(files[difference.path], encoding="utf-8", newline="\n")
        scratch.replace(target)
    return differences


def tell(differences: Iterable[Difference], *, check: bool) -> None:
    """Print what had to be done, or with `check` what differs."""
    for each in differences:
        print(each if check else f"{'removed' if each.kind == 'stray' else 'wrote'}: {each.path}")


def _present(root: Path, folders: Iterable[Path]) -> list[Path]:
    return [
        path.relative_to(root)
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if (path.is_file() or path.is_symlink()) and not _LEFT_ALONE & set(path.relative_to(root).parts)
    ]


def _drop_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
