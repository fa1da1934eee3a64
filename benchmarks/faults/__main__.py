"""Every request of every resource type's life meets every fault, and nothing may be lost by it.

    python -m benchmarks.faults                                  # all of it: some minutes
    python -m benchmarks.faults --vendor splunk --fault 503      # one vendor, one fault
    python -m benchmarks.faults --vendor splunk@acs              # a vendor's other API
    python -m benchmarks.faults --sample 3 --seed 7              # three cases of each operation
    python -m benchmarks.faults --list                           # operations, requests and faults

For each resource type each operation (create, update, replace, destroy) runs once without a fault, which tells its
requests. Then, from the same start, it runs once for each request and each fault that can strike it, and once for each
fault that can strike every read: plan and apply as
Terraform does them, and again without the fault, as a practitioner would, imports that an error asks for included.
Rights that somebody gave by hand are there before. Vendors are the stand-ins of `rolecall.sandbox`; waits take no time.

  ids lost      an object that was made, that the state does not know and no diagnostic names
  duplicates    two objects where one was asked for
  orphans       an object that is still there after its destruction, or that no state knows, when all was called done
  rights lost   anything that was there before, that the plan does not take away, and that is gone
  no way out    an error without a next step, one that never ends, or an answer that breaks a rule of Terraform
  not done      called done, and the vendor does not have it

Each should be 0. A case that is not sound is printed with the command that runs it alone, which also shows what every
run said. The exit code is 1 if there is any.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from benchmarks.faults.cases import Case, Scene
from benchmarks.faults.kinds import EVERY, KINDS
from benchmarks.faults.place import OPERATIONS, operations_of, placed
from benchmarks.faults.report import Report
from benchmarks.faults.selection import Selection
from tests.contract.tables import IN_DIALECTS, RESOURCES

CASES = (*RESOURCES, *IN_DIALECTS)
"""Every resource type, also in each dialect that has it."""


def main() -> None:
    """Run the cases that are asked for; exit with 1 when one is not sound."""
    selection = _selection()
    report = Report(alone=selection.request is not None and selection.fault is not None)
    for resource in CASES:
        if not selection.wants(resource):
            continue
        for operation in operations_of(resource):
            if selection.operation not in (None, operation):
                continue
            with placed(resource, operation) as place:
                scene = Scene(place)
                cases = selection.of(scene.cases(), f"{resource.name} {operation}")
                if selection.listed:
                    _print_requests(scene, resource.name, operation)
                    continue
                for number, case in enumerate(cases, 1):
                    report.progress(f"{resource.name} {operation} {number}/{len(cases)}")
                    report.add(case, *scene.play(case))
    if selection.listed:
        print("\n".join(_faults()))
        return
    report.print_table()
    raise SystemExit(0 if report.sound else 1)


def _print_requests(scene: Scene, type_name: str, operation: str) -> None:
    cases: list[Case] = list(scene.cases())
    print(f"{type_name} {operation}: {len(cases)} cases")
    for index, exchanged in enumerate(scene.exchanged):
        members = f"   members: {', '.join(exchanged.members)}" if exchanged.members else ""
        print(f"  {index:>3} {exchanged.method:<6} {exchanged.path}{members}")


def _faults() -> Iterator[str]:
    yield "faults:"
    for name, kind in KINDS.items():
        yield f"  {name:<20} {kind.says}{'' if kind.of == 'all' else f' ({kind.of} only)'}"


def _request(text: str) -> int:
    return EVERY if text == "every" else int(text)


def _selection() -> Selection:
    types = [each.name for each in CASES]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--vendor", choices=sorted({each.where for each in CASES}), help="one vendor, or one dialect")
    parser.add_argument(
        "--type", choices=types, metavar="TYPE", help="one resource type, such as tanium_user or splunk_user@acs"
    )
    parser.add_argument("--operation", choices=OPERATIONS, help="one operation")
    parser.add_argument("--fault", choices=list(KINDS), metavar="FAULT", help="one fault; --list says which there are")
    parser.add_argument("--request", type=_request, metavar="N", help="one request, counted from 0, or `every` read")
    parser.add_argument("--member", help="one member, for member_missing")
    parser.add_argument("--sample", type=int, metavar="N", help="N cases of each operation, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws another sample (default 0)")
    parser.add_argument(
        "--list", action="store_true", dest="listed", help="show the requests and the faults, and run nothing"
    )
    return Selection(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
