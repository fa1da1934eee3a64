"""The CI files of a new repository: those of `rolecall/cli/ci`, with the vendor's name and variables in them."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from rolecall.cli.repository.vendors import VENDORS
from rolecall.state_url import secrets

GITLAB: Final = ".gitlab-ci.yml"
PLACES: Final = {
    "access.sh": "ci/access.sh",
    "github/access-review.yml": ".github/workflows/access-review.yml",
    "github/access-deploy.yml": ".github/workflows/access-deploy.yml",
    "github/access-drift.yml": ".github/workflows/access-drift.yml",
    "gitlab/access.gitlab-ci.yml": GITLAB,
}
"""Where each belongs. Rotation is for stacks with tokens, which a first one has not."""
ROTATION: Final = "# Replaces tokens that end soon"
"""How the last job of that file begins."""
WRITTEN_FOR: Final = "tanium"
HTTP: Final = ("TF_HTTP_USERNAME", "TF_HTTP_PASSWORD")


def ci_files(vendor: str, url: str, *, hcl: bool = False) -> dict[str, str]:
    """By path in the repository, the text of each CI file for `vendor`, with its state at `url`.

    The files are written for Tanium and for a state over HTTP; which a state in a file of one machine becomes, as soon
    as jobs are to reach it. Plain HCL says in its own backend block where that is, and reads no variable of ours.
    """
    folder = files("rolecall.cli") / "ci"
    found = {place: folder.joinpath(*name.split("/")).read_text(encoding="utf-8") for name, place in PLACES.items()}
    found[GITLAB] = _without_rotation(found[GITLAB])
    if hcl:
        found = {place: _without_variable(text) for place, text in found.items()}
    return {place: _for(vendor, secrets(url), text) for place, text in found.items()}


def _without_rotation(text: str) -> str:
    """GitLab's file without its last job, and without what its head says of it."""
    for said, instead in (
        (", looks for drift, rotates tokens.", ", looks for drift."),
        ("environments `access` and `access-rotation` alone", "environment `access` alone"),
        (
            "Make two pipeline schedules, one with the\n# variable JOB=drift, every morning, "
            "one with JOB=rotate, every week.",
            "Make a pipeline schedule with the\n# variable JOB=drift, every morning.",
        ),
    ):
        text = text.replace(said, instead)
    text = re.sub(r"^#   VARIABLES_TOKEN .*\n", "", text, flags=re.MULTILINE)
    return text.partition(f"\n{ROTATION}")[0]


def _without_variable(text: str) -> str:
    """The text without ROLECALL_STATE, which plain HCL does not read."""
    text = text.replace(
        ", and ROLECALL_STATE, where state is kept. Add", ". State is kept where the backend block says. Add"
    )
    text = re.sub(r"^  ROLECALL_STATE: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(
        r"^#   ROLECALL_STATE +where state is kept; (.*) if it asks for them\n",
        r"#   \1   if the backend asks for them\n",
        text,
        flags=re.MULTILINE,
    )


def _for(vendor: str, credentials: tuple[str, ...], text: str) -> str:
    """The variables of a vendor and of a backend, each line of YAML as often as there are."""
    said, wanted = VENDORS[WRITTEN_FOR], VENDORS[vendor]
    if credentials and credentials != HTTP:
        lines = [f"  {name}: ${{{{ secrets.{name} }}}}\n" for name in credentials]
        text = re.sub(rf"^  {HTTP[0]}: .*\n  {HTTP[1]}: .*\n", "".join(lines), text, flags=re.MULTILINE)
        text = re.sub(r"\b(TF_HTTP|STATE)_USERNAME(?:,| and) \1_PASSWORD", ", ".join(credentials), text)
    if vendor == WRITTEN_FOR:
        return text
    lines = []
    for line in text.splitlines():
        for old, new in ((said.settings[0], wanted.settings), (said.secrets[0], wanted.secrets)):
            if re.match(rf"\s+{old}: ", line):
                lines += [line.replace(old, name) for name in new]
                break
        else:
            names = ((said.settings[0], ", ".join(wanted.settings)), (said.secrets[0], ", ".join(wanted.secrets)))
            for old, new_names in names:
                line = line.replace(old, new_names)
            lines.append(line.replace(f"VENDORS: {WRITTEN_FOR}", f"VENDORS: {vendor}"))
    return "\n".join(lines) + "\n"
