"""Vendor text is text: whatever it holds, it never becomes code, markup or a template."""

from __future__ import annotations

import ast
import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generators import text
from generators.load import load_vendor
from generators.output.literals import source
from generators.project import render_vendors
from rolecall.specification.schema import Attribute
from tests.generators.conftest import Vendor, importable

NASTY = [
    '"""\nimport os\n"""',
    "''' + evil() + '''",
    'ends with a quote "',
    "ends with a backslash \\",
    '\\"""',
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "{braces} {0} %s %(name)s",
    "${file(\"/etc/passwd\")} %{ if true }x%{ endif }",
    "line one\n---\n# heading\n- item",
    "carriage\rreturn \u2028 separator \x85 next \x0c feed",
    "</p><script>alert(1)</script>",
    "an odd ` backtick",
    "```\nfence\n```",
    "# not a heading",
    "- not an item",
    "\\N{BULLET} \\x41 \\u0041",
    "*/ // <!-- --> ]]>",
    "ключ 鍵 🔑 \u202e reversed",
    "x" * 400,
]  # fmt: skip


Files = dict[Path, str]


def poison(data: Any, payload: str) -> Any:
    """`data` with `payload` behind every text that people read."""
    prose = {"description", "summary", "reason", "deprecated", "meaning", "title"}
    if isinstance(data, dict):
        made = {}
        for key, value in data.items():
            is_prose = key in prose and isinstance(value, str)
            made[key] = f"{value} {payload}" if is_prose else poison(value, payload)
        return made
    return [poison(item, payload) for item in data] if isinstance(data, list) else data


def permitted(payload: str) -> str:
    """`payload` without the signs that no configuration may hold, so that no default has them."""
    return re.sub(r"[\r\f\x7f-\x9f\u2028-\u202e]", " ", payload)


def poisoned(vendor: Vendor, payload: str) -> Files:
    description = poison(vendor.data("openapi.yaml"), payload)
    definition = poison(vendor.data("provider.yaml"), payload)
    gardener = definition["resources"]["orchard_gardener"]
    gardener["hazards"] = [payload]
    gardener["ignore"] = {"mentor.nick": payload}
    gardener["attributes"]["full_name"]["example"] = payload
    gardener["attributes"]["plots"]["example"] = [payload]
    default = permitted(payload)
    gardener["attributes"]["shift"] = {"checks": [{"among": {"values": [default, payload]}}], "default": default}
    gardener["guards"][0]["values"] = [payload]
    checks = definition["resources"]["orchard_plot"]["attributes"]["title"]["checks"]
    next(check["matches"] for check in checks if "matches" in check)["pattern"] = re.escape(payload)
    definition["errors"]["request_id_headers"] = [payload]
    definition["headers"]["x-other"] = payload
    definition["query"] = {payload: payload}
    definition["functions"]["plot_binding_id"]["parameters"] = {"gardener": payload, "plot": payload}
    definition["collections"]["gardeners"]["masked"] = {"fields": ["secretWord"], "values": [payload]}
    vendor.dump("openapi.yaml", description)
    vendor.dump("provider.yaml", definition)
    return render_vendors([load_vendor(vendor.folder)])[0]


