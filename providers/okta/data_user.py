# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The data source okta_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

DATA_SOURCE = DataSource(
    name='okta_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the user.', optional=True, computed=True, read='id'),
            Attribute(
                name='status',
                description='How far the user is in its life.',
                computed=True,
                read='status',
            ),
            Attribute(name='type_id', description='Id of the user type.', computed=True, read='type.id'),
            Attribute(
                name='login',
                description=(
                    'Login, in the form of an e-mail address. Unique in the organization in any case.'
                ),
                optional=True,
                computed=True,
                read='profile.login',
            ),
            Attribute(
                name='email',
                description='Primary e-mail address.',
                computed=True,
                read='profile.email',
            ),
            Attribute(name='first_name', description='First name.', computed=True, read='profile.firstName'),
            Attribute(name='last_name', description='Last name.', computed=True, read='profile.lastName'),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                computed=True,
                read='profile.displayName',
            ),
            Attribute(name='title', description='Job title.', computed=True, read='profile.title'),
            Attribute(name='department', description='Department.', computed=True, read='profile.department'),
            Attribute(
                name='employee_number',
                description='Number of the employee.',
                computed=True,
                read='profile.employeeNumber',
            ),
        ),
        description='One user, found by id or by login.',
    ),
    source=OneOf(collection='users', by=('id', 'login')),
)
