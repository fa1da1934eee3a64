"""`rolecall init`: a repository of one's own, for every vendor, that plans on the vendor's sandbox."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from rolecall import state_url, version
from rolecall.cli.repository import ci, contents
from rolecall.cli.repository.vendors import VENDORS
from rolecall.cli.sandbox_needs import needs
from rolecall.review.policy import read_policy
from rolecall.review.report import ReviewExit
from rolecall.sandbox import start
from tests.cli.init_command import COMMON, files, init
from tests.review.plans import change, plan, reviewed
from tests.terraform.installation import Installation

ROOT = Path(__file__).parents[2]


def test_what_is_made_and_that_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n")
    said = init(tmp_path).stdout
    assert files(tmp_path) == {*COMMON, "cdktf.json", "main.py", "people.yaml"}
    assert (tmp_path / "README.md").read_text() == "mine\n"
    assert "kept README.md, which was there and is another\n" in said and "made main.py\n" in said
    assert "\nNext, one after the other:\n  pip install -r requirements.txt" in said
    assert os.access(tmp_path / "ci/access.sh", os.X_OK)
    assert f"\nrolecall[stacks,toolchain]=={version.python_version()}\n" in (tmp_path / "requirements.txt").read_text()
    (tmp_path / "main.py").write_text("edited\n")
    again = init(tmp_path).stdout
    assert "\nmade " not in f"\n{again}" and again.count("kept") == 12
    assert again.count("which was there and is the same\n") == 10
    assert "would have written as main.py.\n" in again
    assert (tmp_path / "main.py").read_text() == "edited\n"


def test_an_ignore_file_that_is_there_gets_told_what_it_lacks(tmp_path: Path) -> None:
    """States and plans hold secrets, and would be committed."""
    (tmp_path / ".gitignore").write_text(".venv\n__pycache__/\n")
    said = init(tmp_path).stdout
    assert f"Add to {tmp_path}/.gitignore, before you commit: .rolecall/ .terraform/ cdktf.out/ plans/ " in said
    assert "plans.gpg " in said and "*.tfstate *.tfstate.*\n" in said and ".venv" not in said


def test_a_repository_that_is_there_loses_nothing(tmp_path: Path) -> None:
    for name in sorted(contents.contents("tanium", "file:", hcl=False, name="access_1")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"mine: {name}\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = init(tmp_path).stdout
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert said.count("which was there and is another\n") == len(before) and "made" not in said


def test_a_second_vendor_is_refused_and_the_readme_says_how_it_comes_in(tmp_path: Path) -> None:
    done = init(tmp_path / "new", "--vendor", "okta", "--vendor", "splunk", code=2)
    assert "--vendor takes one vendor, and okta and splunk are more" in done.stderr
    assert not (tmp_path / "new").exists()
    for hcl in (False, True):
        readme = contents.contents("okta", "file:", hcl=hcl, name="access_1")["README.md"]
        assert "**Another vendor**" in readme and "rolecall mirror .rolecall/mirror --write-config" in readme
        assert "*Incomplete lock file information*" in readme


def test_the_state_is_the_environments_where_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLECALL_STATE", "s3://acme/rolecall")
    said = init(tmp_path / "one").stdout
    assert "state is kept at s3://acme/rolecall, as ROLECALL_STATE says\n" in said
    assert 'keep_state(stack, "s3://acme/rolecall", name="access_' in (tmp_path / "one/main.py").read_text()
    assert "AWS_ACCESS_KEY_ID" in (tmp_path / "one/.gitlab-ci.yml").read_text()
    init(tmp_path / "other", "--state", "gs://acme/rolecall")
    assert 'keep_state(stack, "gs://acme/rolecall", name="access_' in (tmp_path / "other/main.py").read_text()
    monkeypatch.setenv("ROLECALL_STATE", "postgres://db/x")
    assert init(tmp_path / "third", code=2).stderr.startswith("rolecall init: ROLECALL_STATE must be a URL")


@pytest.mark.parametrize("url", [*state_url.examples(), "file:"])
def test_no_two_repositories_have_one_state(tmp_path: Path, url: str) -> None:
    """In folders of one name: the second would plan to destroy what the first has made."""
    places = set()
    for parent in ("one", "other"):
        for hcl, file in ((True, "access/main.tf"), (False, "main.py")):
            folder = tmp_path / f"{parent}-{file}" / "access"
            init(folder, "--state", url, *(["--hcl"] if hcl else []))
            places.add(name := contents.state_name(folder).name)
            assert name in (folder / file).read_text()
        assert json.loads((folder / "cdktf.json").read_text())["projectId"] == name
    assert len(places) == 4
    again = init(folder, "--state", url).stdout
    assert f"the state is called {name}, as {folder}/main.py says\n" in again
    assert "kept main.py, which was there and is the same\n" in again
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "ROLECALL_STATE": f"file:{tmp_path}"}
    subprocess.run([sys.executable, "main.py"], cwd=folder, env=environ, check=True)
    made = (folder / "cdktf.out/stacks/access/cdk.tf.json").read_text()
    assert f"{tmp_path}/terraform.{name}.tfstate" in made


def test_a_name_that_a_copied_file_brings_is_told(tmp_path: Path) -> None:
    """With it comes the state of the repository that had the file first."""
    init(tmp_path / "one")
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "one/cdktf.json", tmp_path / "other")
    said = init(tmp_path / "other").stdout
    assert (
        f"the state is called {contents.state_name(tmp_path / 'one').name}, as {tmp_path}/other/cdktf.json says" in said
    )
    assert "If that file is a copy of another repository's, so is the state: remove the file" in said
    assert "the state is called" not in init(tmp_path / "third").stdout


@pytest.mark.parametrize("first", [(), ("--hcl",)])
def test_one_folder_has_a_stack_of_one_kind(tmp_path: Path, first: tuple[str, ...]) -> None:
    init(tmp_path, *first)
    before = sorted(tmp_path.rglob("*"))
    said = init(tmp_path, *([] if first else ["--hcl"]), code=2).stderr
    assert f"{'access/main.tf' if first else 'main.py'} is there; name another folder, or run it with" in said
    assert sorted(tmp_path.rglob("*")) == before


def test_the_other_toolkit_is_told_where_it_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_CDK", "cdktn")
    assert "add the extra `cdktn` in requirements.txt" in init(tmp_path / "python").stdout
    assert "cdktn" not in init(tmp_path / "hcl", "--hcl").stdout


def test_the_written_policy_stops_a_plan_by_which_everybody_goes(tmp_path: Path) -> None:
    init(tmp_path)
    gone = [change("tanium_user", name, {"id": name, "name": name, "role_ids": []}) for name in ("jane", "omar")]
    rules = read_policy(tmp_path / "access-policy.yaml")
    found = reviewed(plan(tmp_path, *gone), policy=rules)
    assert found.exit_code == ReviewExit.DENIED
    assert "2 of 2 people and groups lose access on tanium" in found.verdicts[0].text
    omar = {"id": "omar", "name": "omar", "role_ids": []}
    stays = change("tanium_user", "omar", omar, omar, actions=["no-op"])
    assert reviewed(plan(tmp_path, gone[0], stays), policy=rules).exit_code == ReviewExit.PASSED


def test_a_url_is_a_text_of_python_and_of_hcl(tmp_path: Path) -> None:
    url = 'file:///srv/a"b\\c${d}'
    init(tmp_path / "python", "--state", url)
    tree = ast.parse((tmp_path / "python/main.py").read_text())
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert url in texts
    init(tmp_path / "hcl", "--hcl", "--state", url)
    text = (tmp_path / "hcl/access/main.tf").read_text()
    assert r'path = "/srv/a\"b\\c$${d}/terraform.access_' in text


def test_what_cannot_be_written_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = init(tmp_path / "file" / "new", code=1)
    (line,) = done.stderr.splitlines()
    assert line.endswith("cannot be written: a part of its path is a file, not a folder; name another folder")


def test_python_says_nothing_of_an_older_node(tmp_path: Path) -> None:
    """jsii would print a box of thirty lines for one that it calls old."""
    init(tmp_path)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("JSII_SILENCE")}
    environ |= {"PYTHONPATH": str(ROOT), "ROLECALL_STATE": "file:"}
    done = subprocess.run([sys.executable, "main.py"], cwd=tmp_path, env=environ, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == ""


def test_the_readme_has_five_commands(tmp_path: Path) -> None:
    for hcl in (False, True):
        text = contents.contents("tanium", "file:", hcl=hcl, name="access_1")["README.md"]
        (block,) = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        assert block.count("$ ") == 5
        assert "belongs to another instance" in text and "destroy" in text and "terraform.access_1.tfstate" in text
        assert "Write what TANIUM_URL says into the provider block" in text
        assert re.search(r"```text\n\* +@acme/platform\n", text) and ".github/CODEOWNERS" in text
        assert all(len(line) <= 120 for line in text.splitlines())


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.terraform
def test_the_first_stack_of_every_vendor_is_applied(
    tmp_path: Path, installation: Installation, vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On what `rolecall sandbox --stacks` starts and exports for it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("ROLECALL_STATE", raising=False)
    init(tmp_path, "--vendor", vendor)
    found = needs(tmp_path)
    assert found.vendors == (vendor,)
    with ExitStack() as stack:
        boxes = {name: stack.enter_context(start(name)) for name in found.vendors}
        more = stack.enter_context(found.preparing())(boxes)
        environment = installation.environment({**boxes[vendor].environment, **more})
        folder = tmp_path / "cdktf.out/stacks/access"
        for arguments in (("init", "-input=false"), ("apply", "-auto-approve", "-input=false")):
            command = [str(installation.tools.terraform), *arguments]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    (file,) = tmp_path.glob("terraform.access_*.tfstate")
    state = json.loads(file.read_text())
    assert {"jane", "omar"} <= {resource["name"] for resource in state["resources"]} or vendor in ("scim",)


def test_wrong_arguments_write_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    wrong = init(folder, "--state", "pg://user:hunter2@db.example/terraform", code=2)
    assert wrong.stderr.startswith("rolecall init: --state must hold no credentials") and "hunter2" not in wrong.stderr
    assert "there are tanium, splunk" in init(folder, "--vendor", "tanum", code=2).stderr
    assert not folder.exists()


def test_on_a_terminal_the_state_is_asked_for(tmp_path: Path) -> None:
    """Whoever types nothing keeps it in the folder."""
    for typed, expected in ((b"gs://acme/rolecall\n", "gs://acme/rolecall"), (b"\n", "file:")):
        ours, theirs = pty.openpty()
        folder = tmp_path / expected.partition(":")[0]
        command = [sys.executable, "-m", "rolecall", "init", str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=subprocess.PIPE, text=True)
        os.write(ours, typed)
        said, _ = process.communicate()
        os.close(ours)
        os.close(theirs)
        assert process.returncode == 0
        assert "Where is state kept? One of file:///srv/states, https://" in said
        assert f'keep_state(stack, "{expected}", name="access_' in (folder / "main.py").read_text()


def test_the_ci_files_are_those_of_the_examples() -> None:
    made = ci.ci_files("tanium", "https://state.example/rolecall")
    for name, place in ci.PLACES.items():
        whole = (ROOT / "rolecall/cli/ci" / name).read_text()
        if place == ci.GITLAB:  # without its last job
            assert (
                made[place].partition("\nstages:")[2]
                == whole.partition("\nstages:")[2].partition(f"\n{ci.ROTATION}")[0]
            )
        else:
            assert made[place] == whole


@pytest.mark.parametrize("vendor", [name for name in VENDORS if name != "tanium"])
def test_the_ci_files_of_other_vendors_give_their_variables(vendor: str) -> None:
    made = ci.ci_files(vendor, "pg://db.example/terraform")
    deploy = made[".github/workflows/access-deploy.yml"]
    for name in VENDORS[vendor].settings:
        assert f"  {name}: ${{{{ vars.{name} }}}}\n" in deploy
    for name in (*VENDORS[vendor].secrets, "PGUSER", "PGPASSWORD"):
        assert f"  {name}: ${{{{ secrets.{name} }}}}\n" in deploy
    assert f"  VENDORS: {vendor}\n" in deploy
    for place, text in made.items():
        assert "tanium" not in text.lower().replace('such as "tanium splunk"', ""), place
        assert "TF_HTTP" not in text and not re.search(r"STATE_(USERNAME|PASSWORD)", text), place


@pytest.mark.parametrize("url", ["postgres://h/d", "ftp://x", "states", ""])
def test_a_state_of_no_kind_writes_nothing(tmp_path: Path, url: str) -> None:
    done = init(tmp_path / "new", "--state", url, code=2)
    assert "--state must be a URL" in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_job_rotates_tokens_that_a_first_stack_has_not(vendor: str) -> None:
    text = ci.ci_files(vendor, "https://state.example.com/x")[".gitlab-ci.yml"]
    assert "access drift:" in text and "rotat" not in text.lower() and "VARIABLES_TOKEN" not in text
    assert "# variable JOB=drift, every morning.\n" in text and "two pipeline" not in text
    assert "tanium_api_token" not in text
