"""Every secret a stand-in vendor knows or ever issued, and the search for them in what a run left behind."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.sandbox import Sandbox
from rolecall.testing.secrets import Issued, shown, shows
from tests.terraform.workspace import PLAN_FILE, Workspace


class Secrets(Issued):
    """The secrets of one sandbox, those in its vendor's objects included."""

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        super().__init__(box)
        if hasattr(box.store, "cloud"):
            box.store.cloud.exchange = self._recording(box.store.cloud.exchange)

    def __call__(self) -> set[str]:
        """All secrets known by now."""
        if self._box.name == "scim":
            return self.issued | set(self._box.store.tokens)
        found = super().__call__()
        rows: list[Any] = []
        for name in ("users", "tokens"):
            rows += getattr(self._box.store, name, {}).values()
        for row in rows:
            found.update(str(getattr(row, name)) for name in ("password", "value") if getattr(row, name, ""))
        for principal in getattr(self._box.store, "service_principals", {}).values():
            found.update(value for name, value in principal.secrets.items() if name == "SecretToken")
        return found


def leaks(workspace: Workspace, *, issued_by: Iterable[str] = ()) -> list[str]:
    """Where secrets can be seen that should not be: output, logs, state, saved plan.

    `issued_by` are the types of resources that may keep what they were issued, as `token` in state.
    """
    allowed = tuple(issued_by)
    places = {f"output {number}": text for number, text in enumerate(workspace.transcript)}
    for file in workspace.directory.glob("*.log"):
        places[file.name] = file.read_text(encoding="utf-8", errors="replace")
    own: set[str] = set()
    for file in workspace.directory.glob("terraform.tfstate*"):
        state, tokens = _without_issued(json.loads(file.read_text(encoding="utf-8")), allowed)
        places[file.name] = json.dumps(state)
        own |= tokens
    found = shown(places, workspace.known_secrets)
    saved = workspace.directory / PLAN_FILE
    if saved.exists():
        with zipfile.ZipFile(saved) as archive:
            for name in ("tfstate", "tfstate-prev"):
                own |= _without_issued(json.loads(archive.read(name)), allowed)[1]
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", errors="replace")
                if shows(text, workspace.known_secrets - own):
                    found.append(f"{PLAN_FILE}:{name}")
    return found


def _without_issued(state: Mapping[str, Any], types: tuple[str, ...]) -> tuple[Mapping[str, Any], set[str]]:
    """`state` without the tokens that resources of these types were issued, and those tokens."""
    tokens: set[str] = set()
    for resource in state["resources"]:
        for instance in resource["instances"]:
            if resource["type"] in types and resource["mode"] == "managed" and instance["attributes"].get("token"):
                tokens.add(instance["attributes"].pop("token"))
    return state, tokens
