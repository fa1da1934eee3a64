"""For a channel in Teams: the body of a message with an Adaptive Card, as its workflows for webhooks take it.

Text runs (https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run) are no Markdown: nothing in them
formats, links or mentions anybody. A message has at most 28 kB.
"""

from __future__ import annotations

import json
from typing import Any, Final

from rolecall.drift.formats.digest import digest
from rolecall.drift.report import Report

_COLOURS: Final = {"critical": "attention", "high": "attention", "medium": "warning", "low": "accent"}


def render(report: Report) -> str:
    """The message as JSON."""
    told = digest(report)
    body = [_block(_run(told.headline, weight="bolder", size="large"))]
    body += [_block(_run(text, isSubtle=True)) for text in told.context]
    body += [
        _block(_run(f"{severity}  ", weight="bolder", color=_COLOURS.get(severity, "default")), _run(text))
        for severity, text in told.lines
    ]
    if told.more:
        body.append(_block(_run(told.more, isSubtle=True)))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "fallbackText": told.headline,
        "body": body,
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, ensure_ascii=False, indent=1) + "\n"


def _block(*runs: dict[str, Any]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **look: Any) -> dict[str, Any]:
    return {"type": "TextRun", "text": text, **look}
