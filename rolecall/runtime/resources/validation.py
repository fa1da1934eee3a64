"""Validate: the values of a configuration, before the vendor is asked anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.resources.data_sources import check_choice
from rolecall.runtime.resources.handlers import handler_of
from rolecall.runtime.values.checks import check_values
from rolecall.runtime.values.checks_between import check_between
from rolecall.runtime.values.text_rules import (
    Forms,
    forms_of_action,
    forms_of_data_source,
    forms_of_ephemeral,
    forms_of_resource,
)
from rolecall.specification.schema import Action, DataSource, Ephemeral, Provider, Resource

D = TypeVar("D", Resource, DataSource, Ephemeral, Action)


class Validation:
    """The checks of values, with the forms of the arguments of each declaration, which are derived once."""

    def __init__(self) -> None:
        self._forms: dict[int, Forms] = {}

    def of_resource(self, shim: Provider, type_name: str, config: Object) -> Diagnostics:
        """Findings about a configuration, as the resource type is in one dialect."""
        resource = shim.resource(type_name)
        found = check_values(resource.schema, config, self._of(shim, forms_of_resource, resource))
        found.extend(check_between(resource.schema, config))
        found.extend(handler_of(resource).validate(resource.lifecycle, config))
        return found

    def of_any(self, shim: Provider, dialects: Iterable[Provider], type_name: str, config: Object) -> Diagnostics:
        """The same while none of the dialects is chosen: only what every one of them refuses is an error.

        A dialect that lacks an argument which is given takes no part: the plan refuses that there.
        """
        found = self.of_resource(shim, type_name, config)
        for dialect in dialects if found.has_error else ():
            if any(config.get(name) is not None for name in dialect.resource(type_name).refused):
                continue
            others = self.of_resource(dialect, type_name, config)
            found = found if others.has_error else others
        return found

    def of_data_source(self, shim: Provider, source: DataSource, config: Object) -> Diagnostics:
        """Findings about the arguments of a data source."""
        found = check_values(source.schema, config, self._of(shim, forms_of_data_source, source))
        problem = check_choice(source, config)
        if problem:
            found.error("Which object is meant is not clear", problem)
        return found

    def of_ephemeral(self, shim: Provider, ephemeral: Ephemeral, config: Object) -> Diagnostics:
        """Findings about the arguments of an ephemeral resource."""
        found = check_values(ephemeral.schema, config, self._of(shim, forms_of_ephemeral, ephemeral))
        found.extend(check_between(ephemeral.schema, config))
        return found

    def of_action(self, shim: Provider, action: Action, config: Object) -> Diagnostics:
        """Findings about the arguments of an action."""
        return check_values(action.schema, config, self._of(shim, forms_of_action, action))

    def _of(self, shim: Provider, derive: Callable[[Provider, D], Forms], declaration: D) -> Forms:
        """The forms of the arguments of a declaration."""
        if id(declaration) not in self._forms:
            self._forms[id(declaration)] = derive(shim, declaration)
        return self._forms[id(declaration)]
