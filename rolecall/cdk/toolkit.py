"""The one place that names the construct toolkit.

Every other module takes CDK for Terraform from here: `cdktf`, or its continuation `cdktn` where ROLECALL_CDK says so.
Both libraries offer these names with the same meaning, and one app cannot mix them.
"""

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rolecall.cdk import error_reports
from rolecall.cdk.errors import ToolkitError

if (os.environ.get("ROLECALL_CDK") or "cdktf") not in ("cdktf", "cdktn"):
    raise ImportError(f"ROLECALL_CDK: {os.environ['ROLECALL_CDK']} is neither cdktf nor cdktn")
if find_spec(os.environ.get("ROLECALL_CDK") or "cdktf") is None:
    error_reports.install()
    raise ToolkitError(
        "stacks need CDKTF: pip install 'rolecall[stacks]'; or 'rolecall[cdktn]', and ROLECALL_CDK=cdktn",
        name=os.environ.get("ROLECALL_CDK") or "cdktf",
    )

# jsii, which both are made with, says more than a screenful about a Node that works but is old; a list of versions.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20,22")

from constructs import Construct, IConstruct, IValidation
from jsii import implements

if TYPE_CHECKING:
    from cdktf import (
        Annotations,
        App,
        Aspects,
        AzurermBackend,
        CloudBackend,
        ComplexList,
        ComplexObject,
        DefaultTokenResolver,
        FileProvisioner,
        Fn,
        GcsBackend,
        HttpBackend,
        IAnyProducer,
        IAspect,
        IImportableConfig,
        ImportableResource,
        IPostProcessor,
        IResolvable,
        IResolveContext,
        ITerraformDependable,
        ITerraformIterator,
        Lazy,
        LocalBackend,
        LocalExecProvisioner,
        NamedCloudWorkspace,
        PgBackend,
        Precondition,
        RemoteExecProvisioner,
        S3Backend,
        SSHProvisionerConnection,
        StringConcat,
        TerraformBackend,
        TerraformCount,
        TerraformDataSource,
        TerraformElement,
        TerraformIterator,
        TerraformOutput,
        TerraformProvider,
        TerraformProviderGeneratorMetadata,
        TerraformResource,
        TerraformResourceLifecycle,
        TerraformStack,
        TerraformVariable,
        Token,
        Tokenization,
        WinrmProvisionerConnection,
    )
    from cdktf import Testing as SynthTesting

__all__ = [
    "Annotations",
    "App",
    "Aspects",
    "AzurermBackend",
    "CloudBackend",
    "ComplexList",
    "ComplexObject",
    "Construct",
    "DefaultTokenResolver",
    "FileProvisioner",
    "Fn",
    "GcsBackend",
    "HttpBackend",
    "IAnyProducer",
    "IAspect",
    "IConstruct",
    "IImportableConfig",
    "IPostProcessor",
    "IResolvable",
    "IResolveContext",
    "ITerraformDependable",
    "ITerraformIterator",
    "IValidation",
    "ImportableResource",
    "Lazy",
    "LocalBackend",
    "LocalExecProvisioner",
    "NamedCloudWorkspace",
    "PgBackend",
    "Precondition",
    "RemoteExecProvisioner",
    "S3Backend",
    "SSHProvisionerConnection",
    "StringConcat",
    "SynthTesting",
    "TerraformBackend",
    "TerraformCount",
    "TerraformDataSource",
    "TerraformElement",
    "TerraformIterator",
    "TerraformOutput",
    "TerraformProvider",
    "TerraformProviderGeneratorMetadata",
    "TerraformResource",
    "TerraformResourceLifecycle",
    "TerraformStack",
    "TerraformVariable",
    "Token",
    "Tokenization",
    "WinrmProvisionerConnection",
    "implements",
]

if not TYPE_CHECKING:
    if os.environ.get("ROLECALL_CDK") == "cdktn":
        import cdktn as _library
    else:
        import cdktf as _library
    SynthTesting = _library.Testing
    _elsewhere = {"Construct", "IConstruct", "IValidation", "SynthTesting", "implements"}
    globals().update({name: getattr(_library, name) for name in __all__ if name not in _elsewhere})
