from __future__ import annotations

import json
import math
import string
from decimal import Decimal
from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.runtime.protocol.codec import dynamic_value, numbers
from rolecall.runtime.protocol.codec.msgpack_json import CodecError
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    Type,
    to_data,
)

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=4)


def fields(kinds: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    return st.dictionaries(NAMES, kinds, max_size=4).map(lambda found: ObjectOf(tuple(found.items())))


KINDS: st.SearchStrategy[Type] = st.recursive(
    st.sampled_from([STRING, NUMBER, BOOL]),
    lambda kinds: st.one_of(kinds.map(ListOf), kinds.map(SetOf), kinds.map(MapOf), fields(kinds)),
    max_leaves=6,
)
NUMBERS = st.one_of(
    st.integers(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.decimals(allow_nan=False, allow_infinity=False).map(numbers.from_decimal),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer()),
)


def values(kind: Type) -> st.SearchStrategy[Any]:
    match kind:
        case Primitive("string"):
            known: st.SearchStrategy[Any] = st.text(max_size=8)
        case Primitive("number"):
            known = NUMBERS
        case Primitive("bool"):
            known = st.booleans()
        case ListOf(element) | SetOf(element):
            known = st.lists(values(element), max_size=4)
        case MapOf(element):
            known = st.dictionaries(st.text(max_size=4), values(element), max_size=4)
        case ObjectOf(found):
            known = st.fixed_dictionaries({name: values(field) for name, field in found})
    return st.one_of(known, st.none(), st.just(UNKNOWN))


KIND_AND_VALUE = KINDS.flatmap(lambda kind: st.tuples(st.just(kind), values(kind)))


@given(KIND_AND_VALUE)
def test_what_is_sent_comes_back_in_canonical_form(pair: tuple[Type, Any]) -> None:
    kind, value = pair
    assert dynamic_value.decode(kind, dynamic_value.encode(kind, value)) == canonical_value(kind, value)


@given(KIND_AND_VALUE)
def test_what_came_is_sent_as_it_came(pair: tuple[Type, Any]) -> None:
    kind, value = pair
    wire = dynamic_value.encode(kind, canonical_value(kind, value))
    assert dynamic_value.encode(kind, dynamic_value.decode(kind, wire)) == wire


@given(KINDS, st.binary(max_size=40))
def test_garbage_is_refused_and_never_crashes(kind: Type, data: bytes) -> None:
    try:
        dynamic_value.decode(kind, data)
        dynamic_value.decode_json(kind, data)
    except CodecError:
        pass


@given(NUMBERS)
def test_numbers_are_exact(number: Any) -> None:
    again = dynamic_value.decode(NUMBER, dynamic_value.encode(NUMBER, number))
    assert again == number
    assert Decimal(str(again)) == Decimal(str(number))


@pytest.mark.parametrize(
    ("wire", "value"),
    [
        (12345678901234567890, 12345678901234567890),
        ("12345678901234567890123", 12345678901234567890123),
        ("0.1", 0.1),
        ("1.50", 1.5),
        ("-7.0", -7),
        ("1e3", 1000),
        (0.5, 0.5),
        (3.0, 3),
        # The double next to 0.1 is another number than 0.1.
        (0.1, Decimal("0.1000000000000000055511151231257827021181583404541015625")),
        ("0.3333333333333333333333333333", Decimal("0.3333333333333333333333333333")),
    ],
)
def test_a_number_on_the_wire(wire: Any, value: Any) -> None:
    decoded = dynamic_value.decode(NUMBER, msgpack.packb(wire))
    assert decoded == value
    assert type(decoded) is type(value)


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (2**64 - 1, 2**64 - 1),
        (2**64, "18446744073709551616"),
        (-(2**63) - 1, "-9223372036854775809"),
        (0.1, "0.1"),
        (-0.0, 0),
        (Decimal("0.1"), "0.1"),
    ],
)
def test_a_number_is_sent_as(value: Any, wire: Any) -> None:
    assert msgpack.unpackb(dynamic_value.encode(NUMBER, value)) == wire


def test_a_number_may_be_longer_than_python_converts_between_int_and_text() -> None:
    wire = msgpack.packb("1" + "0" * 5_000)
    decoded = dynamic_value.decode(NUMBER, wire)
    assert decoded == 10**5_000
    assert dynamic_value.decode(NUMBER, dynamic_value.encode(NUMBER, decoded)) == 10**5_000
    assert dynamic_value.decode(NUMBER, dynamic_value.encode(NUMBER, 10**5_000)) == 10**5_000


