"""The files of a new repository: their paths and their text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from secrets import token_hex
from string import Template
from typing import Final, NamedTuple

from rolecall import state_url, version
from rolecall.cli.repository.ci import ci_files
from rolecall.cli.repository.hcl import backend_block
from rolecall.cli.repository.vendors import VENDORS

STACK = "access"
_PYTHON: Final = "main.py"
_HCL: Final = f"{STACK}/main.tf"


def contents(vendor: str, url: str, *, hcl: bool, name: str) -> dict[str, str]:
    """By path, the text of every file. Raises StateUrlError for a URL that cannot be one.

    Args:
        vendor: a key of `VENDORS`.
        url: where state is kept, as `ROLECALL_STATE` says it.
        hcl: plain HCL in place of CDKTF.
        name: the state's name at `url`.
    """
    known = VENDORS[vendor]
    login = "" if state_url.is_file(url) else f" ({state_url.credentials(url)})"
    words = {
        "backend": backend_block(url, STACK, name),
        "credentials": login,
        "exports": " ".join(f"{name}=…" for name in (*known.settings, *known.secrets)),
        "extras": "toolchain" if hcl else "stacks,toolchain",
        "name": name,
        "python_version": version.python_version(),
        "settings": " and ".join(known.settings),
        "state": url,
        "state_text": f"{json.dumps(url, ensure_ascii=False)}, name={json.dumps(name)}",
        "title": known.title,
        "vendor": vendor,
        "version": version.version(),
    }
    own, common = _folder(vendor), _folder("common")
    made = {
        ".gitignore": common.joinpath("gitignore").read_text(encoding="utf-8"),
        "README.md": _text(common, f"README.{'hcl' if hcl else 'python'}.md", words),
        "access-policy.yaml": common.joinpath("access-policy.yaml").read_text(encoding="utf-8"),
        "requirements.txt": _text(common, "requirements.txt", words),
        **ci_files(vendor, url, hcl=hcl),
    }
    if hcl:
        return {_HCL: _text(own, "main.tf", words), **made}
    return {
        _PYTHON: _text(own, "main.py", words),
        "people.yaml": own.joinpath("people.yaml").read_text(encoding="utf-8"),
        "cdktf.json": _text(common, "cdktf.json", words),
        **made,
    }


class StateName(NamedTuple):
    """The name of a state, and the file that says so: None where it is new."""

    name: str
    source: Path | None = None


def state_name(folder: Path) -> StateName:
    """The name of the state that the stack in `folder` has, or a new one, which no other repository has."""
    for file in (folder / _PYTHON, folder / _HCL, folder / "cdktf.json"):
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        if found := re.search(rf"(?<![a-z0-9]){STACK}_[0-9a-f]{{8}}\b", text):
            return StateName(found.group(), file)
    return StateName(f"{STACK}_{token_hex(4)}")


def other_stack(folder: Path, *, hcl: bool) -> Path | None:
    """The stack in `folder` that is of the other kind than asked for, if there is one."""
    file = folder / (_PYTHON if hcl else _HCL)
    return file if file.exists() else None


def _folder(name: str) -> Traversable:
    return files("rolecall.cli.repository") / "files" / name


def _text(folder: Traversable, name: str, words: Mapping[str, str]) -> str:
    return Template((folder / f"{name}.template").read_text(encoding="utf-8")).substitute(words)
