"""Answers of the API that Tanium publishes, as its contract tests look at them."""

from __future__ import annotations

from typing import Any

import httpx

from tests.runtime.resources.boxes import TaniumBox


def data(answer: httpx.Response) -> Any:
    """Of a success, which is always a 200."""
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def refused(answer: httpx.Response, name: str) -> bool:
    """The name stands in the text, and the text is all there is. Always true."""
    assert answer.status_code >= 400
    assert set(answer.json()) == {"text"}
    assert name in answer.json()["text"]
    return True


def role(box: TaniumBox, name: str) -> dict[str, int]:
    return {"id": box.store.roles.named(name).id}
