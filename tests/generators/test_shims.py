"""The generated shim, imported: it says what the specification says."""

from __future__ import annotations

import dataclasses
import inspect
from types import ModuleType

import pytest

import rolecall.specification.traits as traits
from generators.output.literals import source, words
from generators.resolve.specification import ProviderSpec
from rolecall.specification import types
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    NaturalKey,
    ObjectLifecycle,
    Operation,
    Pairs,
    Provider,
)
from rolecall.specification.traits import CascadeDelete, Deprovision, FullReplace, WriteOnceSecret


def classes(module: ModuleType) -> dict[str, type]:
    return {
        name: item
        for name, item in vars(module).items()
        if inspect.isclass(item) and dataclasses.is_dataclass(item) and item.__module__.startswith(module.__name__)
    }


def test_shim_is_the_specification(shim: ModuleType, orchard: ProviderSpec) -> None:
    assert orchard.provider == shim.PROVIDER


def test_made_up_vendor_uses_every_trait(orchard: ProviderSpec) -> None:
    assert classes(traits).keys() <= words(orchard.provider)


def test_fields_become_attributes(shim: ModuleType) -> None:
    provider: Provider = shim.PROVIDER
    gardener = provider.resource("orchard_gardener").schema
    name = gardener.attribute("name")
    assert (name.field, name.required, name.replace, name.sent_on) == ("key", True, True, "create")
    assert gardener.attribute("id") == Attribute(
        name="id", computed=True, read="key", description="Key of the gardener."
    )
    secret = gardener.attribute("secret_word_wo")
    assert (secret.write_only, secret.sensitive, secret.read_path) == (True, True, None)
    assert gardener.attribute("secret_word_wo_version").version_of == "secret_word_wo"
    active = gardener.attribute("is_active")
    assert (active.optional, active.computed, active.default, active.type) == (True, True, True, types.BOOL)
    assert gardener.attribute("banned").sent_on == "update"
    welcome = gardener.attribute("welcome")
    assert (welcome.readable, welcome.computed, welcome.replace) == (False, False, True)
    assert gardener.attribute("apples").read_path == "stats.apples"
    assert gardener.attribute("tools").value_type == types.ListOf(
        types.object_of(kind=types.STRING, size=types.NUMBER, serial=types.STRING)
    )
    assert gardener.attribute("keys").nesting == "map"
    assert gardener.attribute("home_plot").wire == "id_text"


def test_lifecycles(shim: ModuleType) -> None:
    provider: Provider = shim.PROVIDER
    gardener = provider.resource("orchard_gardener").lifecycle
    assert isinstance(gardener, ObjectLifecycle)
    assert gardener.update == Operation(method="PUT", path="/gardeners/{id}", body="json")
    assert gardener.full_replace == FullReplace(
        may_have=("medals",), strip=("key", "origin", "composted", "rights", "links", "stats")
    )
    assert gardener.deprovision == Deprovision(
        disable=(("is_active", False),),
        cascade_delete=(
            CascadeDelete(
                collection="permits",
                owner="about.holder",
                delete_path="/permits/by-serial/{serial}",
                switch="revoke_permits",
            ),
            CascadeDelete(
                collection="stalls",
                owner="holders.name",
                delete_path="/stalls/{row}/{name}",
                by="name",
                where=(("holders.kind", "PERSON"),),
                endpoint="barn",
            ),
        ),
        mode="on_destroy",
    )
    permit = provider.resource("orchard_permit").lifecycle
    assert isinstance(permit, ObjectLifecycle)
    assert permit.delete == Operation(method="DELETE", path="/permits/{holder}", query=(("serial", "{id}"),))
    assert permit.secret == WriteOnceSecret(
        attribute="code",
        owner="holder",
        expires="expires_at",
        rotate="rotate_before_days",
        live=("state", "valid"),
        jwt_id=True,
        unique_name=True,
    )
    assert provider.resource("orchard_plot_binding").lifecycle == MembershipLifecycle(
        parent="orchard_gardener",
        owner="gardener",
        member="plot",
        of="plots",
        pairs=Pairs(
            collection="tendings",
            create=Operation(method="POST", path="/tendings", body="json"),
            delete=Operation(method="DELETE", path="/tendings/{id}"),
            owner="gardener.key",
            member="plot.number",
        ),
    )
    assert provider.collection("permits").natural_key == NaturalKey(
        attribute="label", field="about.label", scope=(("holder", "about.holder"),)
    )
    assert provider.collection("plots").pagination is None


def test_data_sources_and_ephemerals_follow_their_resource(shim: ModuleType) -> None:
    provider: Provider = shim.PROVIDER
    sources = {item.name: item.schema for item in provider.data_sources}
    readable = [
        item.name for item in provider.resource("orchard_gardener").schema.attributes if item.read_path is not None
    ]
    rows = sources["orchard_gardeners"].attribute("gardeners")
    assert [item.name for item in rows.nested] == readable
    assert all(item.computed and not item.optional and not item.required for item in rows.nested)
    chosen = sources["orchard_gardener"]
    assert [item.name for item in chosen.attributes if item.optional] == ["id", "name"]
    permit = next(item for item in provider.ephemerals if item.name == "orchard_permit").schema
    assert [item.name for item in permit.attributes] == [
        "id",
        "label",
        "holder",
        "until",
        "begins",
        "plot",
        "expires_at",
        "state",
        "code",
        "gate",
    ]
    entered = next(item for item in provider.ephemerals if item.name == "orchard_pass").schema
    word = entered.attribute("word")
    assert (word.required, word.sensitive, word.write_only) == (True, True, False)


def test_an_action_takes_its_body_and_computes_nothing(shim: ModuleType) -> None:
    (action,) = shim.PROVIDER.actions
    assert [(item.name, item.required, item.computed) for item in action.schema.attributes] == [
        ("who", True, False),
        ("word", True, False),
    ]
    assert (action.operation.method, action.operation.path, action.look.method) == ("POST", "/gate", "GET")
    assert (action.place, action.done) == ("who", "{who} may come in.")


def test_numbers_and_booleans_are_told_apart() -> None:
    flag = Attribute(name="x", default=False)
    number = Attribute(name="x", default=0)
    assert source(flag) == "Attribute(name='x', default=False)"
    assert source(number) == "Attribute(name='x', default=0)"


def test_value_without_a_literal_is_refused() -> None:
    with pytest.raises(TypeError, match="dict has no literal"):
        source({})
