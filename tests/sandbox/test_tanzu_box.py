"""The three systems as one box: settings, kubeconfig, TLS, client certificates, and that nothing cascades."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

import httpx
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from kubernetes import client, config

from rolecall.sandbox import Fault, Sandbox, start
from rolecall.sandbox.tanzu.mission_control.store import CLUSTER, USER, Scope, Subject
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

RBAC = "/apis/rbac.authorization.k8s.io/v1"
DEV = "user00001@example.com"


class Authority:
    """A certificate authority for one test; `issue` writes a certificate and its key."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.pem, self.key = self._write(name, self._name, self._key, ca=True)

    def issue(self, name: str, *organizations: str, days: int = 1) -> tuple[str, str]:
        fields = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, one) for one in organizations]
        subject = x509.Name([*fields, x509.NameAttribute(NameOID.COMMON_NAME, name)])
        return self._write(name, subject, ec.generate_private_key(ec.SECP256R1()), ca=False, days=days)

    def _write(
        self, file: str, subject: x509.Name, key: ec.EllipticCurvePrivateKey, *, ca: bool, days: int = 1
    ) -> tuple[str, str]:
        now = datetime.datetime.now(datetime.UTC)
        address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        signed = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=9))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([address]), False)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
            .sign(self._key, hashes.SHA256())
        )
        pem, private = self._folder / f"{file}.pem", self._folder / f"{file}.key"
        pem.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        private.write_bytes(key.private_bytes(*kinds))
        return str(pem), str(private)


def test_the_environment_reaches_every_system(tanzu: TanzuSandbox) -> None:
    values = tanzu.environment
    assert list(values) == [
        "TANZU_CSP_URL",
        "TANZU_TMC_URL",
        "TANZU_API_TOKEN",
        "TANZU_ORG_ID",
        "TANZU_CSP_DIALECT",
        "TANZU_TMC_DIALECT",
        "TANZU_KUBERNETES_ALPHA_HOST",
        "TANZU_KUBERNETES_ALPHA_TOKEN",
        "TANZU_KUBERNETES_BETA_HOST",
        "TANZU_KUBERNETES_BETA_TOKEN",
    ]
    assert values["TANZU_CSP_URL"] == values["TANZU_TMC_URL"] == tanzu.url
    assert values["TANZU_KUBERNETES_BETA_HOST"] == tanzu.cluster("beta").host


def test_clusters_and_members_are_chosen_at_the_start() -> None:
    options = {"clusters": ["eu-1", "us-1", "us-2"], "cluster_groups": ["west"]}
    with start("tanzu", seed=2, options=options) as box:
        assert box.environment["TANZU_KUBERNETES_EU_1_HOST"] == f"{box.url}/k8s/eu-1"
        assert list(box.store.clusters) == ["eu-1", "us-1", "us-2"]
        assert box.store.mission.clusters == {"eu-1": "west", "us-1": "west", "us-2": "west"}
        assert len(box.store.cloud.members) == 3
        with pytest.raises(KeyError, match="no cluster 'alpha'"):
            box.cluster("alpha")
    with pytest.raises(ValueError, match="no option 'pace'"):
        start("tanzu", options={"pace": 1})
    with pytest.raises(ValueError, match="takes list"):
        start("tanzu", options={"clusters": "alpha"})


def test_a_kubeconfig_is_yaml_with_a_context_for_each_cluster(tanzu: TanzuSandbox) -> None:
    parsed = yaml.safe_load(tanzu.kubeconfig(clusters=["beta"]))
    assert parsed == {
        "apiVersion": "v1",
        "kind": "Config",
        "preferences": {},
        "current-context": "beta",
        "clusters": [{"name": "beta", "cluster": {"server": f"{tanzu.url}/k8s/beta"}}],
        "users": [{"name": "sandbox-admin@beta", "user": {"token": tanzu.cluster("beta").token}}],
        "contexts": [{"name": "beta", "context": {"cluster": "beta", "user": "sandbox-admin@beta"}}],
    }


