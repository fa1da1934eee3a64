"""The access map in a real browser: headless Chromium, from Debian's package `chromium`."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rolecall.drift.formats import FORMATS
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
  say("rows", rows().length);
  say("first", rows()[0].className);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  say("slash", document.activeElement.id);
  search.value = "MALLORY administrator";
  search.dispatchEvent(new Event("input"));
  say("found", rows().map((row) => row.querySelector("th").textContent).join());
  say("marked", rows()[0].querySelectorAll("a").length);
  location.hash = rows()[0].querySelector("a").getAttribute("href");
  search.value = "";
  search.dispatchEvent(new Event("input"));
  rows()[0].focus();
  rows()[0].dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  say("down", rows().indexOf(document.activeElement));
  document.getElementById("drift").click();
  say("drifted", rows().every((row) => row.className === "drift"));
  setTimeout(() => {
    say("open", document.querySelector("details[open]")?.id);
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


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    with Estate.open() as estate:
        report, _ = seeded.report(estate, tmp_path_factory.mktemp("seeded"))
    return FORMATS.render(report, "html")


def probed(page: str, folder: Path, *options: str) -> dict[str, str]:
    """What the page says of itself when Chromium has opened it and somebody has typed in it."""
    file = folder / "map.html"
    # The page lets no script run but its own; the test's is another one.
    open_page = re.sub(r"<meta http-equiv=[^>]*>", "", page)
    file.write_text(open_page.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
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
    assert int(said["rows"]) > 10 and said["first"] == "drift"
    assert said["slash"] == "search"
    assert said["found"] == "mallory" and said["marked"] == "1"
    assert said["open"].startswith("f-")
    assert said["down"] == "1"
    assert said["drifted"] == "true"
    assert said["requests"] == "0"


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
