"""Official schemas and GitHub's documented rules, as assertions for the reports of every job."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import xmlschema
from markdown_it import MarkdownIt

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def _sarif() -> Any:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


def assert_sarif(text: str) -> dict[str, Any]:
    """The one run of a log that follows the schema of SARIF 2.1.0 and what GitHub says of code scanning.

    https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    """
    log = json.loads(text)
    _sarif().validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] and len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert len(rule["name"]) <= 255
        for name in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[name]["text"]) <= 1024
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        assert "security" in rule["properties"]["tags"] and len(rule["properties"]["tags"]) <= 10
        score = rule["properties"].get("security-severity")
        assert score is None or (isinstance(score, str) and 0 < float(score) <= 10)
    assert len(run["results"]) <= 25_000
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert result["ruleId"] == rule["id"] and result["message"]["text"]
        assert result["level"] in ("note", "warning", "error")
        assert "security-severity" not in result["properties"]  # GitHub reads it at the rule alone
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w.~%-]+(/[\w.~%-]+)*", place["artifactLocation"]["uri"]), place
        region = place["region"]
        assert region["startLine"] == region["endLine"] >= 1 and region["endColumn"] > region["startColumn"] >= 1
    prints = [(each["ruleId"], each["partialFingerprints"]["primaryLocationLineHash"]) for each in run["results"]]
    assert len(set(prints)) == len(prints)
    return dict(run)


def assert_junit(text: str) -> None:
    """The XML follows the schema by which Jenkins reads JUnit reports."""
    xmlschema.XMLSchema10(SCHEMAS / "junit-10.xsd").validate(text)


def code_spans(markdown: str) -> list[str]:
    """What somebody copies from the code spans of a page, as GitHub renders it: tables too."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inside = [child for token in tokens for child in token.children or ()]
    return [child.content for child in inside if child.type == "code_inline"]
