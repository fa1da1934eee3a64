"""Published YAML of which only what is looked into is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.__main__ import main
from generators.importing.lazy_yaml import lazy, plain
from generators.input.yaml_source import DefinitionError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: {b: [1, {c: true}], d: null}", {"a": {"b": [1, {"c": True}], "d": None}}),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}\ne: *x", {"a": {"b": 1}, "c": {"b": 1, "d": 2}, "e": {"b": 1}}),
        ("'200': ok\n404: gone", {"200": "ok", 404: "gone"}),
        ("[]", []),
        ("", None),
    ],
)
def test_everything_is_there_when_it_is_looked_into(text: str, value: object) -> None:
    assert plain(lazy(text, "x.yaml")) == value


def test_what_nobody_looks_into_is_not_read() -> None:
    found = lazy("used: {a: 1}\nunused: !strange {b: 2}\n", "x.yaml")
    assert found["used"]["a"] == 1
    with pytest.raises(DefinitionError, match=r"x.yaml:2: it is no YAML: could not determine a constructor"):
        found["unused"]


@pytest.mark.parametrize("text", ["a: [1", "a: b: c", "a: 1\n--- \nb: 2", "? [a, b]\n: 1"])
def test_what_is_no_yaml_is_told_with_its_line(text: str) -> None:
    with pytest.raises(DefinitionError, match=r"^x.yaml:\d+: "):
        lazy(text, "x.yaml")


@pytest.mark.parametrize("inner", ["&x [*x]", "&x {type: object, properties: {a: *x}}"])
def test_an_alias_that_contains_itself_is_refused(
    inner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = f"{{'200': {{description: x, content: {{application/json: {{schema: {inner}}}}}}}}}"
    file = tmp_path / "published.yaml"
    file.write_text(f"openapi: 3.0.3\npaths: {{/a: {{get: {{operationId: a, responses: {answer}}}}}}}\n")
    assert main(["import", str(file), "--operations", "a", "--output", str(tmp_path / "openapi.yaml")]) == 3
    assert "published.yaml:1: it is nested without end" in capsys.readouterr().err
