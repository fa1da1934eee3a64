"""The tests' made-up provider without its store: what benchmarks start to measure the protocol alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.protocol.server import serve
from tests.runtime.protocol.toy.application import Toy


class Idle(Toy):
    """The toy without its store."""

    def note(self, call: str, more: object = None) -> None:
        pass

    def read(self, type_name: str, state: Object, private: bytes, **_: Any) -> StateResult:
        return StateResult(state=state, private=private, identity={"id": state["id"]})


if __name__ == "__main__":
    serve(Idle, address="rolecall/toy")
