"""Reviews of random plans against an oracle that plays the apply: how many differ.

python benchmarks/random_plans.py               # 2,000 plans
python benchmarks/random_plans.py --plans 200
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print how many plans were drawn and whether a gain or a loss was missed or made up in one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=2000, help="how many")
    plans = parser.parse_args().plans
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/review/test_random_plans.py", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**os.environ, "RANDOM_PLANS": str(plans)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout[-4000:], file=sys.stderr)
    print(f"{plans} random plans, of which at least {int(done.returncode != 0)} differs")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
