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

from constructs import Construct as Construct
from constructs import IConstruct as IConstruct
from constructs import IValidation as IValidation
from jsii import implements as implements

if TYPE_CHECKING:
    from cdktf import Annotations as Annotations
    from cdktf import App as App
    from cdktf import Aspects as Aspects
    from cdktf import AzurermBackend as AzurermBackend
    from cdktf import CloudBackend as CloudBackend
    from cdktf import ComplexList as ComplexList
    from cdktf import ComplexObject as ComplexObject
    from cdktf import DefaultTokenResolver as DefaultTokenResolver
    from cdktf import FileProvisioner as FileProvisioner
    from cdktf import Fn as Fn
    from cdktf import GcsBackend as GcsBackend
    from cdktf import HttpBackend as HttpBackend
    from cdktf import IAnyProducer as IAnyProducer
    from cdktf import IAspect as IAspect
    from cdktf import IImportableConfig as IImportableConfig
    from cdktf import ImportableResource as ImportableResource
    from cdktf import IPostProcessor as IPostProcessor
    from cdktf import IResolvable as IResolvable
    from cdktf import IResolveContext as IResolveContext
    from cdktf import ITerraformDependable as ITerraformDependable
    from cdktf import ITerraformIterator as ITerraformIterator
    from cdktf import Lazy as Lazy
    from cdktf import LocalBackend as LocalBackend
    from cdktf import LocalExecProvisioner as LocalExecProvisioner
    from cdktf import NamedCloudWorkspace as NamedCloudWorkspace
    from cdktf import PgBackend as PgBackend
    from cdktf import Precondition as Precondition
    from cdktf import RemoteExecProvisioner as RemoteExecProvisioner
    from cdktf import S3Backend as S3Backend
    from cdktf import SSHProvisionerConnection as SSHProvisionerConnection
    from cdktf import StringConcat as StringConcat
    from cdktf import TerraformBackend as TerraformBackend
    from cdktf import TerraformCount as TerraformCount
    from cdktf import TerraformDataSource as TerraformDataSource
    from cdktf import TerraformElement as TerraformElement
    from cdktf import TerraformIterator as TerraformIterator
    from cdktf import TerraformOutput as TerraformOutput
    from cdktf import TerraformProvider as TerraformProvider
    from cdktf import TerraformProviderGeneratorMetadata as TerraformProviderGeneratorMetadata
    from cdktf import TerraformResource as TerraformResource
    from cdktf import TerraformResourceLifecycle as TerraformResourceLifecycle
    from cdktf import TerraformStack as TerraformStack
    from cdktf import TerraformVariable as TerraformVariable
    from cdktf import Testing
    from cdktf import Token as Token
    from cdktf import Tokenization as Tokenization
    from cdktf import WinrmProvisionerConnection as WinrmProvisionerConnection

    SynthTesting = Testing
else:
    if os.environ.get("ROLECALL_CDK") == "cdktn":
        import cdktn as _library
    else:
        import cdktf as _library

    def __getattr__(name: str) -> object:
        """What the toolkit that was chosen calls `name`; its `Testing` would be taken for a test by that name."""
        if name == "Testing" or name.startswith("__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(_library, "Testing" if name == "SynthTesting" else name)