@pytest.mark.parametrize("wire", ["", "x", "1.2.3", "Infinity", "NaN", math.inf, math.nan, True, [1]])
def test_what_is_no_number_is_refused(wire: Any) -> None:
    with pytest.raises(CodecError):
        dynamic_value.decode(NUMBER, msgpack.packb(wire))


@pytest.mark.parametrize("value", [math.inf, math.nan, Decimal("inf"), True, "1"])
def test_what_is_no_number_is_not_sent(value: Any) -> None:
    with pytest.raises(CodecError):
        dynamic_value.encode(NUMBER, value)


def test_an_unknown_is_unknown_whether_refined_or_not() -> None:
    refined = msgpack.ExtType(12, msgpack.packb({1: False, 2: "pre"}))
    for wire in (msgpack.ExtType(0, b"\0"), msgpack.ExtType(0, b""), refined):
        assert dynamic_value.decode(STRING, msgpack.packb(wire)) is UNKNOWN
        assert dynamic_value.decode(ListOf(NUMBER), msgpack.packb([1, wire])) == [1, UNKNOWN]


def test_unknown_goes_out_as_terraform_writes_it() -> None:
    assert dynamic_value.encode(SetOf(STRING), UNKNOWN) == b"\xd4\x00\x00"


def test_sets_come_sorted_and_without_duplicates() -> None:
    assert dynamic_value.decode(SetOf(STRING), msgpack.packb(["b", "a", "b"])) == ["a", "b"]
    pair = ObjectOf((("a", NUMBER), ("b", SetOf(STRING))))
    wire = msgpack.packb([{"a": 1, "b": ["y", "x"]}, {"a": 1, "b": ["x", "y"]}])
    assert dynamic_value.decode(SetOf(pair), wire) == [{"a": 1, "b": ["x", "y"]}]


def test_missing_attributes_are_null() -> None:
    kind = ObjectOf((("a", STRING), ("b", NUMBER)))
    assert dynamic_value.decode(kind, msgpack.packb({"a": "x"})) == {"a": "x", "b": None}
    assert msgpack.unpackb(dynamic_value.encode(kind, {"b": 1})) == {"a": None, "b": 1}


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": 1}, ("a",)),
        ({"b": [{"c": "x"}, {"c": 5}]}, ("b", 1, "c")),
        ({"m": {"k": True}}, ("m", "k")),
        ({"m": {3: "x"}}, ("m",)),
        ({"zz": 1}, ("zz",)),
        ("no object", ()),
    ],
)
def test_a_misfit_is_named_by_its_path_and_not_by_its_value(value: Any, path: tuple[Any, ...]) -> None:
    kind = ObjectOf((("a", STRING), ("b", ListOf(ObjectOf((("c", STRING),)))), ("m", MapOf(STRING))))
    with pytest.raises(CodecError) as caught:
        dynamic_value.encode(kind, value)
    assert caught.value.path == path
    assert "no object" not in str(caught.value)


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(CodecError):
        dynamic_value.encode(STRING, "\ud800")


def test_json_keeps_numbers() -> None:
    kind = ObjectOf((("n", ListOf(NUMBER)), ("s", SetOf(STRING))))
    data = b'{"n": [12345678901234567890, 0.1, 1e2, 3.14159265358979323846264], "s": ["b", "a"]}'
    assert dynamic_value.decode_json(kind, data) == {
        "n": [12345678901234567890, 0.1, 100, Decimal("3.14159265358979323846264")],
        "s": ["a", "b"],
    }


@given(st.recursive(st.none() | st.booleans() | st.text(max_size=4) | NUMBERS, lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(NAMES, inner, max_size=3), max_leaves=5))  # fmt: skip
def test_dynamic_values_bring_their_type(value: Any) -> None:
    assert dynamic_value.decode(DYNAMIC, dynamic_value.encode(DYNAMIC, value)) == value


def test_a_dynamic_value_is_read_by_the_type_it_brings() -> None:
    kind = SetOf(STRING)
    wire = msgpack.packb([json.dumps(to_data(kind)).encode(), ["b", "a", "a"]])
    assert dynamic_value.decode(DYNAMIC, wire) == ["a", "b"]
    assert dynamic_value.decode_json(DYNAMIC, b'{"type": ["tuple", ["string", "number"]], "value": ["a", 1]}') == [
        "a",
        1,
    ]
    with pytest.raises(CodecError):
        dynamic_value.decode(DYNAMIC, msgpack.packb([b'"capsule"', "x"]))
