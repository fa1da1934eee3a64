# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, MembershipLifecycle, Resource, Schema
from rolecall.specification.traits import Access, CanonicalForm, NotEmpty, Permission, Subject

RESOURCE = Resource(
    name='splunk_role_binding',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{user}/{role}`.', computed=True),
            Attribute(
                name='user',
                description='Login name of the user.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='role',
                description='Name of the role.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
            ),
        ),
        description='One role of one user, beside whatever other roles the user has.',
    ),
    lifecycle=MembershipLifecycle(parent='splunk_user', owner='user', member='role', of='roles'),
    id_template='{user}/{role}',
    access=Access(subject=Subject(attribute='user'), permissions=(Permission(attribute='role'),)),
)
