"""Provider functions: templates filled with their arguments."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import FunctionResult
from rolecall.runtime.values.texts import problem_of, shown
from rolecall.specification.schema import Function


def call_function(function: Function, arguments: list[Any]) -> FunctionResult:
    """The template of `function` filled with `arguments`; one that is no name or id is an error that says which."""
    for index, (parameter, value) in enumerate(zip(function.parameters, arguments, strict=True)):
        problem = problem_of("name", str(value))
        if problem:
            return FunctionResult(error=f"{parameter.name}: {problem} The value is {shown(value)}.", argument=index)
    named = {parameter.name: value for parameter, value in zip(function.parameters, arguments, strict=True)}
    return FunctionResult(result=function.template.format_map(named))
