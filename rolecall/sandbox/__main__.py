"""Start stand-in vendors from a shell: `python -m rolecall.sandbox tanium splunk`."""

from __future__ import annotations

import argparse
import json
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.registry import VENDORS, describe_options, is_known, start

Prepare = Callable[[Mapping[str, Sandbox[Any, Any]]], Mapping[str, str]]
"""What is done with the vendors, by name, before their lines are printed; gives more variables."""

_TEACH = """
It prints one line per setting, ready for a shell, and serves until Ctrl-C:

  export TANIUM_URL=http://127.0.0.1:40001
  export TANIUM_API_TOKEN=token-...

A vendor's rules are options, and SCIM's first option is whose SCIM it is:

  %(prog)s scim --option flavour=tanium --option patch_answer=empty
  %(prog)s tanium scim --option scim.flavour=splunk
  %(prog)s scim --list-options

Start it in one terminal, paste the lines into another, and run Terraform there. Everything is in memory: stopping
forgets it. To change something behind Terraform's back, or look at what was asked:

  curl $TANIUM_URL/__sandbox__/change -d '{"do": "role.grant", "user": "user00001", "role": "Analyst"}'
  curl $TANIUM_URL/__sandbox__/change                  the names of all changes
  curl $TANIUM_URL/__sandbox__/log                     every request, secrets masked
  curl $TANIUM_URL/__sandbox__/state                   everything it knows
  curl $TANIUM_URL/__sandbox__/options -d '{"summary_rows": true}'
  curl $TANIUM_URL/__sandbox__/faults -d '{"kind": "status", "status": 429, "retry_after": 2, "times": 3}'
"""


def parser(prog: str) -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(
        prog=prog,
        description="Stand-in vendors: real HTTP servers on loopback that behave as the vendors do, traps included.",
        epilog=_TEACH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("vendor", nargs="*", help=f"which to start: {', '.join(VENDORS)}, or a file (default: all)")
    made.add_argument("--port", type=int, default=0, help="first port; the next vendor takes the next (default: free)")
    made.add_argument("--seed", type=int, default=0, metavar="N", help="start with N users, user00001 and up")
    made.add_argument("--latency", type=float, default=0.0, metavar="SECONDS", help="hold each answer back this long")
    made.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="[VENDOR.]NAME=VALUE",
        help="a rule of the vendor, JSON or else text; the vendor is named when several start; can be repeated",
    )
    made.add_argument("--list-options", action="store_true", help="tell the options of the vendors, and end")
    made.add_argument("--env", metavar="FILE", help="write the lines to FILE too, as long as the vendors serve")
    made.add_argument("--tls-cert", metavar="PEM", help="serve HTTPS with this certificate")
    made.add_argument("--tls-key", metavar="PEM", help="the certificate's key")
    made.add_argument("--tls-client-ca", metavar="PEM", help="believe the client certificates of this authority")
    return made


def read_options(given: Sequence[str], vendors: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The options of each vendor from texts such as `scim.flavour=tanium`; raises ValueError for one that is none."""
    options: dict[str, dict[str, Any]] = {name: {} for name in vendors}
    for text in given:
        key, equals, value = text.partition("=")
        vendor, dot, name = key.rpartition(".")
        if not dot and len(vendors) == 1:
            vendor, name = vendors[0], key
        if not equals or not name or vendor not in options:
            raise ValueError(f"--option takes VENDOR.NAME=VALUE with a vendor that is started, not {text!r}")
        try:
            options[vendor][name] = json.loads(value)
        except ValueError:
            options[vendor][name] = value
    return options


def main(argv: Sequence[str] | None = None, prog: str = "sandbox", prepare: Prepare | None = None) -> int:
    """Run the command with `argv` (default: the process's) until Ctrl-C or SIGTERM; returns the exit status.

    `prog` is the name the help shows. `prepare` is called once all vendors serve.
    """
    arguments = parser(prog)
    given = arguments.parse_args(argv)
    for name in given.vendor:
        if not is_known(name):
            arguments.error(f"no vendor {name!r}; there are {', '.join(VENDORS)}, and files of generic ones")
    if bool(given.tls_cert) != bool(given.tls_key):
        arguments.error("--tls-cert and --tls-key belong together")
    if given.tls_client_ca and not given.tls_cert:
        arguments.error("--tls-client-ca needs --tls-cert and --tls-key")
    if given.seed < 0 or given.latency < 0:
        arguments.error("--seed and --latency cannot be negative")
    chosen = list(dict.fromkeys(given.vendor or VENDORS))
    if given.list_options:
        for name in chosen:
            print(f"{name}: {describe_options(name)}\n")
        return 0
    try:
        options = read_options(given.option, chosen)
    except ValueError as error:
        arguments.error(str(error))
    tls = (given.tls_cert, given.tls_key) if given.tls_cert else None
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    boxes: dict[str, Sandbox[Any, Any]] = {}
    with ExitStack() as stack:
        for index, name in enumerate(chosen):
            port = given.port + index if given.port else 0
            try:
                boxes[name] = stack.enter_context(
                    start(
                        name,
                        port=port,
                        seed=given.seed,
                        latency=given.latency,
                        options=options[name],
                        tls=tls,
                        client_ca=given.tls_client_ca,
                    )
                )
            except ValueError as error:
                arguments.error(str(error))
            except OSError as error:
                print(f"sandbox: cannot start {name} on port {port}: {_reason(error)}", file=sys.stderr)
                return 1
        environment = {key: value for box in boxes.values() for key, value in box.environment.items()}
        environment |= prepare(boxes) if prepare else {}
        lines = [f"export {key}={shlex.quote(value)}\n" for key, value in environment.items()]
        if given.env:
            try:
                stack.callback(_write(Path(given.env), lines).unlink, missing_ok=True)
            except OSError as error:
                print(f"sandbox: cannot write {given.env}: {_reason(error)}", file=sys.stderr)
                return 1
        print("".join(lines), end="")
        print("# serving; stop with Ctrl-C", flush=True)
        stopped.wait()
    return 0


def _reason(error: OSError) -> str:
    """What the system says, without its number."""
    return (error.strerror or str(error)).lower()


def _write(path: Path, lines: Sequence[str]) -> Path:
    """Write credentials to a file that its owner alone may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text("".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
