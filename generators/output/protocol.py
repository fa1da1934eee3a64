"""Render the plugin protocol's message classes from its .proto files.

`rolecall/runtime/protocol/*.proto` become `rolecall/runtime/protocol/pb/*_pb2.py` and `*_pb2.pyi`. Only messages
are rendered: the server needs no service stubs, and a file less to import is a quicker start.
"""

from __future__ import annotations

import importlib.resources
import tempfile
from pathlib import Path

SOURCE = Path("rolecall/runtime/protocol")
TARGET = SOURCE / "pb"

HEADER = "# GENERATED from {source} by `python -m generators`. DO NOT EDIT.\n"
# protoc writes bare `Mapping` for any mapping of a message's fields, and leaves out the type of a field `return`.
STUB = '# mypy: disable-error-code="type-arg,no-untyped-def"\n'
PACKAGE = '"""Message classes of the plugin protocol."""\n'


def render(directory: Path) -> dict[Path, str]:
    """The text of every file under `pb/`, by path relative to the project's `directory`.

    Needs the development dependency grpcio-tools. Raises ValueError with the compiler's exit code when a .proto
    file does not compile; the compiler itself says on stderr where.
    """
    files = {TARGET / "__init__.py": HEADER.format(source=f"{SOURCE}/*.proto") + PACKAGE}
    for proto in sorted((directory / SOURCE).glob("*.proto")):
        for name, text in _compile(proto).items():
            header = HEADER.format(source=SOURCE / proto.name)
            files[TARGET / name] = header + (STUB if name.endswith(".pyi") else "") + text
    return files


def _compile(proto: Path) -> dict[str, str]:
    """The files that protoc makes of `proto`, by name."""
    from grpc_tools import protoc  # type: ignore[import-untyped]  # grpcio-tools has no types

    wellknown = importlib.resources.files("grpc_tools") / "_proto"
    with tempfile.TemporaryDirectory() as scratch:
        code = protoc.main(
            [
                "protoc",
                f"--proto_path={proto.parent}",
                f"--proto_path={wellknown}",
                f"--python_out={scratch}",
                f"--pyi_out={scratch}",
                proto.name,
            ]
        )
        if code != 0:
            raise ValueError(f"{proto.name} does not compile (protoc exit code {code})")
        return {item.name: item.read_text() for item in sorted(Path(scratch).iterdir())}
