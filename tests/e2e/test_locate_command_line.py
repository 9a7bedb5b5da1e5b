"""`limner locate` as a user runs it: real pictures of real pages, and every kind of bad input."""

import json
import subprocess
import sys

import pytest
from PIL import Image

from limner_server.proof.browser import Browser
from refusals import refused
from workspaces import fingerprint

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "locate"]
PATIENCE = 60

PAGE = """\
import { useTranslation } from 'react-i18next';

export default function Delivery({ name }) {
  const { t } = useTranslation('delivery');
  return (
    <main>
      <h1>Where is my parcel?</h1>
      <p>Hello {name}, your driver is four stops away.</p>
      <label>{t('door')}</label>
      <input placeholder="Number of the consignment" />
      <button>Follow the van</button>
    </main>
  );
}
"""
CATALOGUE = '{\n  "door": "Leave it at the side door"\n}\n'
DRAWN = """\
<body style="font:16px Arial;margin:24px"><h1>Where is my parcel?</h1>
<p>Hello Ann, your driver is four stops away.</p><label>Leave it at the side door</label><br>
<input placeholder="Number of the consignment"><button>Follow the van</button></body>
"""
FOREIGN = """\
<body style="font:16px Arial;margin:24px"><h1>Quarterly revenue</h1>
<p>Sales in the northern region rose by a fifth.</p><button>Export as spreadsheet</button></body>
"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A picture of the workspace's page, and one of another application."""
    folder = tmp_path_factory.mktemp("pictures")
    with Browser() as browser:
        for name, html in (("own", DRAWN), ("foreign", FOREIGN)):
            Image.fromarray(browser.render(html, 640, 320).image).save(folder / f"{name}.png")
    Image.new("RGB", (300, 200), "white").save(folder / "blank.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    return folder


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "app"
    for name, text in {
        "src/Delivery.jsx": PAGE,
        "src/locales/en/delivery.json": CATALOGUE,
        "src/Delivery.test.jsx": "toShow('Where is my parcel?'); toShow('Follow the van');\n",
        "package.json": "{}",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def locate(*arguments, folder):
    return subprocess.run(
        [*LIMNER, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def test_a_screenshot_leads_to_the_lines_that_draw_it(workspace, pictures):
    before = fingerprint(workspace)
    done = locate(pictures / "own.png", folder=workspace)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith('src/Delivery.jsx:7  "Where is my parcel?"  at ')
    assert any(line.startswith('src/Delivery.jsx:8  "Hello …, your driver') for line in lines)
    (translated,) = [line for line in lines if "side door" in line]
    assert translated.startswith("src/Delivery.jsx:9 ")
    assert translated.endswith("(src/locales/en/delivery.json:2 door)")
    (proof,) = done.stderr.splitlines()
    assert proof == "limner: 5 of 5 texts of the picture stand in src/Delivery.jsx"
    assert fingerprint(workspace) == before


def test_the_answer_as_json_has_the_proof_and_the_parts_of_the_picture(workspace, pictures):
    done = locate(pictures / "own.png", "--workspace", workspace, "--json", folder=pictures)

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["proof"]["status"] == "proven"
    assert answer["proof"]["figures"]["texts_in_first_file"] == 5
    first = answer["result"][0]
    assert (first["line"], first["read"]) == (7, "Where is my parcel?")
    x0, y0, x1, y1 = first["box"]
    assert 0 <= x0 < x1 <= answer["size"][0]
    assert 0 <= y0 < y1 <= answer["size"][1]
    assert answer["candidates"][0]["code"] == "src/Delivery.jsx"
    assert set(answer["timings"]) == {"picture", "search"}


def test_a_screenshot_of_something_else_leads_nowhere(workspace, pictures):
    done = locate(pictures / "foreign.png", folder=workspace)

    assert done.returncode == 1
    assert done.stdout == ""
    assert "nothing of this picture is drawn by this workspace" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("blank.png", "blank.png has no text in it"),
        ("broken.png", "broken.png is not a picture"),
        ("nowhere.png", "There is no file"),
        (".", "is a folder"),
    ],
)
def test_what_is_no_picture_of_a_page_is_refused_in_one_line(workspace, pictures, name, said):
    assert said in refused(locate(pictures / name, folder=workspace))


@pytest.mark.parametrize(
    ("name", "said"), [("gone", "is not there"), ("package.json", "is a file")]
)
def test_what_is_no_workspace_is_refused_in_one_line(workspace, pictures, name, said):
    done = locate(pictures / "own.png", "--workspace", workspace / name, folder=workspace)
    assert said in refused(done)


def test_a_workspace_without_anything_to_draw_is_told(tmp_path, pictures):
    (tmp_path / "empty").mkdir()
    done = locate(pictures / "own.png", "--workspace", tmp_path / "empty", folder=tmp_path)
    assert done.returncode == 1
    assert "there is no file in it that draws texts" in done.stderr


def test_files_of_every_encoding_are_searched_and_none_stops_the_search(workspace, pictures):
    (workspace / "src/Delivery.jsx").write_bytes(
        b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    )
    (workspace / "src/wide.html").write_bytes("<h1>Where is my parcel?</h1>".encode("utf-16"))
    (workspace / "src/bad.html").write_bytes(b"<h1>\xff\x00\xfeWhere is my parcel?</h1>")
    (workspace / "src/broken.json").write_text('{"a": {"b": "Where is my parcel?')
    (workspace / "src/loop.jsx").symlink_to(workspace / "src/loop.jsx")

    done = locate(pictures / "own.png", folder=workspace)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("src/Delivery.jsx:7 ")


def test_a_text_of_the_workspace_cannot_steer_the_terminal(workspace, pictures):
    (workspace / "src/Delivery.jsx").write_text(
        PAGE.replace("Follow the van", "Follow the van\x1b[2J")
    )
    done = locate(pictures / "own.png", folder=workspace)
    assert "\x1b" not in done.stdout
