"""From the texts of a picture to the lines that draw them."""

import pytest

from limner_server.perception.drawn.read import ReadText
from limner_server.perception.scene import Box
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.locating.locate import find_places

LOGIN = """\
import Header from './Header';

export default function Login({ name }) {
  const { t } = useTranslation('login');
  return (
    <main>
      <Header />
      <h1>Welcome back, {name}</h1>
      <p>
        Follow your parcels, print labels and pay what is due before the
        courier leaves the depot.
      </p>
      <label>{t('keep')}</label>
      <button>Sign in</button>
    </main>
  );
}
"""
HEADER = """\
export default () => (
  <nav><a>Shipments</a><a>Tariffs</a><a>Harbours</a><a>Settings</a></nav>
);
"""
CATALOGUE = '{\n  "keep": "Keep me signed in on this device"\n}\n'


def unchecked():
    pass


@pytest.fixture
def workspace(tmp_path):
    files = {
        "src/Login.jsx": LOGIN,
        "src/Header.jsx": HEADER,
        "src/locales/en/login.json": CATALOGUE,
        "src/Login.test.jsx": "expect(page).toShow('Follow your parcels'); 'Welcome back, Ann';\n"
        "toShow('Keep me signed in on this device'); toShow('Sign in')",
        "src/Other.jsx": "export default () => <p>Sign in <a>Settings</a><b>Cancel</b></p>;\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def found(workspace, *texts, unsaved=None):
    """What is found of texts that stand one below the other."""
    read = [
        ReadText(text, Box(10, 30 * number, 10 + 8 * len(text), 30 * number + 12), 0.9)
        for number, text in enumerate(texts)
    ]
    unsaved = unsaved or {}
    return find_places(WorkspaceFiles(workspace, unsaved), unsaved, read, unchecked)


def places(finding, workspace):
    return [(one.path.relative_to(workspace).as_posix(), one.line) for one in finding.places]


def test_the_file_that_draws_most_comes_first_with_its_lines(workspace):
    finding = found(
        workspace, "Shipments", "Tariffs", "Welcome back, Ann", "Follow your parcels, print labels",
        "Keep me signed in on this device", "Sign in",
    )  # fmt: skip

    lines = places(finding, workspace)
    assert lines[0][0] == "src/Login.jsx"
    assert {("src/Login.jsx", 8), ("src/Login.jsx", 10), ("src/Login.jsx", 14)} <= set(lines)
    assert ("src/Header.jsx", 2) in lines
    assert not any(name.endswith(".test.jsx") for name, _ in lines)


def test_a_translation_leads_to_the_line_that_asks_for_it(workspace):
    finding = found(workspace, "Keep me signed in on this device")

    (place,) = finding.places
    assert (place.path.name, place.line) == ("Login.jsx", 13)
    assert place.translation.path.name == "login.json"
    assert (place.translation.line, place.translation.key) == (2, "keep")


def test_a_translation_that_nobody_asks_for_leads_to_its_catalogue(workspace):
    (workspace / "src/locales/en/login.json").write_text('{"lost": "Left to nobody at all"}')
    finding = found(workspace, "Left to nobody at all")
    assert places(finding, workspace) == [("src/locales/en/login.json", 1)]


def test_lines_of_a_paragraph_are_one_place_around_all_of_them(workspace):
    finding = found(
        workspace, "Follow your parcels, print labels", "and pay what is due before the",
        "courier leaves the depot.",
    )  # fmt: skip

    place = finding.places[0]
    assert place.line == 10
    assert place.box.y0 == 0
    assert place.box.y1 == 72


@pytest.mark.parametrize(
    ("misread", "line"),
    [("We1come back, Ann", 8), ("WELCOME BACK, ANN", 8), ("Keep me signed ln on thls devlce", 13)],
)
def test_what_is_misread_is_found(workspace, misread, line):
    assert ("src/Login.jsx", line) in places(found(workspace, misread), workspace)


@pytest.mark.parametrize(
    "texts",
    [
        ("Quarterly revenue by region", "Export as spreadsheet", "Settings", "Cancel"),
        ("Quarterly revenue", "Settings", "Cancel"),
        ("||||", "--"),
        (),
    ],
)
def test_what_is_not_drawn_here_is_not_found(workspace, texts):
    finding = found(workspace, *texts)
    assert finding.places == ()
    assert not finding.is_of_workspace


def test_what_is_not_saved_yet_is_searched(workspace):
    path = workspace / "src/Other.jsx"
    text = "\n\nexport default () => <h1>Freshly written heading</h1>;"
    finding = found(workspace, "Freshly written heading", unsaved={path: text})
    assert places(finding, workspace) == [("src/Other.jsx", 3)]


def test_ignored_files_are_not_searched(workspace):
    (workspace / ".gitignore").write_text("gen/\n")
    (workspace / "gen").mkdir()
    (workspace / "gen/a.html").write_text("<h1>Only in what was generated</h1>")
    assert found(workspace, "Only in what was generated").places == ()


def test_a_page_goes_before_the_frame_around_it(workspace):
    (workspace / "src/Short.jsx").write_text(
        "import Header from './Header';\n"
        "export default () => <><Header /><h1>Nothing left to ship</h1></>;\n"
    )
    finding = found(
        workspace, "Shipments", "Tariffs", "Harbours", "Settings", "Nothing left to ship"
    )
    assert places(finding, workspace)[0] == ("src/Short.jsx", 2)


def test_templates_are_composed_too(tmp_path):
    (tmp_path / "base.html").write_text(
        "<nav><a>Recipes</a><a>Pantry shelf</a><a>Weekly plan</a></nav>"
        "{% block main %}{% endblock %}"
    )
    (tmp_path / "bake.html").write_text(
        '{% extends "base.html" %}\n{% block main %}\n<h1>Bread for tomorrow</h1>\n{% endblock %}'
    )
    finding = found(tmp_path, "Recipes", "Pantry shelf", "Weekly plan", "Bread for tomorrow")
    assert places(finding, tmp_path)[0] == ("bake.html", 3)
    assert ("base.html", 1) in places(finding, tmp_path)


def test_a_layout_by_convention_is_around_the_pages_of_its_folder(tmp_path):
    (tmp_path / "app/about").mkdir(parents=True)
    (tmp_path / "app/layout.tsx").write_text(
        "export default ({ children }) => <body><a>Seeds</a><a>Bulbs and tubers</a>"
        "<a>Your basket</a>{children}<footer>Sent from Hesse since 1987</footer></body>;\n"
    )
    (tmp_path / "app/about/page.tsx").write_text(
        "export default () => (\n  <p>Three sisters and a glasshouse</p>\n);\n"
    )
    finding = found(
        tmp_path, "Seeds", "Bulbs and tubers", "Your basket", "Three sisters and a glasshouse",
        "Sent from Hesse since 1987",
    )  # fmt: skip
    assert places(finding, tmp_path)[0] == ("app/about/page.tsx", 2)


def test_a_module_of_texts_goes_behind_what_draws_them(tmp_path):
    (tmp_path / "strings.ts").write_text(
        "export const strings = { inbox: { title: 'Letters that wait for you' } };\n"
    )
    (tmp_path / "Inbox.tsx").write_text(
        "import { strings } from './strings';\n"
        "export const Inbox = () => <h1>{strings.inbox.title}</h1>;\n"
    )
    finding = found(tmp_path, "Letters that wait for you")
    assert places(finding, tmp_path)[0] == ("Inbox.tsx", 2)
