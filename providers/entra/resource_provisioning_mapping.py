# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_provisioning_mapping."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Operation, PartLifecycle, Resource, Schema
from rolecall.specification.traits import Access, Among, Between, CanonicalForm, Matches, NotEmpty, Reads
from rolecall.specification.types import ListOf, NUMBER, STRING

RESOURCE = Resource(
    name='entra_provisioning_mapping',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{service_principal_id}/{job_id}/{object}`.', computed=True),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
                replace=True,
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='job_id',
                description='Id of the provisioning job, with or without the service principal before it.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
                canonical_form=CanonicalForm(form='last'),
            ),
            Attribute(
                name='object',
                description='Whether it is about users or groups.',
                required=True,
                replace=True,
                checks=(Among(values=('user', 'group')),),
            ),
            Attribute(
                name='attributes',
                description='The attribute mappings of this kind of object, all of them.',
                optional=True,
                computed=True,
                field='attributeMappings',
                nested=(
                    Attribute(
                        name='target',
                        description='Attribute of the application to fill.',
                        required=True,
                        field='targetAttributeName',
                        checks=(NotEmpty(),),
                    ),
                    Attribute(
                        name='type',
                        description=(
                            'What `source` is: the name of an attribute (also if left out), a text, or an '
                            'expression.'
                        ),
                        optional=True,
                        field='source.type',
                        checks=(Among(values=('Attribute', 'Constant', 'Function')),),
                    ),
                    Attribute(
                        name='source',
                        description='Where the value comes from, in the form that `type` says.',
                        required=True,
                        field='source.name',
                    ),
                    Attribute(
                        name='matching_priority',
                        type=NUMBER,
                        description=(
                            'Objects are matched by this attribute, the lowest number first. Leave it out '
                            'where they are not.'
                        ),
                        optional=True,
                        field='matchingPriority',
                        wire='integer',
                        checks=(Between(minimum=1, maximum=100),),
                    ),
                ),
                nesting='list',
            ),
            Attribute(
                name='scoping_filters',
                description=(
                    'Who is in scope. Groups are alternatives; leave it out to keep what there is, `[]` is '
                    'everybody.'
                ),
                optional=True,
                computed=True,
                field='scope.groups',
                absent='empty',
                nested=(
                    Attribute(name='name', description='Name of the filter.', optional=True, field='name'),
                    Attribute(
                        name='clauses',
                        description='What must hold, all of it.',
                        required=True,
                        field='clauses',
                        nested=(
                            Attribute(
                                name='attribute',
                                description='Attribute to compare.',
                                required=True,
                                field='sourceOperandName',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='operator',
                                description='Operator, for example `EQUALS`.',
                                required=True,
                                field='operatorName',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='values',
                                type=ListOf(STRING),
                                description='What to compare with.',
                                optional=True,
                                field='targetOperand.values',
                            ),
                        ),
                        nesting='list',
                    ),
                ),
                nesting='list',
            ),
            Attribute(
                name='before',
                description=(
                    'What was there before, as JSON. Destroying brings it back; empty after an import.'
                ),
                computed=True,
                issued='',
            ),
        ),
        description=(
            'How users or groups of the directory become those of an application, and who is in scope.'
        ),
    ),
    lifecycle=PartLifecycle(
        read=Operation(
            method='GET',
            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}/schema',
        ),
        write=Operation(
            method='PUT',
            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}/schema',
            body='json',
        ),
        at='synchronizationRules.objectMappings',
        where=(('sourceObjectName', 'object'),),
        before='before',
        prefer=(('enabled', True),),
        strip=('@odata.context',),
        hooks=(('attributes', 'attribute_mappings'), ('scoping_filters', 'scoping')),
    ),
    id_template='{service_principal_id}/{job_id|last}/{object}',
    access=Access(
        reach=(('attributes', 'high'),),
        limits=(('scoping_filters', 'high'),),
        alternatives=(('scoping_filters', 'clauses'),),
        reads=(
            Reads(
                attribute='scoping_filters.clauses.attribute',
                gives='an account in the application',
                tier='normal',
            ),
            Reads(
                attribute='attributes.source',
                gives='what the application gives by the attribute that is written of it',
                tier='high',
                beside=('attributes.target', ('*role*', '*entitlement*', '*group*', 'active')),
            ),
        ),
    ),
)
