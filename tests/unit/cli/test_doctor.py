"""What is missing, and how to get it here."""

import json
import sys

import pytest

from engine_pages import Page, engine_pages, listing
from limner_server.cli import doctor, packages
from limner_server.cli.main import main


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with nothing on its PATH but one package manager."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CHROMIUM", "TESSDATA_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    def with_manager(name):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)

    return with_manager


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get install tesseract-ocr"),
        ("dnf", "sudo dnf install tesseract"),
        ("brew", "brew install tesseract"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand for package managers")
def test_a_program_is_installed_by_the_package_manager_there_is(bare, manager, line):
    bare(manager)

    assert packages.install_line("tesseract") == line


@pytest.mark.usefixtures("bare")
def test_without_a_known_package_manager_words_must_do():
    assert packages.install_line("bubblewrap") == "install bubblewrap from your system's packages"


@pytest.mark.usefixtures("bare")
def test_a_missing_chromium_is_named_with_its_remedy():
    finding = doctor.find_chromium()

    assert not finding.there
    assert finding.needed
    assert "chromium" in finding.remedy


@pytest.mark.usefixtures("bare")
def test_a_missing_bubblewrap_is_named_with_its_remedy():
    finding = doctor.find_bubblewrap()

    assert not finding.there
    assert not finding.needed
    assert "bubblewrap" in finding.remedy


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is there on Linux alone")
def test_a_bubblewrap_that_does_not_work_is_no_sandbox(bare, tmp_path):
    bare("bwrap")
    (tmp_path / "bwrap").write_text("#!/bin/sh\necho 'bwrap: no permission' >&2\nexit 1\n")

    finding = doctor.find_bubblewrap()

    assert not finding.there
    assert "bwrap: no permission" in finding.detail
    assert finding.remedy


def test_missing_language_files_are_named():
    finding = doctor.find_tesseract("eng+xyz")

    assert not finding.there
    assert "'xyz'" in finding.detail
    assert "xyz" in finding.remedy


@pytest.mark.usefixtures("bare")
def test_what_the_main_job_needs_decides_the_exit_code(capfd):
    assert main(["doctor"]) == 2

    lines = capfd.readouterr().out.splitlines()
    assert any(line.startswith("MISSING") and "Chromium" in line for line in lines)


def test_the_findings_as_json(capfd):
    main(["doctor", "--json"])

    findings = json.loads(capfd.readouterr().out)
    assert {"Chromium", "bubblewrap", "local engine", "GPU", "model"} <= {
        finding["name"] for finding in findings
    }
    assert all(finding["there"] or finding["remedy"] for finding in findings)


@pytest.fixture
def configured(monkeypatch, tmp_path):
    """Settings that name an engine."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    def with_engine(url, model="m"):
        (tmp_path / "limner").mkdir(exist_ok=True)
        config = f'base_url = "{url}"\nmodel = "{model}"\n'
        (tmp_path / "limner" / "config.toml").write_text(config)

    return with_engine


def test_the_configured_engine_is_told_with_all_that_it_can_do(configured, capfd):
    cards = listing({"id": "m", "owned_by": "vllm"})
    with engine_pages({"/v1/models": cards, "/version": Page({"version": "0.33.0"})}) as (url, _):
        configured(url)
        main(["doctor", "--json"])

    findings = {one["name"]: one for one in json.loads(capfd.readouterr().out)}
    assert findings["engine"]["detail"] == f"vLLM 0.33.0 at {url}"
    assert findings["likelihoods"]["there"]
    assert findings["pictures"]["unknown"]
    assert not findings["adapters"]["there"]
    assert {"structured output", "cancellation", "priorities"} <= set(findings)
    assert all(one["there"] or one["remedy"] for one in findings.values())


def test_a_model_that_the_engine_does_not_serve_is_told_with_those_that_it_does(configured, capfd):
    with engine_pages({"/v1/models": listing({"id": "other", "owned_by": "vllm"})}) as (url, _):
        configured(url)
        main(["doctor"])

    lines = capfd.readouterr().out.splitlines()
    assert any("does not serve m: set model to one of other" in line for line in lines)
    assert any(line.startswith("unknown  pictures") for line in lines)


def test_an_engine_that_is_not_there_is_told_with_a_remedy(configured, capfd):
    configured("http://127.0.0.1:1/v1")
    main(["doctor"])

    lines = capfd.readouterr().out.splitlines()
    assert any(
        "no engine at http://127.0.0.1:1/v1" in line and "start it" in line for line in lines
    )
