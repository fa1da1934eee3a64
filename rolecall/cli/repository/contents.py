"""The files of a new repository: their paths and their text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from rolecall import state_url, version
from rolecall.cli.repository.ci import ci_files
from rolecall.cli.repository.hcl import backend_block
from rolecall.cli.repository.vendors import VENDORS

STACK = "access"


def contents(vendor: str, url: str, *, hcl: bool) -> dict[str, str]:
    """By path, the text of every file. Raises StateUrlError for a URL that cannot be one.

    Args:
        vendor: a key of `VENDORS`.
        url: where state is kept, as `ROLECALL_STATE` says it.
        hcl: plain HCL in place of CDKTF.
    """
    known = VENDORS[vendor]
    login = "" if state_url.is_file(url) else f" ({state_url.credentials(url)})"
    words = {
        "backend": backend_block(url, STACK),
        "credentials": login,
        "exports": " ".join(f"{name}=…" for name in (*known.settings, *known.secrets)),
        "extras": "toolchain" if hcl else "stacks,toolchain",
        "python_version": version.python_version(),
        "state": url,
        "state_text": json.dumps(url, ensure_ascii=False),
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
        return {f"{STACK}/main.tf": _text(own, "main.tf", words), **made}
    return {
        "main.py": _text(own, "main.py", words),
        "people.yaml": own.joinpath("people.yaml").read_text(encoding="utf-8"),
        "cdktf.json": common.joinpath("cdktf.json").read_text(encoding="utf-8"),
        **made,
    }


def _folder(name: str) -> Traversable:
    return files("rolecall.cli.repository") / "files" / name


def _text(folder: Traversable, name: str, words: Mapping[str, str]) -> str:
    return Template((folder / f"{name}.template").read_text(encoding="utf-8")).substitute(words)
