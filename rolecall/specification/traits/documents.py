"""Caveats of documents that are read and written whole."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionTest:
    """Credentials are tried by the vendor before they are saved.

    Those of `keys` go to `path` as the member `member` of the body. `{key}` in the path is an object of `collection`;
    where there is none yet, it is the key of the first row of `kinds`, which the member `kind` of the body then names
    too. A failure is reported at `attribute`, with `advice`.
    """

    path: str
    member: str
    keys: tuple[str, ...]
    collection: str
    kinds: str
    kind: str
    attribute: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeMappings:
    """The list `attribute` says how attributes of one directory become those of another.

    `target`, `source`, `kind` and `priority` are its members. An element fills the attribute `target`, once; `kind`
    says what `source` is: the name of an attribute (`attribute_kind`, which an element without one has), an expression
    (`function_kind`), or a text. Objects are matched by the elements with a `priority`, of which there must be one,
    no two of them the same. In the document an expression stands in the member `expression` of the object `whole`.
    What else an element has is kept, and a new one gets `defaults`.

    `sources` and `targets` are where the document defines the attributes that there are, by their member `named`; a
    step `list[member={name}]` is the element of a list whose member is what the part, or what it is inside of, has
    under that name. `functions_path` lists the vendor's functions by `id`; a POST to `parse_path` makes of an
    expression what the document holds, at `parsed`, unless it tells at `problem` what is wrong.
    """

    attribute: str
    target: str
    source: str
    kind: str
    priority: str
    attribute_kind: str
    function_kind: str
    whole: str
    expression: str
    defaults: tuple[tuple[str, str | int | bool | None], ...]
    sources: str
    targets: str
    named: str
    functions_path: str
    functions: str
    parse_path: str
    parsed: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoping:
    """The list `attribute` of groups of clauses says which objects the part is about.

    `clauses`, `operand`, `operator` and `values` are members: the attribute `operand` is compared by `operator` with
    `values`. `operands` is where the document defines the attributes that there are (see AttributeMappings), by their
    member `named`, each with its type at `typed`. `operators_path` lists the operators at `operators` by `id`: for the
    types in `supported`, and without values where `arity` is `unary`.
    """

    attribute: str
    clauses: str
    operand: str
    operator: str
    values: str
    operands: str
    named: str
    typed: str
    operators_path: str
    operators: str
    supported: str
    arity: str
    unary: str
