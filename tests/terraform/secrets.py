"""Every secret a stand-in vendor knows or ever issued, and the search for them in what a run left behind."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from rolecall.sandbox import Sandbox
from tests.terraform.workspace import PLAN_FILE, Workspace

Place = TypeVar("Place")


class Secrets:
    """The secrets of one sandbox, those of sessions and tokens that have ended included.

    It listens to the store's `add_token` and `add_session`: what a vendor shows once cannot be asked for later.
    """

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        self._box = box
        self.issued: set[str] = set()
        """Values of all tokens and sessions issued so far."""
        for name in ("add_token", "add_session"):
            if hasattr(box.store, name):
                setattr(box.store, name, self._recording(getattr(box.store, name)))
        if hasattr(box.store, "cloud"):
            box.store.cloud.exchange = self._recording(box.store.cloud.exchange)

    def __call__(self) -> set[str]:
        """All secrets known by now."""
        found = set(self.issued)
        if self._box.name == "scim":
            found.update(self._box.store.tokens)
            return found
        rows: list[Any] = []
        for name in ("users", "tokens"):
            rows += getattr(self._box.store, name, {}).values()
        for row in rows:
            found.update(str(getattr(row, name)) for name in ("password", "value") if getattr(row, name, ""))
        for principal in getattr(self._box.store, "service_principals", {}).values():
            found.update(value for name, value in principal.secrets.items() if name == "SecretToken")
        endings = ("_TOKEN", "_PASSWORD", "_SECRET")
        found.update(value for name, value in self._box.environment.items() if name.endswith(endings))
        return found

    def _recording(self, method: Any) -> Any:
        def record(*arguments: Any, **named: Any) -> Any:
            made = method(*arguments, **named)
            if made is not None:
                self.issued.add(made if isinstance(made, str) else getattr(made, "value", None) or made.key)
            return made

        return record


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
                if _shows(text, workspace.known_secrets - own):
                    found.append(f"{PLAN_FILE}:{name}")
    return found


def shown(places: Mapping[Place, str], secrets: Iterable[str]) -> list[Place]:
    """Those of `places` in whose text one of `secrets` can be seen."""
    return [place for place, text in places.items() if _shows(text, secrets)]


def _shows(text: str, secrets: Iterable[str]) -> bool:
    return any(form in text for secret in secrets for form in (secret, base64.b64encode(secret.encode()).decode()))


def _without_issued(state: Mapping[str, Any], types: tuple[str, ...]) -> tuple[Mapping[str, Any], set[str]]:
    """`state` without the tokens that resources of these types were issued, and those tokens."""
    tokens: set[str] = set()
    for resource in state["resources"]:
        for instance in resource["instances"]:
            if resource["type"] in types and resource["mode"] == "managed" and instance["attributes"].get("token"):
                tokens.add(instance["attributes"].pop("token"))
    return state, tokens
