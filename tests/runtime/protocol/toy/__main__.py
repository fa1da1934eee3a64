"""The toy provider as a program: `python FOLDER [--debug]`, wherever it is started."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[4]))
    from rolecall.runtime.protocol.server import serve
    from tests.runtime.protocol.toy.application import Toy

    serve(Toy, address="rolecall/toy", debug="--debug" in sys.argv)


if __name__ == "__main__":
    main()
