"""The README's example does what the README says of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_the_example_synthesizes(tmp_path: Path) -> None:
    example = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]
    subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True, capture_output=True)
    stack = json.loads((tmp_path / "cdktf.out/stacks/access/cdk.tf.json").read_text())
    assert stack["resource"]["tanium_user"]["jane"]["roles"] == ["Analyst", "Operator"]
