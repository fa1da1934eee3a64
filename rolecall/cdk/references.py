"""References into collections and objects: the values behind properties that are more than one string."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from rolecall.cdk.toolkit import (
    ComplexList,
    ComplexObject,
    DefaultTokenResolver,
    Fn,
    StringConcat,
    TerraformStack,
    Token,
    Tokenization,
)


def list_of_set(parent: Any, terraform_attribute: str) -> list[str]:
    """A reference to set `terraform_attribute` of `parent`, as the list that expressions can work with."""
    return Token.as_list(Fn.tolist(parent.get_list_attribute(terraform_attribute)))


def meaning(value: str, stack: TerraformStack) -> str:
    """`value` of a stack with the tokens in it as the expressions that they stand for."""
    resolver = DefaultTokenResolver(StringConcat())
    return str(Tokenization.resolve(value, preparing=False, resolver=resolver, scope=stack))


class ObjectReference(ComplexObject):
    """A reference to an object inside an element; generated classes add its attributes as properties."""

    def get_set_attribute(self, terraform_attribute: str) -> list[str]:
        """A reference to a set of strings, as a list, which is what expressions can work with."""
        return list_of_set(self, terraform_attribute)


Item = TypeVar("Item", bound=ObjectReference)


class ObjectList(ComplexList, Generic[Item]):
    """A reference to a list or set of objects; `get(0)` is its first."""

    def __init__(self, parent: Any, terraform_attribute: str, item: type[Item], *, wraps_set: bool = False) -> None:
        super().__init__(parent, terraform_attribute, wraps_set)
        self._parent, self._attribute, self._item, self._from_set = parent, terraform_attribute, item, wraps_set

    def get(self, index: int) -> Item:
        """The object at `index`, counted from 0."""
        return self._item(self._parent, self._attribute, self._from_set, index)
