# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_saml_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, PrincipalLifecycle, Resource, Schema
from rolecall.specification.traits import Access, Deprovision, NotEmpty, Permission, Reference, Subject
from rolecall.specification.types import STRING, SetOf

RESOURCE = Resource(
    name='splunk_saml_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Name of the user.', computed=True, read='name'),
            Attribute(
                name='name',
                description='Name of the user as the identity provider sends it.',
                required=True,
                replace=True,
                field='name',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description='Roles that the user gets beside those of groups.',
                required=True,
                field='roles',
                checks=(NotEmpty(),),
                reference=Reference(
                    lookup='roles',
                    noun='role',
                    key='name',
                    wire='name',
                    made_by='splunk_role',
                ),
            ),
        ),
        description="Roles of one SAML user, beside those that the user's groups give.",
    ),
    lifecycle=PrincipalLifecycle(deprovision=Deprovision()),
    access=Access(
        subject=Subject(attribute='name', by='name', federated=True),
        permissions=(Permission(attribute='roles'),),
        outlives=('SAML sessions that are open keep their roles until they expire.',),
    ),
)
