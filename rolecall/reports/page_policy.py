"""Content Security Policies (https://www.w3.org/TR/CSP3/) for pages of one file, and data inside of them."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from rolecall.text.sanitizer import visible_data


def hash_of(text: str) -> str:
    """The source by which a policy lets exactly this style or script in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def embedded(value: Any) -> str:
    """JSON that no HTML parser takes for anything else."""
    data = json.dumps(visible_data(value), ensure_ascii=False, separators=(",", ":"))
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
