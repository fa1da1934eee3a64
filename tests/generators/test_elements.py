"""Rows that are elements of documents: what a definition may not say of them. The case is Mission Control's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.load import VENDORS, load_vendor

POLICY = "dialects/policy/provider.yaml"


@pytest.fixture(scope="module")
def tanzu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(VENDORS / "tanzu", tmp_path_factory.mktemp("vendors") / "tanzu"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("documents: policyList", "documents: policies", "policyList"),
        ("path: roleBindings.subjects", "path: roleBindings.subject", "no 'subject'"),
        ("path: roleBindings.subjects", "path: roleBindings.role", "'role' is no list"),
        ("key: [role, subjects.0.kind,", "key: [role, subjects.0.sort,", "key of elements"),
        ("uid: meta.uid\n      deltas", "uid: meta.id\n      deltas", "uid of elements"),
        ("deltas: bindingDeltaList", "deltas: fullName", "no list"),
        ("delta: {role: role,", "delta: {rule: role,", "delta of elements"),
        ("add: ADD", "add: INSERT", "never 'INSERT'"),
        ("changed: policy", "changed: whole", "changed of elements"),
        ("flag: spec.inherited", "flag: spec.indirect", "flag of inherited"),
        ("document: spec.policySpec", "document: spec.sourcePolicy", "inherited"),
        ("names: {name: fullName.orgId}", "names: {name: fullName.id}", "names of scope.organization"),
        ("only: org_id", "only: org_id\n          listed: clusters", "one of listed, only"),
        ("          inside: clusters\n", "", "inside"),
        ("clusterName: fullName.name", "clusterName: fullName.title", "parents of scope.namespace"),
        ("scope.workspace.name: scope.workspace.name", "scope.workspace.name: scope.workspace.id", "cannot narrow"),
        ("cluster: {query: scope.cluster.name}", "cluster: {query: scope.clusters.name}", "no query parameter"),
    ],
)
def test_what_leads_nowhere_is_refused(tanzu: Path, old: str, new: str, words: str) -> None:
    path = tanzu / POLICY
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    try:
        with pytest.raises(DefinitionError) as error:
            load_vendor(tanzu)
    finally:
        path.write_text(text)
    assert words in str(error.value)


def test_a_member_that_a_dialect_lacks_needs_a_reason(tanzu: Path) -> None:
    path = tanzu / "provider.yaml"
    text = path.read_text()
    path.write_text(text.replace("    scope.workspace: *published\n", ""))
    try:
        with pytest.raises(DefinitionError, match="workspace"):
            load_vendor(tanzu)
    finally:
        path.write_text(text)
