"""Logs as Terraform reads them: a line of JSON for each entry, without secrets.

A plugin logs by writing JSON lines to stderr; Terraform merges them into its own log by level. Which level is
wanted comes from `TF_LOG_PROVIDER`, else `TF_LOG`; with neither nothing is written and a call costs one comparison.

    log = Logger("client")
    log.debug("answer", status=200, path="/users")

Every line passes through `redact`, and so does every diagnostic: a value given to `register_secret` shows as
`(secret)`, whatever the level. Texts of vendors pass through the sanitizer too.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias

from rolecall.runtime.secrets import redact, register_secret
from rolecall.text.sanitizer import visible

__all__ = ["Level", "Logger", "configure", "redact", "register_secret"]

Level: TypeAlias = Literal["trace", "debug", "info", "warn", "error"]

_ORDER: Final[dict[str, int]] = {"trace": 1, "debug": 2, "info": 3, "warn": 4, "error": 5}
_OFF: Final = 6
_TEXT_LIMIT: Final = 8_192
_LINE_LIMIT: Final = 60_000  # Terraform's reader splits lines of 64 KiB, and half a line is no JSON

_threshold = _OFF
_lock = threading.Lock()


def configure(level: str | None = None) -> None:
    """Set the level: `level`, else `TF_LOG_PROVIDER`, else `TF_LOG`, else off.

    As in Terraform, `json` means trace in JSON and a word that is no level means trace.
    """
    global _threshold
    word = level or os.environ.get("TF_LOG_PROVIDER") or os.environ.get("TF_LOG") or "off"
    _threshold = _OFF if word.lower() == "off" else _ORDER.get(word.lower(), _ORDER["trace"])


class Logger:
    """Writes log lines of one `module`, the part of the provider that speaks."""

    __slots__ = ("module",)

    def __init__(self, module: str) -> None:
        self.module = module

    def enabled(self, level: Level) -> bool:
        """True if a line of `level` would be written; ask before gathering what is costly to gather."""
        return _ORDER[level] >= _threshold

    def trace(self, message: str, **keys: Any) -> None:
        """Log what only somebody who debugs the provider wants."""
        if _threshold <= 1:
            self._write("trace", message, keys)

    def debug(self, message: str, **keys: Any) -> None:
        """Log what the provider does: each request to the vendor."""
        if _threshold <= 2:
            self._write("debug", message, keys)

    def info(self, message: str, **keys: Any) -> None:
        """Log what a practitioner may want to know."""
        if _threshold <= 3:
            self._write("info", message, keys)

    def warn(self, message: str, **keys: Any) -> None:
        """Log what is wrong but handled."""
        if _threshold <= 4:
            self._write("warn", message, keys)

    def error(self, message: str, **keys: Any) -> None:
        """Log what failed."""
        if _threshold <= 5:
            self._write("error", message, keys)

    def _write(self, level: Level, message: str, keys: dict[str, Any]) -> None:
        head = {
            "@level": level,
            "@message": _clean(message),
            "@module": self.module,
            "@timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
        line = json.dumps(head | {_shown(key): _clean(value) for key, value in keys.items()})
        if len(line) > _LINE_LIMIT:
            line = json.dumps(head | {"clipped": True})
        with _lock:
            try:
                sys.stderr.write(line + "\n")
                sys.stderr.flush()
            except (OSError, ValueError):
                return  # nobody reads any more; a log must not break the call it speaks of


def _clean(value: Any) -> Any:
    """`value` as JSON data without secrets and control characters, long texts cut."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return {_shown(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean(item) for item in value]
    text = str(value)
    clean = _shown(text)
    if isinstance(value, (int, float)) and clean == text:
        return value
    if len(clean) > _TEXT_LIMIT:
        return f"{clean[:_TEXT_LIMIT]}… ({len(clean)} characters)"
    return clean


def _shown(text: str) -> str:
    return visible(redact(text))


configure()
