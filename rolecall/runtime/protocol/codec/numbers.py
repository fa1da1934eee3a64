"""Numbers without loss between the wire and Python.

Terraform's numbers are decimal fractions of about 150 digits. In Python a whole number is an `int`; a fraction is a
`float` when the float's shortest decimal form is that very number, as for `0.1`, so that it equals what a JSON
decoder makes of a vendor's answer; any other is a `Decimal`. Read the other way, a `float` stands for its shortest
decimal form: what somebody wrote, not the binary fraction next to it.
"""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

Number: TypeAlias = int | float | Decimal

_LONGEST_INT: Final = 4_000  # digits; Python refuses to convert more than 4,300 between text and int
_I64_MIN: Final = -(2**63)
_U64_MAX: Final = 2**64 - 1


def from_text(text: str) -> Number:
    """The number that the decimal `text` spells. Raises ValueError when it spells none, or no finite one."""
    try:
        return from_decimal(Decimal(text))
    except InvalidOperation:
        raise ValueError("not a decimal number") from None


def from_digits(text: str) -> Number:
    """The whole number that `text` spells, quickly: digits alone, with a sign or not."""
    return int(text) if len(text) < _LONGEST_INT else from_text(text)


def from_decimal(exact: Decimal) -> Number:
    """`exact` in its plainest Python type. Raises ValueError when it is not finite."""
    if not exact.is_finite():
        raise ValueError("not a finite number")
    if -_LONGEST_INT < exact.adjusted() < _LONGEST_INT:
        whole = int(exact)
        if whole == exact:
            return whole
        nearest = float(exact)
        if Decimal(repr(nearest)) == exact:
            return nearest
    return exact


def from_float(value: float) -> Number:
    """The number that a binary float on the wire means, which is its exact value. Raises ValueError as above."""
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return from_decimal(Decimal(value))


def to_wire(value: Number) -> int | str:
    """`value` as MessagePack carries it: an integer where 64 bits suffice, else a decimal string.

    Raises ValueError when it is not finite.
    """
    if isinstance(value, int):
        return value if _I64_MIN <= value <= _U64_MAX else _digits(value)
    if not (value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)):
        raise ValueError("not a finite number")
    if value == 0:
        return 0
    return repr(value) if isinstance(value, float) else str(value)


def _digits(value: int) -> str:
    """`value` in decimal, however long."""
    return str(Decimal(value))
