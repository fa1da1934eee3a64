# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The provider functions."""

from __future__ import annotations

from rolecall.specification.schema import Function, Parameter

FUNCTIONS = (
    Function(
        name='namespace_role_binding_id',
        parameters=(
            Parameter(name='namespace', description='Name of the namespace.'),
            Parameter(name='name', description='Name of the role binding.'),
        ),
        template='{namespace}/{name}',
        summary='The import id of a role binding in a namespace.',
    ),
)
