"""No text that could mislead a server, a log or a reader gets into a name, a login, an id or a path, at any vendor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.runtime.candidates import every_dialect
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.engine import Engine
from rolecall.runtime.resources.functions import call_function
from rolecall.runtime.shims import load, vendors
from rolecall.runtime.values.checks import check_values
from rolecall.runtime.values.text_rules import (
    Forms,
    forms_of_data_source,
    forms_of_ephemeral,
    forms_of_provider,
    forms_of_resource,
)
from rolecall.specification.schema import Attribute, Provider, Resource, Schema
from rolecall.specification.traits import Matches
from rolecall.specification.types import ListOf, MapOf, SetOf
from rolecall.testing.case import FromBox, ResourceCase
from tests.contract.tables import RESOURCES
from tests.runtime.resources.switches import with_attribute

SHIMS: list[Provider] = [shim for vendor in vendors() if (shim := load(vendor)) is not None]
SANE = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789", min_size=1, max_size=20)
UNSEEN = "\x00\n\r\t\x1b\x7f\x85\u200b\u200e\u2028\u2029\u202e\u2066\u2069\u061c\ufeff\ufffe\ud800\udfff\U000e0041"
WAYS_OUT = ("..", ".", "../roles", "9490/../9490", "a/..", "..\\a", "%2e%2e", "a%2Fb", "a%5cb", "a%00b", "a%252fb")


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """A text that is no name: unseen characters anywhere, blanks outside, nothing at all, too much, or a way out."""
    name = draw(SANE)
    place = draw(st.integers(0, len(name)))
    return draw(
        st.one_of(
            st.sampled_from(UNSEEN).map(lambda character: name[:place] + character + name[place:]),
            st.sampled_from([f" {name}", f"{name} ", f"\u00a0{name}", f"{name}\u3000", "", " ", "\u00a0"]),
            st.integers(513, 6000).map(lambda length: "x" * length),
            st.sampled_from(WAYS_OUT),
        )
    )


def arguments(schema: Schema, forms: Forms) -> Iterator[tuple[list[Attribute], str]]:
    """The way of attributes to each argument that has a form, and the form; what is nested is reached in it."""
    for path, form in forms.items():
        way: list[Attribute] = []
        attributes = schema.attributes
        for name in path.split("."):
            way.append(next(item for item in attributes if item.name == name))
            attributes = way[-1].nested
        if not way[-1].nested:
            yield way, "" if form.may_be_empty else form.text


def configuration(schema: Schema, way: list[Attribute], text: str) -> dict[str, Any]:
    """A configuration with `text` where `way` leads, and nothing else."""
    value: Any = text
    last = way[-1]
    if isinstance(last.type, SetOf | ListOf):
        value = [text]
    elif isinstance(last.type, MapOf):
        value = {"key": text}
    for attribute in reversed(way[:-1]):
        inner = way[way.index(attribute) + 1].name
        whole = {**dict.fromkeys(item.name for item in attribute.nested), inner: value}
        value = {"single": whole, "map": {"key": whole}}.get(attribute.nesting or "", [whole])
    return {**dict.fromkeys(item.name for item in schema.attributes), way[0].name: value}


RESOURCE_ARGUMENTS = [
    (shim, item, way, form)
    for shim in SHIMS
    for item in shim.resources
    for way, form in arguments(item.schema, forms_of_resource(shim, item))
]


def at(found: Diagnostics, way: list[Attribute]) -> bool:
    return any(item.severity == "error" and item.path[:1] == (way[0].name,) for item in found)


def test_every_resource_type_has_an_argument_that_names_something() -> None:
    named = {item.name for _, item, _, _ in RESOURCE_ARGUMENTS}
    assert named == {item.name for shim in SHIMS for item in shim.resources}


@settings(max_examples=150, deadline=None)
@given(hostile())
def test_no_hostile_text_names_anything(text: str) -> None:
    engines = {shim.name: Engine(shim, environment={}) for shim in SHIMS}
    for shim, item, way, form in RESOURCE_ARGUMENTS:
        if text or form:
            found = engines[shim.name].validate_resource(item.name, configuration(item.schema, way, text))
            assert at(found, way), (item.name, [each.name for each in way], text)


@settings(max_examples=100, deadline=None)
@given(hostile())
def test_no_hostile_text_chooses_what_is_read_or_opened(text: str) -> None:
    for shim in SHIMS:
        engine = Engine(shim, environment={})
        for source in shim.data_sources:
            has = next(each for each in (shim, *every_dialect(shim)) if each.lack(f"data.{source.name}") is None)
            for way, _ in arguments(source.schema, forms_of_data_source(has, source)):
                found = engine.validate_data_source(source.name, configuration(source.schema, way, text))
                assert at(found, way), (source.name, way[0].name, text)
        for ephemeral in shim.ephemerals:
            for way, _ in arguments(ephemeral.schema, forms_of_ephemeral(shim, ephemeral)):
                found = engine.validate_ephemeral(ephemeral.name, configuration(ephemeral.schema, way, text))
                assert at(found, way), (ephemeral.name, way[0].name, text)
        for way, _ in arguments(shim.schema, forms_of_provider(shim)):
            found = engine.validate_provider(configuration(shim.schema, way, text))
            assert any(item.severity == "error" for item in found), (shim.name, way[0].name, text)


@settings(max_examples=100, deadline=None)
@given(hostile().filter(bool))
def test_no_hostile_text_is_imported_or_made_an_id(text: str) -> None:
    for shim in SHIMS:
        engine = Engine(shim, environment={})
        for item in shim.resources:
            for given_id in (text, f"name={text}") if item.id_template is None else (text,):
                found = engine.import_state(item.name, given_id, None, deferral_allowed=False)
                assert found.diagnostics.items[0].path == ("id",), (item.name, given_id)
        for function in shim.functions:
            for index in range(len(function.parameters)):
                values = [text if index == each else "sane" for each in range(len(function.parameters))]
                assert call_function(function, values).argument == index, (function.name, text)


@pytest.mark.parametrize("given_id", ["jane@example.com", "jane", "12a", "१२", "7 "])
@pytest.mark.parametrize("type_name", ["tanium_role_binding", "tanium_api_token"])
def test_what_refers_to_a_key_that_is_a_number_is_a_number(type_name: str, given_id: str) -> None:
    shim = load("tanium")
    assert shim is not None
    config = configuration(shim.resource(type_name).schema, [shim.resource(type_name).schema.attribute("user_id")], "")
    found = Engine(shim, environment={}).validate_resource(type_name, {**config, "user_id": given_id})
    assert [item.summary for item in found if item.path == ("user_id",)] == ["Invalid value for user_id"]


def test_what_refers_to_a_key_has_the_form_that_its_description_gives_the_key() -> None:
    shim = load("okta")
    assert shim is not None
    checks = (Matches(pattern="00u[0-9a-zA-Z]{17}", meaning="an id that begins with 00u"),)
    described = with_attribute(shim, "okta_user", "id", checks=checks)
    schema = shim.resource("okta_group_member").schema
    config = configuration(schema, [schema.attribute("user_id")], "00g1emaKYZTWRYYRRTSK")
    found = Engine(described, environment={}).validate_resource("okta_group_member", config)
    assert "an id that begins with 00u" in "".join(item.detail for item in found)
    known = Engine(shim, environment={}).validate_resource("okta_group_member", config)
    assert all(item.path != ("user_id",) for item in known)


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\x1b[2Jb", "a\ud800b", "a\x9bb"])
def test_free_text_never_holds_what_a_terminal_obeys_or_no_body_carries(text: str) -> None:
    for shim in SHIMS:
        for item in shim.resources:
            for attribute in item.schema.attributes:
                if (attribute.required or attribute.optional) and str(attribute.value_type) == "string":
                    config = configuration(item.schema, [attribute], text)
                    assert at(Engine(shim, environment={}).validate_resource(item.name, config), [attribute])


def test_free_text_may_have_lines() -> None:
    attribute = Attribute(name="description", optional=True)
    assert not check_values(Schema(attributes=(attribute,)), {"description": "One.\n\tTwo.\r\n"}).items


@pytest.mark.parametrize("case", RESOURCES, ids=lambda case: case.type)
def test_what_people_really_write_passes(case: ResourceCase) -> None:
    shim = load(case.vendor)
    assert shim is not None
    resource = shim.resource(case.type)
    for config in (case.basic, *({**case.basic, name: each.value} for name, each in case.updates.items())):
        for name, value in config.items():
            assert not _problems(shim, resource, name, value), (name, value)


@pytest.mark.parametrize(
    "name", ["Łukasz O'Brien", "jane.roe@example.com", "Ä-Team (EU)", "CORP\\jane", "می‌خواهم", "名前"]
)
def test_names_of_all_the_world_pass(name: str) -> None:
    shim = load("scim")
    assert shim is not None
    assert not _problems(shim, shim.resource("scim_group"), "display_name", name)


def _problems(shim: Provider, resource: Resource, name: str, value: Any) -> list[str]:
    if isinstance(value, FromBox) or (isinstance(value, str) and "${" in value):
        return []
    attribute = resource.schema.attribute(name)
    if isinstance(value, dict | list) and "FromBox" in repr(value):
        return []
    schema = Schema(attributes=(attribute,))
    found = check_values(schema, {name: value}, forms_of_resource(shim, resource))
    return [item.detail for item in found]
