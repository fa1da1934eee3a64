"""Whole configurations, states and identities to and from the wire, by their schema.

Two duties rest here so that nobody above can forget them. Every string in a sensitive or write-only attribute that
passes is registered as a secret. And write-only attributes have their values in configurations alone: they are null
in every state and plan that comes in (Terraform's proposed new state still holds them, which would look like a
change) and in whatever goes out. They are removed and not refused, because an answer to apply that is refused would
lose a created object's state. For the same reason `send_state` sends what can be sent and reports the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.protocol.codec.decoding import Reader, list_reader, map_reader, object_reader, reader, set_reader
from rolecall.runtime.protocol.codec.encoding import Writer, list_writer, map_writer, object_writer, writer
from rolecall.runtime.protocol.codec.msgpack_json import CodecError, pack, parse_json, unpack
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.secrets import register_secret
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Attribute, Schema

Walker: TypeAlias = Callable[[Any], None]


class ObjectCodec:
    """Objects of one schema. Compiled once, used by every call."""

    __slots__ = ("_hide", "_read", "_read_state", "_write", "_writers", "schema", "type")

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.type = schema.type
        self._writers = tuple((item.name, _writer(item)) for item in schema.attributes)
        self._read = reader(self.type)
        self._read_state = object_reader(tuple((item.name, _state_reader(item)) for item in schema.attributes))
        self._write = object_writer(self._writers)
        self._hide = _walk_object(schema.attributes)

    def hide(self, value: Any) -> None:
        """Register the secrets in `value`, which need not be a whole object of this schema."""
        if self._hide is not None and value is not None:
            self._hide(value)

    def receive(self, message: pb.DynamicValue) -> Object | None:
        """The configuration in `message`; None when it is null. Raises CodecError."""
        return self._decoded(message, self._read)

    def receive_state(self, message: pb.DynamicValue) -> Object | None:
        """The state or plan in `message`, write-only attributes null; None when it is null. Raises CodecError."""
        return self._decoded(message, self._read_state)

    def _decoded(self, message: pb.DynamicValue, read: Reader) -> Object | None:
        if message.msgpack:
            value = read(unpack(message.msgpack))
        elif message.json:
            value = read(parse_json(message.json))
        else:
            return None
        if value is UNKNOWN:
            raise CodecError("expected an object, got an unknown value")
        self.hide(value)
        return value  # type: ignore[no-any-return] # the reader of an object type gives an object or None

    def send(self, value: Object | None) -> pb.DynamicValue:
        """`value` as a message, write-only attributes null. Raises CodecError."""
        self.hide(value)
        return pb.DynamicValue(msgpack=pack(self._write(value)))

    def send_state(self, value: Object | None, findings: list[Diagnostic]) -> pb.DynamicValue:
        """As `send`, but what does not fit the schema is null in the message and an error in `findings`."""
        try:
            return self.send(value)
        except CodecError:
            return self._send_what_fits(value or {}, findings)

    def _send_what_fits(self, value: Object, findings: list[Diagnostic]) -> pb.DynamicValue:
        wire: dict[str, Any] = {}
        for name, write in self._writers:
            try:
                wire[name] = write(value.get(name))
                pack(wire[name])
            except CodecError as error:
                wire[name] = None
                findings.append(unfit(error.inside(name)))
        names = {name for name, _ in self._writers}
        findings.extend(
            unfit(CodecError("the schema has no such attribute", (name,))) for name in value if name not in names
        )
        return pb.DynamicValue(msgpack=pack(wire))


def required(value: Object | None) -> Object:
    """`value`, which must not be null here. Raises CodecError."""
    if value is None:
        raise CodecError("expected an object, got null")
    return value


def unfit(error: CodecError) -> Diagnostic:
    """The finding that the provider made or got a value that its own schema does not allow."""
    return Diagnostic(
        "error",
        "A value does not fit the provider's schema",
        f"{error.problem[:1].upper()}{error.problem[1:]}. This is a mistake in the provider, not in the configuration.",
        error.path,
    )


def _state_reader(attribute: Attribute) -> Reader:
    """The reader of `attribute` in a state or plan, which gives null for write-only ones at any depth."""
    if attribute.write_only:
        return _nothing
    if attribute.nesting is None:
        return reader(attribute.type)
    element = object_reader(tuple((item.name, _state_reader(item)) for item in attribute.nested))
    match attribute.nesting:
        case "single":
            return element
        case "list":
            return list_reader(element)
        case "set":
            return set_reader(attribute.value_type, element)
        case "map":
            return map_reader(element)


def _writer(attribute: Attribute) -> Writer:
    """The writer of `attribute`, which gives null for write-only ones at any depth."""
    if attribute.write_only:
        return _nothing
    if attribute.nesting is None:
        return writer(attribute.type)
    element = object_writer(tuple((item.name, _writer(item)) for item in attribute.nested))
    match attribute.nesting:
        case "single":
            return element
        case "list" | "set":
            return list_writer(element)
        case "map":
            return map_writer(element)


def _nothing(_value: Any) -> None:
    """Read or write null, whatever is given."""


def _walk_object(attributes: tuple[Attribute, ...]) -> Walker | None:
    """The function that registers the secrets of an object, or None when it can hold none."""
    walkers = [(item.name, walk) for item in attributes if (walk := _walk_attribute(item)) is not None]
    if not walkers:
        return None

    def walk_all(value: Object) -> None:
        if isinstance(value, dict):
            for name, walk in walkers:
                walk(value.get(name))

    return walk_all


def _walk_attribute(attribute: Attribute) -> Walker | None:
    if attribute.sensitive or attribute.write_only:
        return _register
    if attribute.nesting is None:
        return None
    element = _walk_object(attribute.nested)
    if element is None or attribute.nesting == "single":
        return element
    walk = element

    def walk_each(value: Any) -> None:
        if isinstance(value, (list, tuple)):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)

    return walk_each


def _register(value: Any) -> None:
    """Register every string in `value`."""
    if type(value) is str:
        register_secret(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _register(item)
    elif isinstance(value, dict):
        for item in value.values():
            _register(item)
