"""Provisioning that Entra has put into quarantine (trait Guard)."""

from __future__ import annotations

from pathlib import Path

from tests.estate.estate import Estate


def test_a_job_in_quarantine_is_a_finding(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        made = box.change("application.create", template="Tanium SSO", name="Tanium")
        principal = made["service_principal_id"]
        job = box.change("job.create", principal=principal)["id"]
        values = {"id": f"{principal}/{job}", "service_principal_id": principal, "job_id": job}
        estate.manage("entra_provisioning_job", "tanium", values)

        def found() -> list[tuple[str, str]]:
            report = estate.check(tmp_path)
            assert report.gaps == ()
            return [(item.kind, item.address) for item in report.findings if item.kind.startswith("provisioning")]

        assert found() == []
        box.change("job.quarantine", principal=principal, job=job)
        assert found() == [("provisioning_quarantined", "entra_provisioning_job.tanium")]
