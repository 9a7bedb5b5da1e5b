"""What is found in a repository to learn from, as the server would ask it."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from limner_adapters.examples import Task
from limner_adapters.tuning import git
from limner_adapters.tuning.called import find_called
from limner_adapters.tuning.documented import find_documented
from limner_adapters.tuning.gather import gather
from limner_adapters.tuning.history import find_fixes
from limner_adapters.tuning.spoiled import find_spoiled
from limner_adapters.tuning.tested import find_tested
from limner_adapters.tuning.written_tests import WrittenTests
from limner_server.errors import InputError
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.patches import patch_of
from own_code import GENERAL, PAGES_ONLY, SMALL, TEST_TOTAL, TOTAL, commit, repository, search

FILES = {
    "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    "shop/total.py": TOTAL,
    "tests/test_total.py": TEST_TOTAL,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return repository(tmp_path, FILES)


def asked(found):
    """The question, all of its words."""
    return json.dumps(asdict(found.example)["messages"])


def read_tests(looking):
    return WrittenTests.read(looking.sources, lambda: None)


def test_a_docstring_is_the_answer_and_is_nowhere_in_the_question(project):
    path = project / "shop/total.py"

    (found,) = find_documented(search(project), path, TOTAL)

    assert found.example.task is Task.DOC
    assert found.example.answer.startswith(
        "Add up the prices, less a discount in percent.\n\nArgs:"
    )
    assert "less a discount" not in asked(found)
    assert "def total(prices, discount):" in asked(found)
    assert found.example.origin == "shop/total.py:4"


def test_the_case_of_a_docstring_is_the_file_without_it(project):
    (found,) = find_documented(search(project), project / "shop/total.py", TOTAL)

    assert (found.case.name, found.case.symbol) == ("shop/total.py::total", "total")
    assert found.case.right == "Add up the prices, less a discount in percent."
    assert "Add up" not in found.case.texts["shop/total.py"]


def test_a_small_model_is_asked_for_the_first_sentence_in_short(project):
    (found,) = find_documented(search(project, SMALL), project / "shop/total.py", TOTAL)

    assert found.example.answer == "Add up the prices, less a discount in percent."
    assert len(asked(found)) < 500


def test_a_function_goes_with_its_tests_and_what_they_need(project):
    looking = search(project)

    (found,) = find_tested(looking, read_tests(looking), project / "shop/total.py", TOTAL)

    answer = found.example.answer
    assert "def test_total_takes_a_discount_off" in answer
    assert "def test_total_of_nothing" in answer
    assert "from shop.total import total" in answer
    assert "PRICES = [100, 100]" in answer
    assert "def halved" in answer
    assert "import pytest" not in answer
    assert "for pytest" in asked(found)
    assert "test_total_of_nothing" not in asked(found)
    assert found.case.symbol == "total"


def test_methods_of_a_test_case_stay_in_their_class_with_what_is_set_up(tmp_path):
    text = (
        "import unittest\n\nfrom shop.total import total\n\n\nclass TestTotal(unittest.TestCase):\n"
        "    def setUp(self):\n        self.prices = [1, 2]\n\n"
        "    def test_total(self):\n        self.assertEqual(total(self.prices, 0), 3)\n"
    )
    project = repository(tmp_path, FILES | {"tests/test_total.py": text})
    looking = search(project)

    (found,) = find_tested(looking, read_tests(looking), project / "shop/total.py", TOTAL)

    code = found.example.answer.strip("`").strip()
    compile(code, "answer", "exec")
    assert "class TestTotal(unittest.TestCase):\n    def setUp(self):" in code


def test_calls_with_plain_values_are_inputs_for_a_small_model(project):
    (found,) = find_called(search(project, SMALL))

    assert found.example.answer == "[], 0"
    assert (found.file, found.case.symbol) == ("shop/total.py", "total")
    assert [*find_called(search(project, GENERAL))] == []


def test_the_answer_to_a_bug_put_in_is_what_puts_it_right(project):
    looking, path = search(project), project / "shop/total.py"

    whole = [
        one
        for one in find_spoiled(looking, read_tests(looking), path, TOTAL)
        if "SEARCH" in one.example.answer
    ]

    (case,) = [
        one.case
        for one in find_spoiled(looking, read_tests(looking), path, TOTAL)
        if one.case is not None
    ]
    assert case.test == "pytest tests/test_total.py"
    wrong = case.texts["shop/total.py"]
    assert wrong != TOTAL
    assert case.right == TOTAL
    sources = {path: Source(path, wrong)}
    patch = patch_of(whole[0].example.answer, sources, Goal("", path=path))
    assert patch.applied(path, wrong) == TOTAL


def test_a_small_model_is_asked_which_line_is_wrong(project):
    looking = search(project, SMALL)

    found = [*find_spoiled(looking, read_tests(looking), project / "shop/total.py", TOTAL)]

    assert found
    assert all("]]" in one.example.answer for one in found)
    assert {one.file for one in found} == {"shop/total.py"}


def test_a_fix_of_the_history_is_found_with_the_code_as_it_was(project):
    path = project / "shop/total.py"
    wrong = TOTAL.replace("price > 0", "price > 1")
    path.write_text(wrong)
    commit(project, "Count the prices")
    path.write_text(TOTAL)
    commit(project, "Fix the total of small prices")

    (found,) = find_fixes(search(project))

    assert "price > 1" in asked(found)
    patch = patch_of(found.example.answer, {path: Source(path, wrong)}, Goal("", path=path))
    assert patch.applied(path, wrong) == TOTAL
    assert found.example.origin.startswith("commit ")


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("Add a feature", TOTAL.replace("price > 0", "price > 1")),
        ("Fix a comment", TOTAL.replace("in percent", "in per cent")),
        ("Fix everything", TOTAL + "\n".join(f"x{number} = {number}" for number in range(40))),
    ],
)
def test_what_is_no_small_fix_of_code_is_left(project, message, text):
    (project / "shop/total.py").write_text(text)
    commit(project, message)

    assert [*find_fixes(search(project))] == []


def test_nothing_that_a_repository_names_is_run_to_read_its_history(project, tmp_path_factory):
    """A file monitor, a textconv filter and an external diff would each write a file."""
    told = tmp_path_factory.mktemp("told") / "ran"
    script = f"sh -c 'touch {told}'"
    git_config = project / ".git/config"
    with git_config.open("a") as file:
        file.write(f'[core]\nfsmonitor = "{script}"\npager = "{script}"\n')
        file.write(f'[diff]\nexternal = "{script}"\n[diff "x"]\ntextconv = "{script}"\n')
    (project / ".gitattributes").write_text("*.py diff=x\n")
    (project / "shop/total.py").write_text(TOTAL.replace("> 0", "> 1"))
    commit(project, "Fix it")
    told.unlink(missing_ok=True)  # what making the commit ran

    assert len([*find_fixes(search(project))]) == 1
    assert not told.exists()


def test_a_broken_repository_is_one_line_and_the_rest_is_learnt(project):
    (project / ".git/HEAD").write_text("nonsense")

    gathered = gather(project, GENERAL, [Task.FIX, Task.DOC], lambda *_: None, lambda: None)

    assert any("git cannot read the history" in one for one in gathered.remarks)
    assert len(gathered.found[Task.DOC]) == 1


def test_blobs_that_are_gone_are_none(project):
    assert [*git.blobs(project, ["0" * 39 + "1"])] == [None]


def test_no_secret_is_in_what_is_gathered(tmp_path):
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    files = FILES | {"shop/total.py": TOTAL.replace("result = 0", f'result = 0  # "{key}"')}

    gathered = gather(repository(tmp_path, files), GENERAL, [*Task], lambda *_: None, lambda: None)

    told = repr(gathered.found)
    assert gathered.secrets >= 1
    assert "REDACTED" in told
    assert key not in told


def test_a_model_is_taught_only_what_the_server_asks_it(project):
    with pytest.raises(InputError, match="was never trained on code"):
        gather(project, PAGES_ONLY, [Task.FIX], lambda *_: None, lambda: None)


def test_the_same_code_twice_is_learnt_once(tmp_path):
    project = repository(tmp_path, FILES | {"other/total.py": TOTAL})

    gathered = gather(project, SMALL, [Task.DOC], lambda *_: None, lambda: None)

    assert len(gathered.found[Task.DOC]) == 1


def test_git_that_is_missing_is_said(project, monkeypatch):
    monkeypatch.setitem(os.environ, "PATH", "/nowhere")

    with pytest.raises(InputError, match="git is not installed"):
        [*find_fixes(search(project))]
