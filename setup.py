"""What `pyproject.toml` cannot say of a build: its version, its stamp, and the names under which packages install.

The repository's `providers` and `generators` are installed as `rolecall_providers` and `rolecall_generators`, so that
they collide with nobody's; `stacks` is an example and is not installed. An editable installation keeps the names of
the repository.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from rolecall import version  # noqa: E402

RENAMED = {"providers": "rolecall_providers", "generators": "rolecall_generators"}
EDITABLE = "editable_wheel" in sys.argv


class Build(build_py):
    """Copies the packages under their names, and stamps them."""

    def run(self) -> None:
        """Build into an empty folder: what an earlier build left there must not be installed."""
        if not EDITABLE:
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()
        if EDITABLE:
            return
        library = Path(self.build_lib)
        (library / "rolecall" / version.STAMP).write_text(version.stamp_text(), encoding="utf-8")
        for file in (library / RENAMED["generators"]).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            renamed = re.sub(r"^(\s*)(from|import) generators\b", rf"\1\2 {RENAMED['generators']}", text, flags=re.M)
            file.write_text(renamed, encoding="utf-8")


class Source(sdist):
    """The repository's files with the stamp that git would otherwise give."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Add the stamp to the tree."""
        super().make_release_tree(base_dir, files)
        (Path(base_dir) / "rolecall" / version.STAMP).write_text(version.stamp_text(), encoding="utf-8")


found = find_packages(
    str(ROOT), include=["rolecall*", *(f"{name}*" for name in RENAMED), *(["stacks*"] if EDITABLE else [])]
)
if EDITABLE:
    packages, folders = found, {}
else:
    packages = [re.sub(r"^[^.]+", lambda match: RENAMED.get(match[0], match[0]), name) for name in found]
    folders = {"rolecall": "rolecall", **{new: old for old, new in RENAMED.items()}}

setup(
    version=version.python_version(),
    packages=packages,
    package_dir=folders,
    cmdclass={"build_py": Build, "sdist": Source},
)
