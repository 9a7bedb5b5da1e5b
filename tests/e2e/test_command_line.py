"""`limner code` and `limner demo` as a user runs them: good input, and every kind of bad."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bad_pictures import write_odd, write_unreadable
from scripted_engine import scripted_engine

LIMNER = [sys.executable, "-m", "limner_server.cli.main"]
NO_MODEL = ("--model", "none")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings, and without an engine of another test's."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))


def limner(*arguments, command=LIMNER, timeout=60, **options):
    return subprocess.run(
        [*command, *map(str, arguments)],
        check=False,
        capture_output=options.pop("capture_output", True),
        text=True,
        timeout=timeout,
        **options,
    )


def one_line(done):
    """The line that a refusal consists of."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("limner: ")
    return lines[0]


@pytest.mark.usefixtures("needs_chromium")
class TestGoodInput:
    def test_the_code_goes_to_stdout_and_the_proof_to_stderr(self, shot):
        done = limner("code", shot, *NO_MODEL)

        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("<!doctype html>")
        assert "Fresh bread" in done.stdout
        assert done.stderr.startswith("limner: looks ")

    def test_json_holds_the_proof_the_candidates_and_the_times(self, shot):
        done = limner("code", shot, "--json", *NO_MODEL)

        answer = json.loads(done.stdout)
        assert {"result", "proof", "candidates", "timings", "engine"} <= set(answer)
        assert answer["proof"]["status"] == "proven"
        assert answer["candidates"][0]["code"] == answer["result"]
        scores = [candidate["score"] for candidate in answer["candidates"]]
        assert scores == sorted(scores, reverse=True)

    @pytest.mark.parametrize(
        ("stack", "contains"),
        [
            ("html", "<!doctype html>"),
            ("tailwind", 'class="'),
            ("react", "export default function"),
            ("vue", "<template>"),
        ],
    )
    def test_each_stack_goes_into_a_file(self, shot, tmp_path, stack, contains):
        out = tmp_path / "pages" / "page"

        done = limner("code", shot, "--stack", stack, "--out", out, *NO_MODEL)

        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        assert contains in out.read_text()
        assert "Fresh bread" in out.read_text()

    def test_the_demo_leaves_a_page_and_a_picture_of_both(self, tmp_path):
        done = limner("demo", "--out", tmp_path / "demo")

        assert done.returncode == 0, done.stderr
        assert "looks" in done.stdout
        names = {path.name for path in (tmp_path / "demo").iterdir()}
        assert names == {"harbour.html", "picture.png", "page.png", "side-by-side.png"}


def test_the_scene_can_be_read_and_looked_at(shot, tmp_path):
    done = limner("code", shot, "--scene", "--scene-image", tmp_path / "scene.png")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("scene 480x240 #ffffff")
    assert "Fresh bread" in done.stdout
    assert (tmp_path / "scene.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["missing.png", "folder.png", "empty.png", "truncated.png", "text.png", "bomb.png"]
)
def test_what_is_no_picture_is_refused_in_one_line(tmp_path, name):
    path = write_unreadable(tmp_path)[name]

    start = time.perf_counter()
    line = one_line(limner("code", path, *NO_MODEL))

    assert name in line
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    "uri", ["data:", "data:image/png;base64,", "data:image/png;base64,AAAA", ""]
)
def test_a_data_uri_that_holds_no_picture_is_refused_in_one_line(uri):
    assert one_line(limner("code", uri, *NO_MODEL))


@pytest.mark.usefixtures("needs_chromium")
@pytest.mark.parametrize("name", ["blank.png", "noise.png", "photo.png", "dot.png", "clear.png"])
def test_a_picture_that_is_no_page_still_gets_its_code(tmp_path, name):
    done = limner("code", write_odd(tmp_path)[name], *NO_MODEL)

    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.startswith("<!doctype html>")
    assert len(done.stderr.splitlines()) == 1


def test_without_chromium_the_code_is_marked_unproven_with_the_remedy(shot):
    environment = {**os.environ, "CHROMIUM": "/nowhere/chromium"}

    done = limner("code", shot, "--json", *NO_MODEL, env=environment)

    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["proof"]["status"] == "unproven"
    assert "install Chromium" in answer["proof"]["remedy"]
    assert "Fresh bread" in answer["result"]
    assert len(done.stderr.splitlines()) == 1
    assert "install Chromium" in done.stderr


