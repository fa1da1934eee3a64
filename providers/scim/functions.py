# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The provider functions."""

from __future__ import annotations

from rolecall.specification.schema import Function, Parameter

FUNCTIONS = (
    Function(
        name='group_member_id',
        parameters=(
            Parameter(name='group_id', description='The `id` of the group.'),
            Parameter(name='user_id', description='The `id` of the user.'),
        ),
        template='{group_id}/{user_id}',
        summary='The import id of a group member.',
    ),
)
