# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
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
    Function(
        name='app_assignment_id',
        parameters=(
            Parameter(name='app_id', description='The `id` of the app.'),
            Parameter(name='holder_id', description='The `id` of the user or the group.'),
        ),
        template='{app_id}/{holder_id}',
        summary='The import id of an assignment of an app to a user or a group.',
    ),
)
