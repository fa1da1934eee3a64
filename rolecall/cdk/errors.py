"""Errors of stacks whose declarations are wrong.

StackError
├── ArgumentTypeError   (also a TypeError)   an argument has the wrong type
├── NameCollisionError  (also a ValueError)  two constructs would become one Terraform address
├── DeclarationError    (also a ValueError)  a person, access or stack that cannot be right
├── ToolkitError        (also a ModuleNotFoundError)  the construct toolkit is not installed
└── RosterError         (also a ValueError)  one or more lines of a roster file are wrong
"""

from __future__ import annotations


class StackError(Exception):
    """Base of every error that the stacks side raises on purpose."""


class ArgumentTypeError(StackError, TypeError):
    """An argument of a binding has a value of the wrong type. The text names the construct and the argument."""


class NameCollisionError(StackError, ValueError):
    """Two constructs, or two people, would become one Terraform address. The text names both."""


class DeclarationError(StackError, ValueError):
    """A declaration that no vendor could carry out. The text says which and what to do."""


class ToolkitError(StackError, ModuleNotFoundError):
    """There is no construct toolkit to write stacks with. The text says what to install."""


class RosterError(StackError, ValueError):
    """Lines of a roster file that are wrong, each as `file:line: what`."""