def test_without_tesseract_the_remedy_is_one_line(shot):
    """In a sandbox where neither the program nor its language files are there."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap hides Tesseract here, and is not installed")
    hidden = ["/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata"]
    sandbox = ["bwrap", "--bind", "/", "/", "--dev", "/dev"]
    for folder in filter(os.path.isdir, hidden):
        sandbox += ["--tmpfs", folder]
    for program in ("/usr/bin/tesseract", "/usr/local/bin/tesseract"):
        if Path(program).exists():
            sandbox += ["--ro-bind", "/dev/null", program]

    line = one_line(limner("code", shot, *NO_MODEL, command=[*sandbox, *LIMNER]))

    assert "Tesseract" in line
    assert "install" in line


def test_a_language_that_is_not_installed_is_named_with_the_remedy(shot):
    line = one_line(limner("code", shot, "--language", "eng+xyz", *NO_MODEL))

    assert "xyz" in line


@pytest.mark.usefixtures("needs_chromium")
class TestPlacesThatTakeNothing:
    def test_a_read_only_folder(self, shot, read_only_folder):
        done = limner("code", shot, "--out", read_only_folder / "page.html", *NO_MODEL)

        assert "cannot write" in one_line(done)

    def test_a_full_disk_keeps_what_was_there(self, large_shot, small_disk):
        page = small_disk / "page.html"
        page.write_bytes(b"x" * 60_000)

        done = limner("code", large_shot, "--out", page, *NO_MODEL)

        assert "No space left on device" in one_line(done)
        assert page.read_bytes() == b"x" * 60_000
        assert [path.name for path in small_disk.iterdir()] == ["page.html"]

    def test_a_full_disk_behind_stdout(self, shot):
        device = Path("/dev/full")
        if not device.exists():
            pytest.skip("no /dev/full on this system")
        with device.open("w") as full:
            done = limner(
                "code", shot, *NO_MODEL, capture_output=False, stdout=full, stderr=subprocess.PIPE
            )

        assert "No space left on device" in one_line(done)

    def test_a_reader_that_has_seen_enough(self, shot):
        command = f"{' '.join(LIMNER)} code {shot} --model none | head -c 10"

        done = subprocess.run(
            ["sh", "-c", command], check=False, capture_output=True, text=True, timeout=60
        )

        assert done.stdout == "<!doctype "
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


@pytest.mark.usefixtures("needs_chromium")
class TestEngines:
    def ask(self, shot, engine):
        model = ("--engine", engine, "--model", "some-model")
        return limner("code", shot, "--json", *model)

    def test_an_engine_that_is_not_there_leaves_the_analysis(self, shot):
        done = self.ask(shot, "http://127.0.0.1:9/v1")

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert "Fresh bread" in answer["result"]
        assert "trace" in answer["candidates"][0]["proposer"]
        assert any("no model took part" in line for line in done.stderr.splitlines())

    def test_an_engine_that_dies_in_mid_answer_leaves_the_analysis(self, shot, dying_engine):
        done = self.ask(shot, dying_engine)

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert "Fresh bread" in answer["result"]
        assert any("no model took part" in line for line in done.stderr.splitlines())

    def test_an_engine_that_talks_nonsense_leaves_the_analysis(self, shot):
        with scripted_engine("Sorry, I cannot see pictures.", "Really.") as (engine, _):
            done = self.ask(shot, engine.base_url)

        assert done.returncode == 0, done.stderr
        assert "Fresh bread" in json.loads(done.stdout)["result"]


def at_work(pid):
    """Whether the process has come as far as to look at the picture."""
    return any("cv2" in entry.path for entry in psutil.Process(pid).memory_maps())


def test_an_interrupt_ends_it_at_once_and_quietly(large_shot):
    with subprocess.Popen(
        [*LIMNER, "code", str(large_shot), *NO_MODEL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        while not at_work(running.pid):
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=20)

    assert running.returncode == 130, stderr
    assert stdout == ""
    assert "Traceback" not in stderr
