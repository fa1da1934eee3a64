"""For a channel in Slack: the body of a message for an incoming webhook.

Blocks of `plain_text` (https://docs.slack.dev/reference/block-kit/composition-objects/text-object/): nothing in it is
markup or mentions anybody. A message has at most 50 blocks, a text 3,000 characters, a header 150.
"""

from __future__ import annotations

import json
from typing import Any, Final

from rolecall.drift.formats.digest import digest
from rolecall.drift.report import Report

_MARKS: Final = {"critical": "🔴", "high": "🟠", "medium": "🟡", "low": "🔵", "info": "⚪"}


def render(report: Report) -> str:
    """The message as JSON; `text` is what a notification shows."""
    told = digest(report)
    blocks: list[dict[str, Any]] = [{"type": "header", "text": _plain(told.headline[:150])}]
    blocks.append({"type": "context", "elements": [_plain(text) for text in told.context]})
    blocks += [
        {"type": "section", "text": _plain(f"{_MARKS.get(severity, '')} {severity}  {text}")}
        for severity, text in told.lines
    ]
    if told.more:
        blocks.append({"type": "context", "elements": [_plain(told.more)]})
    return json.dumps({"text": _escaped(told.headline), "blocks": blocks}, ensure_ascii=False, indent=1) + "\n"


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
