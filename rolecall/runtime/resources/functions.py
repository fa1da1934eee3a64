"""Provider functions: templates filled with their arguments."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import FunctionResult
from rolecall.specification.schema import Function


def call_function(function: Function, arguments: list[Any]) -> FunctionResult:
    """The template of `function` filled with `arguments`; an empty argument is an error that names it."""
    for index, (parameter, value) in enumerate(zip(function.parameters, arguments, strict=True)):
        if not str(value).strip():
            return FunctionResult(error=f"{parameter.name} must not be empty.", argument=index)
    named = {parameter.name: value for parameter, value in zip(function.parameters, arguments, strict=True)}
    return FunctionResult(result=function.template.format_map(named))
