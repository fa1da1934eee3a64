# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The provider functions."""

from __future__ import annotations

from rolecall.specification.schema import Function, Parameter

FUNCTIONS = (
    Function(
        name='role_binding_id',
        parameters=(
            Parameter(name='user', description='Login name of the user.'),
            Parameter(name='role', description='Name of the role.'),
        ),
        template='{user}/{role}',
        summary='The import id of a role binding.',
    ),
)
