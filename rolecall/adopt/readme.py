"""The README of an adoption: what was decided, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rolecall.access import Grant
from rolecall.adopt.decisions import Decisions
from rolecall.adopt.privileged import section
from rolecall.adopt.project import Additions
from rolecall.estate.gaps import Gap
from rolecall.reports.markdown import code, prose

SHOWN: Final = 200
"""The most objects that are named for one reason to leave them out; the rest are counted."""


def first_part(vendor: str, title: str) -> str:
    """The text at the top, written once."""
    return f"""# {title}, adopted

`main.py` declares what {title} had when `rolecall adopt {vendor}` looked. Deploying it imports that into Terraform's
state and changes nothing:

    rolecall mirror ~/rolecall-mirror --write-config ~/.terraformrc   # once for a machine; keeps what the file holds
    cdktf diff                                                        # only imports: no additions, changes, removals
    cdktf deploy

| file | what | whose |
|---|---|---|
| `people.yaml` | accounts that are people, one entry each | yours; a further run adds at the end |
| `declarations.py` | everything else, one call each | yours; a further run adds above its last line |
| `main.py`, `cdktf.json` | the stack | yours |
| `imports.json` | which object became which address | the machine's; objects in it are not adopted again |

What you delete here after the import, the next deploy destroys. To have Terraform forget an object instead, remove it
from the state with `terraform state rm`.

How it was decided

- A set of roles or groups is declared whole: what somebody adds by hand shows as drift, and the next deploy takes it
  away. An empty set is declared where it bars access.
- What has the vendor's default, an empty text or a flag that is off is not declared, so it stays as it is.
- Secrets cannot be read, so nothing that is one was adopted.
- Every object was held against the provider's own plan before it was written: those whose import would have changed
  something were left out.
"""


def decided(
    decisions: Decisions, additions: Additions, gaps: Sequence[Gap], run: int, grave: Sequence[Grant] = ()
) -> str:
    """The section about one run, in Markdown; `grave` are privileged rights of what was adopted."""
    lines = ["", f"## Run {run}", ""]
    rows = sorted({*additions.people, *additions.calls})
    if rows:
        lines += ["| resource type | in `people.yaml` | in `declarations.py` |", "|---|---|---|"]
        lines += [f"| `{name}` | {additions.people.get(name, 0)} | {additions.calls.get(name, 0)} |" for name in rows]
    else:
        lines.append("Nothing was adopted.")
    lines += section(grave)
    if decisions.known:
        lines += ["", f"{decisions.known} objects are in Terraform already."]
    if decisions.unselected:
        lines += ["", f"{decisions.unselected} objects were not asked for."]
    reasons: dict[tuple[str, str], list[str]] = {}
    for item in decisions.left_out:
        named = item.title if item.title == item.id else f"{item.title} ({item.id})"
        reasons.setdefault((item.type, item.reason), []).append(named)
    if reasons:
        lines += ["", "### Left out"]
    for (type_name, reason), names in sorted(reasons.items()):
        lines += ["", f"`{type_name}`: {prose(reason)}", ""]
        lines += [f"- {code(name)}" for name in names[:SHOWN]]
        if len(names) > SHOWN:
            lines.append(f"- and {len(names) - SHOWN} more")
    if decisions.unread:
        lines += ["", "### Not looked at", ""]
        lines += [f"- `{name}`: {prose(reason)}" for name, reason in sorted(decisions.unread.items())]
    if gaps:
        lines += ["", "### Could not be read", ""]
        lines += [f"- {prose(f'{item.vendor}, {item.what}: {item.why}. {item.advice}')}" for item in gaps]
    return "\n".join(lines) + "\n"
