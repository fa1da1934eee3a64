"""Answers of where we run: a CI system's or a machine's, over HTTP, and a command's."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any, Final

import httpx

from rolecall.runtime.errors import Unauthenticated

SECONDS: Final = 30.0
"""How long an answer may take."""


def asked(url: str, query: Mapping[str, str], headers: Mapping[str, str], *, proxies: bool = True) -> dict[str, Any]:
    """The JSON object that a GET of `url` answers; not `proxies`: never through one, since it is nearby.

    Raises Unauthenticated: without it there are no credentials. The text has nothing of query, headers or answer.
    """
    where = url.partition("?")[0]
    try:
        with httpx.Client(timeout=SECONDS, trust_env=proxies) as client:
            response = client.get(httpx.URL(url).copy_merge_params(dict(query)), headers=dict(headers))
            answer = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Unauthenticated(f"{where} gives no token: {type(error).__name__}.") from None
    if not isinstance(answer, dict):
        raise Unauthenticated(f"{where} gives no token.", status=response.status_code)
    return answer


def told(words: list[str], advice: str) -> dict[str, Any]:
    """The JSON object that a command writes. It is run without a shell and without a terminal.

    Raises Unauthenticated; what it wrote is not in the text.
    """
    program = words[0]
    try:
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False, env=dict(os.environ)
        )
    except subprocess.TimeoutExpired:
        raise Unauthenticated(f"`{program}` did not end within {SECONDS:.0f} seconds.", advice=advice) from None
    except OSError as error:
        raise Unauthenticated(f"`{program}` does not start: {error.strerror}.", advice=advice) from None
    try:
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Unauthenticated(f"`{program}` gave no token (exit code {done.returncode}).", advice=advice)
    return answer
