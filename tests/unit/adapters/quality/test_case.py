import json

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.case import FILE, Case, read_cases, write_cases
from limner_server.errors import InputError


def fix(root, name="shop.py::total"):
    texts = {"shop.py": "def total():\n    return 1\n"}
    return Case(Task.FIX, name, root, "shop.py", "total", "pytest", texts, "right")


def test_cases_are_read_as_they_were_written(tmp_path):
    cases = [fix(tmp_path), Case(Task.UI, "page", tmp_path, "page.html", width=420)]

    write_cases(tmp_path, cases)

    assert read_cases(tmp_path) == cases


def test_a_root_is_found_beside_the_file(tmp_path):
    line = {"task": "doc", "name": "a", "root": "shop", "path": "a.py"}
    (tmp_path / FILE).write_text(json.dumps(line))

    (case,) = read_cases(tmp_path)

    assert case.file == tmp_path / "shop" / "a.py"


def test_what_a_case_says_stands_before_what_is_on_the_disk(tmp_path):
    (tmp_path / "shop.py").write_text("on the disk")

    assert fix(tmp_path).text.startswith("def total")
    assert Case(Task.DOC, "a", tmp_path, "shop.py").text == "on the disk"


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "3",
        '{"task": "fix"}',
        '{"task": "paint", "name": "a", "root": ".", "path": "a.py"}',
        '{"task": "fix", "name": "a", "root": ".", "path": "a.py", "mood": "good"}',
        '{"task": "fix", "name": "a", "root": ".", "path": "a.py", "texts": 3}',
        '{"task": "ui", "name": "a", "root": ".", "path": "a.html", "width": "wide"}',
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path, line):
    write_cases(tmp_path, [fix(tmp_path)])
    with (tmp_path / FILE).open("a") as file:
        file.write(f"{line}\n")

    with pytest.raises(InputError, match=rf"{FILE}:2 is no case") as refusal:
        read_cases(tmp_path)

    assert "\n" not in str(refusal.value)


def test_a_folder_without_cases_is_refused(tmp_path):
    with pytest.raises(InputError, match="no cases in"):
        read_cases(tmp_path)


def test_two_cases_of_one_name_are_refused(tmp_path):
    write_cases(tmp_path, [fix(tmp_path), fix(tmp_path)])

    with pytest.raises(InputError, match="two cases called"):
        read_cases(tmp_path)


def test_a_page_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "page.html").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match="cannot read"):
        _ = Case(Task.UI, "page", tmp_path, "page.html").text
