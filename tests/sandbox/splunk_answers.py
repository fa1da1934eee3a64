"""Answers of Splunk's management API, as tests look at them."""

from __future__ import annotations

from typing import Any

import httpx


def entry(answer: httpx.Response) -> Any:
    """The only one of a success."""
    assert answer.status_code == 200, answer.text
    [only] = answer.json()["entry"]
    assert isinstance(only, dict)
    return only


def content(answer: httpx.Response) -> Any:
    """What the only entry of a success holds."""
    return entry(answer)["content"]


def refused(answer: httpx.Response, status: int) -> str:
    """The only message of a refusal."""
    assert answer.status_code == status, answer.text
    [message] = answer.json()["messages"]
    return str(message["text"])
