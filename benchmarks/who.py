"""`rolecall who` over the estate of `benchmarks/drift.py`: seconds from its state and from a saved map.

python benchmarks/who.py                # 10,000 users, 20,000 bindings and 1,000 tokens over three vendors
python benchmarks/who.py --share 0.1    # a tenth of that
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.drift import estate, measured


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="how much of the whole size")
    share = parser.parse_args().share
    folder = Path(tempfile.mkdtemp())
    with estate(folder, share) as (_, environment, count):
        print(f"{count} resources; {os.cpu_count()} cores")
    print(f"{'':>28} {'wall s':>8} {'CPU s':>7} {'peak MB':>8} {'requests':>9}")
    who = [sys.executable, "-m", "rolecall", "who"]
    measured([*who, "terraform.tfstate", "--can", "admin", "--save", "map.json"], folder, environment, [], "from state")
    for question in (["--can", "admin"], ["--person", "user00042*"], ["--tier", "critical"]):
        measured([*who, "map.json", *question], folder, environment, [], " ".join(question))
    return 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    sys.exit(main())