def test_tls_with_tokens(tmp_path: Path) -> None:
    pair = Authority(tmp_path, "server")
    with start("tanzu", tls=(pair.pem, pair.key)) as box:
        assert box.environment["TANZU_KUBERNETES_ALPHA_CLUSTER_CA_CERTIFICATE"] == Path(pair.pem).read_text()
        with config.new_client_from_config_dict(yaml.safe_load(box.kubeconfig())) as kube:
            assert client.RbacAuthorizationV1Api(kube).list_cluster_role_binding().items
        trusting = ssl.create_default_context(cafile=pair.pem)
        exchanged = httpx.post(
            f"{box.url}/csp/gateway/am/api/auth/api-tokens/authorize",
            data={"api_token": box.environment["TANZU_API_TOKEN"]},
            verify=trusting,
        ).json()
        box.store.cloud.seed(30)
        url = f"{box.url}/csp/gateway/am/api/orgs/{box.environment['TANZU_ORG_ID']}/users"
        headers = {"Authorization": f"Bearer {exchanged['access_token']}"}
        page = httpx.get(url, headers=headers, verify=trusting).json()
        assert page["pagination"]["next"].startswith(f"{box.url}/")


def test_client_certificates_name_a_user_and_groups(tmp_path: Path) -> None:
    server, people = Authority(tmp_path, "server"), Authority(tmp_path, "people")
    with start("tanzu", tls=(server.pem, server.key), client_ca=people.pem) as box:
        path = f"{box.cluster('alpha').host}{RBAC}/clusterrolebindings"

        def ask(pair: tuple[str, str] | None, **headers: str) -> httpx.Response:
            context = ssl.create_default_context(cafile=server.pem)
            if pair:
                context.load_cert_chain(*pair)
            return httpx.get(path, verify=context, headers=headers)

        admin = people.issue("root", "auditors", "system:masters")
        assert ask(admin).status_code == 200
        assert ask(admin, Authorization="Bearer wrong").status_code == 200
        refused = ask(people.issue("dev", "auditors"))
        assert (refused.status_code, 'User "dev"' in refused.json()["message"]) == (403, True)
        assert "system:anonymous" in ask(None).json()["message"]
        assert ask(None, Authorization=f"Bearer {box.cluster('alpha').token}").status_code == 200
        stranger = Authority(tmp_path, "strangers").issue("intruder", "system:masters")
        with pytest.raises(httpx.TransportError):
            ask(stranger)
        text = box.kubeconfig(client_certificate=admin)
        assert "token" not in text
        with config.new_client_from_config_dict(yaml.safe_load(text)) as kube:
            assert client.RbacAuthorizationV1Api(kube).list_cluster_role_binding().items


def test_client_certificates_need_tls(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="client_ca needs tls"):
        start("tanzu", client_ca=Authority(tmp_path, "people").pem)


def test_nothing_cascades(tanzu: TanzuSandbox, csp: httpx.Client, tmc: httpx.Client, alpha: httpx.Client) -> None:
    binding = tanzu.store.mission.add_binding("cluster.edit", [Subject(USER, DEV)], Scope(CLUSTER, "alpha"))
    for name in ("alpha", "beta"):
        tanzu.store.cluster(name).add_cluster_role_binding("dev", "app-editor", {"kind": "User", "name": DEV})
    assert tanzu.store.mission.grants(binding)
    assert csp.delete(f"/users/{tanzu.store.cloud.member(DEV).user_id}").status_code == 204
    rows = tmc.get("/iam/rolebindings", params={"searchScope.clusterName": "alpha"}).json()["roleBindings"]
    assert [row["name"] for row in rows] == [binding.name]
    assert not tanzu.store.mission.grants(binding)
    assert alpha.get("/clusterrolebindings/dev").json()["subjects"][0]["name"] == DEV
    assert tmc.delete(f"/iam/rolebindings/{binding.name}").status_code == 200
    assert alpha.get("/clusterrolebindings/dev").status_code == 200


def test_one_cluster_can_be_out_of_reach_while_the_others_work(tanzu: TanzuSandbox, alpha: httpx.Client) -> None:
    tanzu.faults.add(Fault("drop_before", path="^/k8s/beta/"))
    beta = tanzu.cluster("beta")
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{beta.host}{RBAC}/clusterrolebindings", headers={"Authorization": f"Bearer {beta.token}"})
    assert alpha.get("/clusterrolebindings").status_code == 200


