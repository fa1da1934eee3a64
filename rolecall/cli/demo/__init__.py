"""The whole story on stand-in vendors, told while it happens: deploy, drift, repair, tear down."""

from __future__ import annotations

import sys
from pathlib import Path

from rolecall.cli.checkout import has_stacks
from rolecall.cli.demo.interruptions import Interruptions
from rolecall.cli.demo.story import Story
from rolecall.cli.demo.surroundings import StepError
from rolecall.cli.terminal import Terminal
from rolecall.text.file_errors import unusable

__all__ = ["tell"]


def tell(keep: Path | None = None, *, real: bool = False) -> int:
    """Run the demo and return the exit code: 0, 1 when a step failed, 130 after Ctrl-C.

    `keep` is a folder to work in and to leave behind; `real`: the vendors speak the dialects that they publish. SIGTERM
    and a closed terminal end it as Ctrl-C does.
    """
    if not has_stacks():
        print(
            "rolecall demo: the stacks that it deploys are in a checkout of rolecall alone: run `make demo` there, or "
            "try `rolecall init access`, which begins on stand-in vendors too",
            file=sys.stderr,
        )
        return 1
    if keep is not None:
        try:
            keep.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            print(f"rolecall demo: {unusable(error)}; name another folder", file=sys.stderr)
            return 1
    interruptions = Interruptions()
    interruptions.install()
    try:
        Story(Terminal(), interruptions, keep, real=real).tell()
    except StepError as error:
        print(f"\nrolecall demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nrolecall demo: stopped, and tidied up", file=sys.stderr)
        return 130
    return 0
