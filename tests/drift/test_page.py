"""The access map in a real browser: headless Chromium, from Debian's package `chromium`."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from rolecall.drift.formats import FORMATS
from rolecall.drift.report import Report
from tests.drift import seeded
from tests.estate.estate import Estate

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="there is no Chromium here; install Debian's package `chromium` to open the page"
)

PROBE = """
<script>addEventListener("load", () => {
  const said = [];
  const say = (name, value) => said.push(`${name}=${value}`);
  const rows = () => [...document.querySelectorAll("#rows tr")];
  const search = document.getElementById("search");
  const panels = () => [...document.querySelectorAll(".panel:not([hidden])")].map((panel) => panel.id).join();
  const key = (target, name) => target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  const put = (id, value) => {
    const control = document.getElementById(id);
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  say("nodes", document.querySelectorAll("*").length);
  say("rows", rows().length);
  say("people", new Set(rows().map((row) => row.querySelector("th").textContent)).size);
  say("first", rows()[0].className);
  say("panel", panels());
  key(document.getElementById("tab-map"), "ArrowRight");
  say("next", `${panels()} ${document.activeElement.id}`);
  const cards = () => [...document.querySelectorAll("#list details")];
  say("cards", cards().length);
  const commands = [...document.querySelectorAll("#list dl dd:first-of-type code")].map((code) => code.textContent);
  say("command", commands.find((text) => text.startsWith("terraform import")) ?? "");
  const advice = [...document.querySelectorAll("#list dd:first-of-type")];
  say("fenced", advice.some((each) => each.textContent.includes("`terraform")));
  put("who", "MALLORY");
  say("hers", cards().map((card) => card.querySelector("code").textContent).join());
  put("who", "");
  put("kind", "privileged_change");
  say("kinds", [...new Set(cards().map((card) => card.querySelector("code").textContent))].join());
  put("kind", "");
  put("severity", "info");
  say("severities", [...new Set(cards().map((card) => card.querySelector(".word").textContent))].join());
  put("severity", "");
  put("at", "splunk");
  say("vendors", cards().every((card) => card.textContent.includes("splunk: ")));
  put("at", "");
  key(document.getElementById("tab-findings"), "ArrowLeft");
  key(document, "/");
  say("slash", document.activeElement.id);
  put("search", "raised");
  const chips = [...(rows()[0]?.querySelectorAll(".chip") ?? [])];
  const marked = chips.filter((chip) => chip.querySelector("a"));
  say("raised", marked.map((chip) => chip.firstChild.textContent.trim()).join());
  say("chips", chips.length);
  put("search", "MALLORY administrator");
  say("found", rows().map((row) => row.querySelector("th").textContent).join());
  say("marked", rows()[0].querySelectorAll("a").length);
  location.hash = rows()[0].querySelector("a").getAttribute("href");
  put("search", "");
  rows()[0].focus();
  key(rows()[0], "ArrowDown");
  say("down", rows().indexOf(document.activeElement));
  document.getElementById("drift").click();
  say("drifted", rows().every((row) => row.className === "drift"));
  setTimeout(() => {
    say("open", document.querySelector("details[open]")?.id);
    say("after", panels());
    say("requests", performance.getEntriesByType("resource").length);
    say("dark", matchMedia("(prefers-color-scheme: dark)").matches);
    say("ground", getComputedStyle(document.body).backgroundColor);
    const out = document.createElement("pre");
    out.id = "probe";
    out.textContent = said.join("\\n");
    document.body.append(out);
  }, 50);
});</script>
"""

NARROW = """<!DOCTYPE html><body><iframe id="page" width="360" height="740" srcdoc="{page}"></iframe>
<script>document.getElementById("page").addEventListener("load", () => {{
  const inside = document.getElementById("page").contentDocument;
  const wide = () => inside.documentElement.scrollWidth;
  const said = [`map=${{wide()}}`];
  inside.getElementById("tab-findings").click();
  for (const card of [...inside.querySelectorAll("#list details")].slice(0, 5)) card.open = true;
  said.push(`findings=${{wide()}}`, `inner=${{document.getElementById("page").contentWindow.innerWidth}}`);
  const out = document.createElement("pre");
  out.id = "probe";
  out.textContent = said.join("\\n");
  document.body.append(out);
}});</script></body>"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with Estate.open() as estate:
        return seeded.report(estate, tmp_path_factory.mktemp("seeded"))[0]


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return FORMATS.render(report, "html")


@pytest.fixture(scope="module")
def crowd(report: Report) -> str:
    """The page of 5,000 people who have three rights each, and as many findings."""
    assert report.access is not None
    grant = next(each for each in report.access.rows() if each.kind == "role")
    finding = next(each for each in report.findings if each.kind == "unmanaged_account")
    grants, findings = list(report.access.grants), list(report.findings)
    for number in range(5_000):
        person = f"person{number:04}@a-rather-long-domain.example.com"
        key = grant.key._replace(subject=grant.key.subject._replace(key=person))
        grants += [replace(grant, key=key, person=person, vendor=vendor) for vendor in ("splunk", "tanium", "tanzu")]
        findings.append(replace(finding, subject=person, object_id=f"p{number}", gained=frozenset({key})))
    access = replace(report.access, grants=tuple(grants))
    return FORMATS.render(replace(report, access=access, findings=tuple(findings)), "html")


def probed(page: str, folder: Path, *options: str) -> dict[str, str]:
    """What the page says of itself when Chromium has opened it and somebody has typed in it."""
    # The page lets no script run but its own; the test's is another one.
    return said_by(without_policy(page).replace("</body>", f"{PROBE}</body>"), folder, *options)


def without_policy(page: str) -> str:
    return re.sub(r"<meta http-equiv=[^>]*>", "", page)


def said_by(page: str, folder: Path, *options: str) -> dict[str, str]:
    file = folder / "map.html"
    file.write_text(page, encoding="utf-8")
    shown = browse(file, folder, "--virtual-time-budget=3000", "--dump-dom", *options)
    said = re.search(r'<pre id="probe">(.*?)</pre>', shown, re.DOTALL)
    assert said is not None, shown[-2000:]
    return dict(line.split("=", 1) for line in said[1].splitlines())


def browse(file: Path, folder: Path, *options: str) -> str:
    assert BROWSER is not None
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={folder}/profile",
    ]
    done = subprocess.run(
        [BROWSER, *flags, *options, file.as_uri()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout + done.stderr


def test_it_works_by_keyboard_and_asks_nobody(page: str, tmp_path: Path) -> None:
    said = probed(page, tmp_path)
    assert int(said["rows"]) > 10 and said["first"] == "drift" and said["people"] == said["rows"]
    assert said["panel"] == "map" and said["next"] == "findings tab-findings"
    assert said["slash"] == "search"
    assert said["found"] == "mallory" and said["marked"] == "1"
    assert said["open"].startswith("f-") and said["after"] == "findings"
    assert said["down"] == "1"
    assert said["command"].startswith("terraform import ") and said["fenced"] == "false"
    assert said["drifted"] == "true"
    assert said["requests"] == "0"


def test_findings_are_filtered_by_person_kind_severity_and_vendor(page: str, tmp_path: Path) -> None:
    said = probed(page, tmp_path)
    assert int(said["cards"]) > 15 and said["hers"] == "unmanaged_account"
    assert said["kinds"] == "privileged_change" and said["severities"] == "info" and said["vendors"] == "true"


def test_rights_that_changed_are_marked_and_only_those(page: str, tmp_path: Path) -> None:
    said = probed(page, tmp_path)
    assert said["raised"] == "Administrator" and int(said["chips"]) > 1


def test_five_thousand_people_are_not_drawn_at_once(crowd: str, tmp_path: Path) -> None:
    said = probed(crowd, tmp_path)
    assert (said["rows"], said["cards"]) == ("100", "100") and int(said["nodes"]) < 7_500


@pytest.mark.parametrize("which", ["page", "crowd"])
def test_it_fits_a_telephone(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    inside = escape(without_policy(request.getfixturevalue(which)), quote=True)
    said = said_by(NARROW.format(page=inside), tmp_path)
    assert said["inner"] == "360" and int(said["map"]) <= 360 and int(said["findings"]) <= 360


def test_light_and_dark_have_grounds_of_their_own(page: str, tmp_path: Path) -> None:
    light = probed(page, tmp_path)
    dark = probed(page, tmp_path, "--blink-settings=preferredColorScheme=0")
    assert (light["dark"], dark["dark"]) == ("false", "true")
    assert light["ground"] != dark["ground"]


def test_its_own_policy_lets_the_map_be_drawn(page: str, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(page, encoding="utf-8")
    shown = browse(file, tmp_path, "--dump-dom", "--enable-logging=stderr")
    assert "mallory</th>" in shown
    assert "Content Security Policy" not in shown.split("</html>")[-1]
    browse(file, tmp_path, "--window-size=1280,1600", f"--screenshot={tmp_path}/map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG") and (tmp_path / "map.png").stat().st_size > 20_000
