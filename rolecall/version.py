"""The version of rolecall: the tag of a release, or what a checkout holds between two of them.

A version stands for its content. A release, `0.2.0`, is a commit with the tag `v0.2.0` whose files are as committed.
Everything else is called after the release before it, the commits since, and the bytes that make up the providers:
`0.2.1-dev.12.c4f0a1b2d3`. A wheel and a source distribution carry `stamp.json`, which says what their bytes were called
when they were built; where the bytes differ, or where there is neither stamp nor git, the content alone tells them
apart.

Terraform's spelling is Semantic Versioning (https://semver.org), Python's is PEP 440. Only the standard library is used
here: the build of a wheel asks this module too.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

STAMP = "stamp.json"
PROVIDERS = ("rolecall_providers", "providers")
"""The folder of the providers beside the library: as installed, and as the repository calls it."""

_LIBRARY = Path(__file__).resolve().parent
_ROOT = _LIBRARY.parent
_PARTS = ("runtime", "specification", "text", "cli/packages")
_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
_RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\]", re.MULTILINE)
_NEVER = "0.0.0"


@functools.cache
def version() -> str:
    """The version as Terraform spells it."""
    stamp = _stamp()
    if stamp and "content" not in stamp:
        return stamp["version"]  # a provider's package, which Terraform compares byte by byte
    found = content()
    if stamp and stamp["content"] == found:
        return stamp["version"]
    if stamp:
        return _between(stamp["release"], 0, found)
    release, distance = _described()
    return release if distance == 0 and not _changed() else _between(release, distance, found)


def python_version() -> str:
    """The version as Python spells it: `0.2.0`, or `0.2.1.dev12+c4f0a1b2d3`."""
    release, _, development = version().partition("-dev.")
    distance, _, found = development.partition(".")
    return f"{release}.dev{distance}+{found}" if development else release


def released() -> str:
    """The newest release in the changelog: what documentation names, whatever the checkout holds besides."""
    stamp = _stamp()
    if stamp:
        return stamp["release"]
    try:
        match = _RELEASE.search((_ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    except OSError:
        return _NEVER
    return match[1] if match else _NEVER


def stamp_text() -> str:
    """The text of `stamp.json` for what is built from here."""
    stamp = {"content": content(), "release": released(), "version": version()}
    return json.dumps(stamp, indent=2, sort_keys=True) + "\n"


@functools.cache
def content() -> str:
    """A digest of every byte that provider packages are made of: engine, shims, hooks, pins, and their builder."""
    return digest((name, file.read_bytes()) for name, file in sources())


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """A digest of files, by their names and bytes."""
    found = hashlib.sha256()
    for name, data in sorted(files):
        found.update(f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode())
    # Semantic Versioning knows no number with leading zeros, hence the letter.
    return "c" + found.hexdigest()[:12]


def version_with(own: str) -> str:
    """The version of a provider that is not the library's: it stands for the library and for `own`, its digest."""
    release, _, development = version().partition("-dev.")
    both = digest([("library", version().encode()), ("own", own.encode())])
    distance = development.partition(".")[0]
    return f"{release}-dev.{distance}.{both}" if development else _between(release, 0, both)


def own_sources(folder: Path, vendor: str) -> Iterator[tuple[str, Path]]:
    """Each file of a vendor's provider in a folder outside of the library, with its name in a package."""
    yield from _files(folder / vendor, f"{PROVIDERS[0]}/{vendor}")


def sources() -> Iterator[tuple[str, Path]]:
    """Each file that `content` stands for, with its name in an installed library."""
    for name in ("__init__.py", "version.py"):
        yield f"rolecall/{name}", _LIBRARY / name
    for part in _PARTS:
        yield from _files(_LIBRARY / part, f"rolecall/{part}")
    yield from _files(providers(), PROVIDERS[0])


def providers() -> Path:
    """The folder of the providers that belong to this library. Raises ImportError where there is none."""
    for name in PROVIDERS:
        if (_ROOT / name / "__init__.py").is_file():
            return _ROOT / name
    raise ImportError(f"no providers stand beside {_LIBRARY}")


def _files(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for file in folder.rglob("*"):
        if file.suffix in {".py", ".sh", ".lock"} and file.is_file():
            yield f"{name}/{file.relative_to(folder).as_posix()}", file


@functools.cache
def _stamp() -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads((_LIBRARY / STAMP).read_text(encoding="utf-8"))
    except OSError:
        return None
    return found


def _described() -> tuple[str, int]:
    """The release before this commit, and how many commits ago; the changelog's, where no tag is within reach."""
    text = _git("describe", "--tags", "--long", "--match=v[0-9]*", "--exclude=*-*") or ""
    tag, _, rest = text.strip().partition("-")
    match = _TAG.fullmatch(tag)
    if match:
        return tag[1:], int(rest.partition("-")[0])
    return released(), int(_git("rev-list", "--count", "HEAD") or 0) or 1


def _changed() -> bool:
    """Whether the files of the providers differ from what is committed."""
    return _git("status", "--porcelain", "--", _LIBRARY.name, providers().name) != ""


def _between(release: str, distance: int, found: str) -> str:
    major, minor, patch = release.split(".")
    return f"{major}.{minor}.{int(patch) + 1}-dev.{distance}.{found}"


def _git(*arguments: str) -> str | None:
    """What git says about this checkout; None where this is none, where git is missing or where it cannot tell."""
    if not (_ROOT / ".git").exists():
        return None
    import subprocess  # a provider must not wait for it

    command = ["git", "-C", str(_ROOT), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
