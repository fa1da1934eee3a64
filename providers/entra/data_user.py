# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.types import BOOL

DATA_SOURCE = DataSource(
    name='entra_user',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Object id of the user.',
                optional=True,
                computed=True,
                read='id',
            ),
            Attribute(
                name='user_principal_name',
                description='Name that the user signs in with.',
                optional=True,
                computed=True,
                read='userPrincipalName',
            ),
            Attribute(name='display_name', description='Name for people.', computed=True, read='displayName'),
            Attribute(
                name='mail_nickname',
                description='What stands before the `@` of the mail address.',
                computed=True,
                read='mailNickname',
            ),
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
            Attribute(
                name='account_enabled',
                type=BOOL,
                description='Whether the user can sign in.',
                computed=True,
                read='accountEnabled',
            ),
            Attribute(name='given_name', description='First name.', computed=True, read='givenName'),
            Attribute(name='surname', description='Last name.', computed=True, read='surname'),
            Attribute(name='job_title', description='Job title.', computed=True, read='jobTitle'),
            Attribute(name='department', description='Department.', computed=True, read='department'),
            Attribute(name='company_name', description='Company.', computed=True, read='companyName'),
            Attribute(
                name='employee_id',
                description='Number in the company.',
                computed=True,
                read='employeeId',
            ),
            Attribute(name='mobile_phone', description='Mobile phone.', computed=True, read='mobilePhone'),
            Attribute(name='office_location', description='Office.', computed=True, read='officeLocation'),
            Attribute(
                name='preferred_language',
                description='Language, for example `en-GB`.',
                computed=True,
                read='preferredLanguage',
            ),
            Attribute(
                name='usage_location',
                description='Country of use, which licences need: two letters, for example `DE`.',
                computed=True,
                read='usageLocation',
            ),
            Attribute(
                name='on_premises_sync_enabled',
                type=BOOL,
                description='Whether a directory of the company writes the object.',
                computed=True,
                read='onPremisesSyncEnabled',
            ),
            Attribute(
                name='manager_id',
                description="Object id of the user's manager.",
                computed=True,
                read='manager.id',
            ),
        ),
        description='A user of the directory.',
    ),
    source=OneOf(collection='users', by=('id', 'user_principal_name')),
)
