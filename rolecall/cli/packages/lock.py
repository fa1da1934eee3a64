"""`python -m rolecall.cli.packages.lock`: pin the providers' dependencies anew, as pip finds them now.

Asks for the newest versions that `pyproject.toml` allows, for every platform and Python that packages are built for,
and writes `dependencies.lock`, in the format of pip's requirements files with hashes.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections import defaultdict
from importlib import metadata
from pathlib import Path

from rolecall.cli.packages.platforms import MINORS, WHEEL_TAGS, PackagesError
from rolecall.cli.packages.wheels import LOCK, pip_download

NEEDED = ("cryptography", "hpack", "httpx[socks]", "msgpack", "protobuf", "pyyaml")
"""What providers import, in the words of pyproject.toml."""

LEFT_OUT = ("anyio", "pycparser", "typing_extensions")
"""What these ask for besides and providers have no use for: asynchronous calls, and making bindings to C."""

_HEAD = """\
# What provider packages hold beside our own code. Written by `python -m rolecall.cli.packages.lock`.
"""


def main() -> int:
    """Write the lock file; gives the exit code."""
    wanted = [text for text in metadata.requires("rolecall") or [] if text.startswith(NEEDED) and "extra" not in text]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            for platform in WHEEL_TAGS:
                for minor in MINORS:
                    print(f"{platform}, Python {minor}", file=sys.stderr)
                    pip_download(platform, minor, Path(temporary), wanted)
            for wheel in Path(temporary).glob("*.whl"):
                name, version, _ = wheel.name.split("-", 2)
                if name not in LEFT_OUT:
                    pin = f"{name.replace('_', '-').lower()}=={version}"
                    found[pin][wheel.name] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    except PackagesError as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return 1
    LOCK.write_text(_HEAD + "".join(_pin(pin, found[pin]) for pin in sorted(found)), encoding="utf-8")
    return 0


def _pin(pin: str, wheels: dict[str, str]) -> str:
    lines = [pin, *(f"    --hash=sha256:{wheels[name]}" for name in sorted(wheels))]
    return " \\\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
