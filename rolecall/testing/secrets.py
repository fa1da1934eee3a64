"""Secrets that a stand-in vendor issued, and the search for them in what a user would get to see."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from rolecall.sandbox import Sandbox

_ENDINGS = ("_TOKEN", "_PASSWORD", "_SECRET")
Place = TypeVar("Place")


class Issued:
    """What one sandbox issued, and what its environment lets in with; sessions and tokens that have ended included.

    It listens to the store's `add_token` and `add_session`: what a vendor shows once cannot be asked for later.
    """

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        self._box = box
        self.issued: set[str] = set()
        """Values of all tokens and sessions issued so far."""
        for name in ("add_token", "add_session"):
            if hasattr(box.store, name):
                setattr(box.store, name, self._recording(getattr(box.store, name)))

    def __call__(self) -> set[str]:
        """All secrets known by now."""
        own = getattr(self._box.store, "token", "")
        named = self._box.environment.items()
        found = self.issued | {value for name, value in named if name.endswith(_ENDINGS)}
        return found | {own} if isinstance(own, str) and own else found

    def _recording(self, method: Any) -> Any:
        def record(*arguments: Any, **named: Any) -> Any:
            made = method(*arguments, **named)
            if made is not None:
                self.issued.add(made if isinstance(made, str) else getattr(made, "value", None) or made.key)
            return made

        return record


def shown(places: Mapping[Place, str], secrets: Iterable[str]) -> list[Place]:
    """Those of `places` in whose text one of `secrets` can be seen."""
    return [place for place, text in places.items() if shows(text, secrets)]


def shows(text: str, secrets: Iterable[str]) -> bool:
    """Whether one of `secrets` can be seen in `text`, as it is or in Base64."""
    return any(form in text for secret in secrets for form in (secret, base64.b64encode(secret.encode()).decode()))
