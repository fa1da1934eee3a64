"""Start a provider from its package: this file, with two calls at its end, is the package's `__main__.py`.

A package holds sources alone, so that its bytes depend on no interpreter. What the interpreter makes of them is kept
in the user's cache folder under the digest of the package's content, so that another content never meets it;
`ROLECALL_CACHE` names another folder, and an empty one that nothing is kept. A folder that others may write to is not
used. What stands outside `prepare` is understood by an old Python too, so that it can say that it is one.
"""

import contextlib
import marshal
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder, SourceFileLoader
from types import CodeType

ROOT = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # pathlib costs time


def prepare(content: str) -> None:
    """Let modules of the package be found, compiled once for each `content`."""
    if not (3, 11) <= sys.version_info < (3, 15):
        found = f"{sys.executable} is {sys.version_info[0]}.{sys.version_info[1]}"
        # Terraform shows standard output.
        print(f"The rolecall provider needs Python 3.11 to 3.14, and {found}: name another in ROLECALL_PYTHON.")
        sys.exit(1)
    folder = _cache(content)

    class Loader(SourceFileLoader):
        def get_code(self, fullname: str) -> CodeType:
            kept = f"{folder}/{fullname}"
            if folder is not None:
                try:
                    with open(kept, "rb") as file:  # noqa: PTH123
                        code: CodeType = marshal.loads(file.read())
                        return code
                except (OSError, EOFError, TypeError, ValueError):
                    pass
            # The name is one of the package's own: a trace shows it, wherever the package lies.
            name = self.path[len(ROOT) + 1 :]
            code = compile(self.get_data(self.path), name, "exec", dont_inherit=True, optimize=0)
            if folder is not None:
                _keep(kept, marshal.dumps(code))
            return code

    def hook(path: str) -> FileFinder:
        if path != ROOT and not path.startswith(ROOT + "/"):
            raise ImportError
        return FileFinder(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (Loader, [".py"]))

    sys.path.insert(0, ROOT)
    sys.path_hooks.insert(0, hook)


def _cache(content: str) -> "str | None":
    """The folder for what this interpreter makes of this content, or None."""
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME", "") and os.environ["HOME"] + "/.cache")
    base = os.environ.get("ROLECALL_CACHE", home and home + "/rolecall")
    if not os.path.isabs(base):  # noqa: PTH117
        return None
    folder = f"{base}/{content}-{sys.hexversion:x}"
    try:
        os.makedirs(folder, 0o700, exist_ok=True)  # noqa: PTH103
        found = os.stat(folder)  # noqa: PTH116
    except OSError:
        return None
    return folder if found.st_uid == os.geteuid() and not found.st_mode & 0o022 else None


def _keep(path: str, data: bytes) -> None:
    """Write a file that is there in whole or not at all; a full or read-only disk is no reason to fail."""
    fresh = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        with open(fresh, "xb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(fresh, path)  # noqa: PTH105