def test_seeds_fill_every_system(tanzu: TanzuSandbox, tmc: httpx.Client, alpha: httpx.Client) -> None:
    tanzu.change("member.seed", count=50)
    tanzu.change("role_binding.seed", count=120)
    tanzu.change("cluster_role_binding.seed", cluster="alpha", count=120)
    assert len(tanzu.store.cloud.members) == 51
    assert len(tanzu.store.mission.bindings) == 120
    assert all(tanzu.store.mission.grants(binding) for binding in tanzu.store.mission.bindings.values())
    keys = {(binding.role, binding.subjects, binding.scope) for binding in tanzu.store.mission.bindings.values()}
    assert len(keys) == 120
    assert len(alpha.get("/clusterrolebindings").json()["items"]) == 121


def test_the_control_api_sees_and_changes_all_three(tanzu: TanzuSandbox) -> None:
    control = f"{tanzu.url}/__sandbox__"
    invited = {"do": "invitation.send", "email": "new@example.com"}
    assert httpx.post(f"{control}/change", json=invited).json()["status"] == "INVITED"
    token = {"do": "cluster_token.create", "cluster": "alpha", "user": "x"}
    assert httpx.post(f"{control}/change", json=token).json() == {"token": "********"}
    assert httpx.post(f"{control}/options", json={"accept_seconds": 0}).json()["accept_seconds"] == 0
    wrong = httpx.post(f"{control}/change", json={"do": "invitation.accept"})
    assert (wrong.status_code, "email" in wrong.json()["error"]) == (400, True)
    state = httpx.get(f"{control}/state").json()
    assert set(state) == {"cloud_services", "mission_control", "kubernetes", "time"}
    assert state["cloud_services"]["mails"] == {"new@example.com": 1}
    assert set(state["kubernetes"]) == {"alpha", "beta"}
    assert len(httpx.get(f"{control}/change").json()) == len(tanzu.vendor.changes) > 30


def test_a_box_of_another_vendor_has_none_of_this() -> None:
    with start("tanium") as box:
        assert type(box) is Sandbox


def test_credentials_and_roles_change_behind_the_apis(tanzu: TanzuSandbox, alpha: httpx.Client) -> None:
    exchange = f"{tanzu.url}/csp/gateway/am/api/auth/api-tokens/authorize"
    for end in ("api_token.revoke", "api_token.expire"):
        token = tanzu.change("api_token.create", email=DEV)["api_token"]
        assert httpx.post(exchange, data={"api_token": token}).status_code == 200
        tanzu.change(end, api_token=token)
        assert httpx.post(exchange, data={"api_token": token}).status_code == 400
    where = {"cluster": "alpha", "name": "reader"}
    tanzu.change("cluster_role.create", **where, rules=[{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}])
    assert alpha.get("/clusterroles/reader").json()["rules"][0]["resources"] == ["pods"]
    tanzu.change("cluster_role.delete", **where)
    assert alpha.get("/clusterroles/reader").status_code == 404
    alpha.post("/namespaces/apps/roles", json={"metadata": {"name": "reader"}})
    tanzu.change("role.delete", **where, namespace="apps")
    assert alpha.get("/namespaces/apps/roles/reader").status_code == 404
    tanzu.change("namespace_role_binding.create", **where, namespace="apps", role="view")
    tanzu.change("namespace_role_binding.update", **where, namespace="apps", labels={"a": "b"})
    assert alpha.get("/namespaces/apps/rolebindings/reader").json()["metadata"]["labels"] == {"a": "b"}
    tanzu.change("namespace_role_binding.delete", **where, namespace="apps")
    assert alpha.get("/namespaces/apps/rolebindings/reader").status_code == 404
    with pytest.raises(KeyError, match="no such API token"):
        tanzu.change("api_token.revoke", api_token="none")


def test_people_who_accept_at_once(tanzu: TanzuSandbox, csp: httpx.Client) -> None:
    tanzu.options.accept_seconds = 0.0
    csp.post("/invitations", json={"usernames": ["new@example.com"], "orgRoleName": "org_member"})
    assert csp.get("/users").json()["results"][-1]["status"] == "ACTIVE"
