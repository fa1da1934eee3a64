# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The provider functions."""

from __future__ import annotations

from rolecall.specification.schema import Function, Parameter

FUNCTIONS = (
    Function(
        name='role_binding_id',
        parameters=(
            Parameter(name='user_id', description='The `id` of the user.'),
            Parameter(name='role', description='Name of the role.'),
        ),
        template='{user_id}/{role}',
        summary='The import id of a role binding.',
    ),
)
