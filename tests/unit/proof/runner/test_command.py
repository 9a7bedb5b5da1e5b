"""Commands as people type them."""

import json

import pytest

from limner_server.errors import InputError
from limner_server.proof.runner.command import Kind, parse_command
from small_workspace import write


@pytest.mark.parametrize(
    ("text", "kind", "flags", "arguments"),
    [
        ("pytest", Kind.PYTEST, (), ()),
        (
            "pytest -k 'a or b' tests/x.py::test",
            Kind.PYTEST,
            (),
            ("-k", "a or b", "tests/x.py::test"),
        ),
        ("py.test x.py", Kind.PYTEST, (), ("x.py",)),
        ("python3 -W error -m pytest x.py", Kind.PYTEST, ("-W", "error"), ("x.py",)),
        (".venv/bin/pytest x.py", Kind.PYTEST, (), ("x.py",)),
        ("uv run pytest x.py", Kind.PYTEST, (), ("x.py",)),
        ("poetry run python -m pytest", Kind.PYTEST, (), ()),
        ("coverage run -m pytest x.py", Kind.PYTEST, (), ("x.py",)),
        ("python -m unittest -v tests.x", Kind.UNITTEST, (), ("-v", "tests.x")),
        ("python -B x.py --fast", Kind.PYTHON, ("-B",), ("x.py", "--fast")),
        ("python3.12 x.py", Kind.PYTHON, (), ("x.py",)),
        ("python -m app.main -m x", Kind.PYTHON, (), ("-m", "app.main", "-m", "x")),
        ("python -c 'assert 1'", Kind.OTHER, (), ()),
        ("node x.js a", Kind.NODE, (), ("x.js", "a")),
        ("node --require ./setup.js x.js", Kind.NODE, ("--require", "./setup.js"), ("x.js",)),
        ("node --test test/", Kind.NODE_TEST, (), ("test/",)),
        ("node -e 1", Kind.OTHER, (), ()),
        ("npx vitest run x.test.ts", Kind.VITEST, (), ("run", "x.test.ts")),
        ("jest -t name", Kind.JEST, (), ("-t", "name")),
        ("node node_modules/.bin/mocha x.js", Kind.MOCHA, (), ("x.js",)),
        ("make test", Kind.OTHER, (), ("test",)),
    ],
)
def test_a_command_is_understood(text, kind, flags, arguments, tmp_path):
    command = parse_command(text, tmp_path)

    assert (command.kind, command.flags, command.arguments) == (kind, flags, arguments)
    assert (command.text, command.cwd) == (text, tmp_path)


def test_variables_before_a_command_are_set(tmp_path):
    command = parse_command("A=1 B='two words' pytest", tmp_path)

    assert command.kind is Kind.PYTEST
    assert command.env == (("A", "1"), ("B", "two words"))


def test_what_only_a_shell_understands_is_left_to_it(tmp_path):
    command = parse_command("pytest | tee out", tmp_path)

    assert command.kind is Kind.OTHER
    assert command.argv == ("sh", "-c", "pytest | tee out")


def test_a_folder_to_change_into_first_is_where_the_command_runs(tmp_path):
    (tmp_path / "web").mkdir()

    command = parse_command("cd web && npx vitest run", tmp_path)

    assert (command.kind, command.cwd) == (Kind.VITEST, tmp_path / "web")


def test_a_script_of_a_package_is_what_it_runs(tmp_path):
    scripts = {"test": "vitest run --silent", "odd": "a && b"}
    write(tmp_path, {"package.json": json.dumps({"scripts": scripts})})

    command = parse_command("npm test -- x.test.ts", tmp_path)

    assert (command.kind, command.arguments) == (Kind.VITEST, ("run", "--silent", "x.test.ts"))
    assert parse_command("yarn odd", tmp_path).kind is Kind.OTHER
    assert parse_command("npm run nothing", tmp_path).argv == ("npm", "run", "nothing")


def test_typescript_is_loaded_by_the_workspaces_own_loader(tmp_path):
    (tmp_path / "node_modules" / "tsx").mkdir(parents=True)

    command = parse_command("npx tsx x.ts", tmp_path)

    assert (command.kind, command.flags) == (Kind.NODE, ("--import", "tsx"))
    assert parse_command("npx ts-node x.ts", tmp_path).kind is Kind.OTHER


@pytest.mark.parametrize("text", ["", "  ", "A=1", "pytest 'x"])
def test_what_is_no_command_is_refused(text, tmp_path):
    with pytest.raises(InputError):
        parse_command(text, tmp_path)


def test_a_command_keeps_its_program_whatever_it_is_to_run(tmp_path):
    command = parse_command("python -m pytest -q tests/test_shop.py", tmp_path)

    other = command.with_arguments(["-q", "b::two", "a::one", "a::three", "a::four"])

    assert other.argv == ("python", "-m", "pytest", "-q", "b::two", "a::one", "a::three", "a::four")
    assert other.arguments == ("-q", "b::two", "a::one", "a::three", "a::four")
    assert other.kind is Kind.PYTEST
