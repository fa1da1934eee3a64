# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The data source scim_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.traits import CanonicalForm, FurtherMembers
from rolecall.specification.types import BOOL, STRING, SetOf

DATA_SOURCE = DataSource(
    name='scim_user',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id that the server gave the user.',
                optional=True,
                computed=True,
                read='id',
            ),
            Attribute(
                name='user_name',
                description='Name by which the user signs in. Servers compare it without regard to case.',
                optional=True,
                computed=True,
                read='userName',
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                computed=True,
                read='displayName',
                absent='empty',
            ),
            Attribute(
                name='external_id',
                description='Id of the user in the system that provisions it.',
                optional=True,
                computed=True,
                read='externalId',
                absent='empty',
            ),
            Attribute(
                name='active',
                type=BOOL,
                description='Whether the user may sign in.',
                computed=True,
                read='active',
                absent='empty',
            ),
            Attribute(
                name='name',
                description="Parts of the user's name.",
                computed=True,
                read='name',
                absent='empty',
                nested=(
                    Attribute(name='given_name', description='Given name.', computed=True, read='givenName'),
                    Attribute(
                        name='family_name',
                        description='Family name.',
                        computed=True,
                        read='familyName',
                    ),
                    Attribute(
                        name='formatted',
                        description='Full name as displayed.',
                        computed=True,
                        read='formatted',
                    ),
                    Attribute(
                        name='middle_name',
                        description='Middle names.',
                        computed=True,
                        read='middleName',
                    ),
                    Attribute(
                        name='honorific_prefix',
                        description='What stands before the name, such as Dr.',
                        computed=True,
                        read='honorificPrefix',
                    ),
                    Attribute(
                        name='honorific_suffix',
                        description='What stands after the name, such as Jr.',
                        computed=True,
                        read='honorificSuffix',
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='emails',
                description='E-mail addresses.',
                computed=True,
                read='emails',
                absent='empty',
                nested=(
                    Attribute(
                        name='value',
                        description='The address.',
                        computed=True,
                        read='value',
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        computed=True,
                        read='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='title',
                description='Title, such as Vice President.',
                computed=True,
                read='title',
                absent='empty',
            ),
            Attribute(
                name='nick_name',
                description='What the user is called among friends.',
                computed=True,
                read='nickName',
                absent='empty',
            ),
            Attribute(
                name='profile_url',
                description="Address of the user's page.",
                computed=True,
                read='profileUrl',
                absent='empty',
            ),
            Attribute(
                name='user_type',
                description='How the user relates to the organization, such as Employee.',
                computed=True,
                read='userType',
                absent='empty',
            ),
            Attribute(
                name='preferred_language',
                description='Language that the user prefers, such as en-US.',
                computed=True,
                read='preferredLanguage',
                absent='empty',
            ),
            Attribute(
                name='locale',
                description='How dates and numbers are written for the user, such as de-DE.',
                computed=True,
                read='locale',
                absent='empty',
            ),
            Attribute(
                name='timezone',
                description='Time zone of the user, such as Europe/Berlin.',
                computed=True,
                read='timezone',
                absent='empty',
            ),
            Attribute(
                name='phone_numbers',
                description='Telephone numbers.',
                computed=True,
                read='phoneNumbers',
                absent='empty',
                nested=(
                    Attribute(name='value', description='The value.', computed=True, read='value'),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        computed=True,
                        read='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='roles',
                description='What the user is, in the words of the server.',
                computed=True,
                read='roles',
                absent='empty',
                nested=(
                    Attribute(name='value', description='The value.', computed=True, read='value'),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        computed=True,
                        read='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='entitlements',
                description='What the user is entitled to, in the words of the server.',
                computed=True,
                read='entitlements',
                absent='empty',
                nested=(
                    Attribute(name='value', description='The value.', computed=True, read='value'),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        computed=True,
                        read='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='addresses',
                description='Postal addresses.',
                computed=True,
                read='addresses',
                absent='empty',
                nested=(
                    Attribute(
                        name='formatted',
                        description='The whole address.',
                        computed=True,
                        read='formatted',
                    ),
                    Attribute(
                        name='street_address',
                        description='Street and number.',
                        computed=True,
                        read='streetAddress',
                    ),
                    Attribute(name='locality', description='City.', computed=True, read='locality'),
                    Attribute(name='region', description='State or region.', computed=True, read='region'),
                    Attribute(
                        name='postal_code',
                        description='Postal code.',
                        computed=True,
                        read='postalCode',
                    ),
                    Attribute(
                        name='country',
                        description='Country, by two letters (ISO 3166).',
                        computed=True,
                        read='country',
                    ),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        computed=True,
                        read='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='enterprise',
                description='What an organization says of its people (RFC 7643 section 4.3).',
                computed=True,
                read='urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
                absent='empty',
                nested=(
                    Attribute(
                        name='employee_number',
                        description='Number that the organization gave the user.',
                        computed=True,
                        read='employeeNumber',
                    ),
                    Attribute(
                        name='cost_center',
                        description='Cost center.',
                        computed=True,
                        read='costCenter',
                    ),
                    Attribute(
                        name='organization',
                        description='Organization.',
                        computed=True,
                        read='organization',
                    ),
                    Attribute(name='division', description='Division.', computed=True, read='division'),
                    Attribute(name='department', description='Department.', computed=True, read='department'),
                    Attribute(
                        name='manager_id',
                        description='Id of the manager.',
                        computed=True,
                        read='manager.value',
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='groups',
                type=SetOf(STRING),
                description='Ids of the groups the user is in, as far as the server says.',
                computed=True,
                read='groups',
                wire='values',
            ),
            Attribute(
                name='extensions_json',
                description=(
                    'Attributes of other schemas than the core and the enterprise user, as JSON by the URN '
                    'of the schema. What is left out keeps its value, at any depth; null takes it away. '
                    'Schemas and attributes that the server does not list in `/Schemas` are refused. In HCL: '
                    '`jsonencode({"urn:example:params:scim:schemas:extension:badge:2.0:User" = {number = '
                    '"1843"}})`.'
                ),
                computed=True,
                read='',
                absent='empty',
                further_members=FurtherMembers(
                    names='urn:.+',
                    meaning=(
                        'the URN of a schema, such as '
                        'urn:example:params:scim:schemas:extension:badge:2.0:User'
                    ),
                    known=(('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'enterprise'),),
                    schemas='/Schemas',
                ),
            ),
        ),
        description='One user, found by id, by user name or by the id in the system that provisions it.',
    ),
    source=OneOf(collection='users', by=('id', 'user_name', 'external_id')),
)
