"""Interpreters that lie in a home are found from the program, however it is linked."""

import pytest

from limner_server.proof.sandbox.installed import installed_paths, program_paths


def program(path, content="\x7fELF"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    return path


@pytest.fixture
def python(home):
    """An interpreter with its library, in the home."""
    (home / "pythons" / "3.12" / "lib" / "python3.12").mkdir(parents=True)
    return program(home / "pythons" / "3.12" / "bin" / "python3.12")


def test_an_interpreter_brings_its_installation(home, python):
    assert program_paths(python, home) == [home / "pythons" / "3.12", python]


def test_a_virtual_environment_brings_the_interpreter_that_it_was_made_with(home, python):
    bin_folder = home / "venvs" / "one" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python3").symlink_to(python)
    (bin_folder / "python").symlink_to("python3")
    (bin_folder.parent / "pyvenv.cfg").write_text(f"home = {python.parent}\nversion = 3.12\n")

    shown = program_paths(bin_folder / "python", home)

    assert {bin_folder.parent, python.parent.parent} <= set(shown)


def test_a_link_on_the_path_is_shown_with_where_it_leads(home, python):
    link = home / ".local" / "bin" / "python3.12"
    link.parent.mkdir(parents=True)
    link.symlink_to(python)

    shown = program_paths(link, home)

    assert {link.parent, python.parent.parent} <= set(shown)
    assert home / ".local" not in shown


def test_a_relative_link_is_followed_from_where_it_lies(home, python):
    link = home / "bin" / "python3.12"
    link.parent.mkdir()
    link.symlink_to("../pythons/3.12/bin/python3.12")

    assert program_paths(link, home) == [link.parent, link, python.parent.parent, python]


def test_a_script_brings_the_interpreter_of_its_first_line(home, python):
    script = program(home / "bin" / "tool", f"#!{python}\nimport tool\n")

    assert python.parent.parent in program_paths(script, home)


def test_a_script_may_ask_env_for_its_interpreter(home, python, monkeypatch):
    monkeypatch.setenv("PATH", str(python.parent))
    script = program(home / "bin" / "tool", "#!/usr/bin/env python3.12\n")

    assert python.parent.parent in program_paths(script, home)


def test_a_program_of_a_package_brings_the_packages_that_it_needs(home):
    packages = home / "tools" / "node_modules"
    script = program(packages / "linter" / "bin" / "linter.js", "#!/usr/bin/env node\n")
    (packages / ".bin").mkdir()
    (packages / ".bin" / "linter").symlink_to("../linter/bin/linter.js")

    shown = program_paths(packages / ".bin" / "linter", home)

    assert shown[:2] == [packages, packages / ".bin" / "linter"]
    assert script.parent not in shown


def test_a_program_alone_shows_its_folder_alone(home):
    tool = program(home / "work" / "bin" / "tool")

    assert program_paths(tool, home) == [tool.parent, tool]


def test_a_program_in_the_home_itself_shows_no_home(home):
    tool = program(home / "tool")

    assert program_paths(tool, home) == [tool]


def test_links_that_go_round_in_circles_come_to_an_end(home):
    (home / "one").symlink_to(home / "two")
    (home / "two").symlink_to(home / "one")

    assert program_paths(home / "one", home) == []


def test_packages_that_are_installed_in_place_are_shown(home, python):
    (home / "library" / "src" / "part").mkdir(parents=True)
    (home / "library" / "src" / "part" / "__init__.py").touch()
    packages = python.parent.parent / "lib" / "python3.12" / "site-packages"
    packages.mkdir()
    lines = ["import sys", str(home / "library" / "src"), str(home), str(home / "gone")]
    (packages / "part.pth").write_text("\n".join(lines))

    shown = program_paths(python, home)

    assert home / "library" / "src" in shown
    assert home not in shown


def test_version_managers_are_shown_and_what_is_on_the_path(home, python, monkeypatch):
    (home / ".nvm").mkdir()
    (home / ".ssh").mkdir()
    monkeypatch.setenv("PATH", f"{python.parent}:relative:{home}/gone")

    assert installed_paths(home) == [home / ".nvm", python.parent.parent]


# A workspace may name what it likes as its interpreter.


@pytest.fixture
def keys(home):
    (home / ".ssh").mkdir()
    (home / ".ssh" / "id").write_text("KEY")
    return home / ".ssh"


def test_a_link_to_a_key_is_no_interpreter(home, keys):
    link = home / "project" / ".venv" / "bin" / "python"
    link.parent.mkdir(parents=True)
    link.symlink_to(keys / "id")

    assert program_paths(link, home) == []


def test_an_environment_made_with_a_folder_of_keys_shows_none(home, keys):
    python = program(home / "project" / ".venv" / "bin" / "python")
    (python.parent.parent / "pyvenv.cfg").write_text(f"home = {keys}\n")

    assert keys not in program_paths(python, home)


def test_a_folder_of_keys_is_no_package(home, keys, python):
    packages = python.parent.parent / "lib" / "python3.12" / "site-packages"
    packages.mkdir()
    (packages / "part.pth").write_text(str(keys))

    assert keys not in program_paths(python, home)