def bones(code: str) -> str:
    """The syntax of a module without its constants: what it does, whatever it says."""

    class Strip(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:  # ast names its visitors so
            return ast.Constant(value=type(node.value).__name__)

    return ast.dump(Strip().visit(ast.parse(code)))


def outline(page: str) -> list[str]:
    """The block structure of a Markdown page: front matter, headings, fences and HTML, in order."""
    marks = re.compile(r"^(---|#+ |```|<a |<!--)")
    return [found[1].strip() for line in page.splitlines() if (found := marks.match(line))]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What is generated where the text is harmless."""
    return poisoned(Vendor(tmp_path_factory.mktemp("plain") / "orchard"), "harmless")


@pytest.fixture(scope="module", params=range(len(NASTY)))
def nasty_text(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Files]:
    """A nasty text, and what is generated from it."""
    payload = NASTY[request.param]
    return payload, poisoned(Vendor(tmp_path_factory.mktemp("nasty") / "orchard"), payload)


def test_generated_code_keeps_its_bones(nasty_text: tuple[str, Files], plain: Files) -> None:
    _, nasty = nasty_text
    assert plain.keys() == nasty.keys()
    for path in plain:
        if path.suffix == ".py":
            assert bones(nasty[path]) == bones(plain[path]), path


def test_generated_pages_keep_their_outline(nasty_text: tuple[str, Files], plain: Files) -> None:
    _, nasty = nasty_text
    for path, page in nasty.items():
        if path.suffix != ".md":
            continue
        assert outline(page) == outline(plain[path]), path
        _, front, body = page.split("---\n", 2)
        assert yaml.safe_load(front).keys() == {"page_title", "subcategory", "description"}
        prose = re.sub(r"^```.*?^```$", "", body, flags=re.M | re.S)
        assert "<script" not in re.sub(r"`[^`\n]*`", "", prose), path


def test_shim_says_exactly_what_the_definition_says(nasty_text: tuple[str, Files], tmp_path: Path) -> None:
    payload, files = nasty_text
    for path, content in files.items():
        (tmp_path / "tree" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / path).write_text(content, encoding="utf-8")
    with importable(tmp_path / "tree", "orchard"):
        provider = importlib.import_module("providers.orchard").PROVIDER
    gardener = provider.resource("orchard_gardener")
    assert gardener.schema.description == text.one_line(f"Someone who may tend plots. {payload}")
    assert gardener.lifecycle.guards[0].values == (payload,)
    assert gardener.schema.attribute("shift").default == permitted(payload)
    assert dict(provider.query) == {payload: payload}
    assert provider.errors.request_id_headers == (payload,)
    assert provider.collection("gardeners").masked.values == (payload,)


def test_examples_hold_the_text_and_no_template(nasty_text: tuple[str, Files]) -> None:
    payload, files = nasty_text
    example = files[Path("examples/orchard/resources/orchard_gardener/resource.tf")]
    line = next(each for each in example.split("\n") if each.startswith("  full_name "))
    literal = line.split("= ", 1)[1]
    assert re.search(r"(?<!\$)\$\{|(?<!%)%\{", literal) is None
    assert json.loads(literal.replace("$${", "${").replace("%%{", "%{")) == payload
    stack = ast.parse(files[Path("examples/orchard/resources/orchard_gardener/stack.py")])
    calls = [node for node in ast.walk(stack) if isinstance(node, ast.Call)]
    keywords = {each.arg: each.value for call in calls for each in call.keywords}
    assert ast.literal_eval(keywords["full_name"]) == payload


WORDS = st.text(max_size=200)


@given(WORDS)
def test_any_text_survives_as_a_literal(value: str) -> None:
    for indent in (0, 40, 100):
        assert ast.literal_eval(source(value, indent).strip()) == value
    made = ast.parse(source(Attribute(name="x", description=value)), mode="eval").body
    assert isinstance(made, ast.Call)


@given(WORDS)
def test_any_text_stays_inside_a_docstring(value: str) -> None:
    module = ast.parse(f'class X:\n    """{text.docstring(value, 4)}"""\n')
    assert text.one_line(ast.get_docstring(module.body[0]) or "") == text.one_line(value)  # type: ignore[arg-type]  # a class
    assert len(module.body) == 1


@given(WORDS)
def test_any_text_stays_one_comment(value: str) -> None:
    assert len(f"# {text.comment(value)}".splitlines()) == 1


@given(WORDS)
def test_any_text_is_one_paragraph_without_html(value: str) -> None:
    made = text.markdown(value)
    assert len(made.splitlines()) <= 1
    assert "<" not in re.sub(r"`[^`]*`", "", made)
    assert re.match(r"#|-|\+|>|=|~|\||\*\s|\d+[.)]\s", made) is None


@given(WORDS)
def test_any_text_is_one_code_span(value: str) -> None:
    made = text.code(value)
    fence = re.match(r"`+", made)
    assert fence is not None
    inside = made[len(fence[0]) : -len(fence[0])]
    assert fence[0] not in re.findall(r"`+", inside)
    assert text.one_line(inside) == text.one_line(value)


@given(WORDS)
def test_any_text_is_one_yaml_value(value: str) -> None:
    assert yaml.safe_load(f"a: {text.yaml_text(value)}\n") == {"a": text.one_line(value)}
