"""What a workspace needs that lies outside of it, and what it only claims to need."""

import pytest

from limner_server.proof.sandbox.needed import enclosing_repository, needed_paths


@pytest.fixture
def repository(home):
    (home / "repository" / ".git" / "objects").mkdir(parents=True)
    (home / "repository" / ".git" / "HEAD").touch()
    return home / "repository"


def test_a_package_belongs_to_its_repository(home, repository):
    (repository / "packages" / "one").mkdir(parents=True)

    assert enclosing_repository(repository / "packages" / "one", home) == repository


def test_a_folder_without_a_repository_stands_alone(home, project):
    assert enclosing_repository(project, home) == project


def test_a_home_that_is_a_repository_is_no_workspace(home, project):
    (home / ".git").mkdir()

    assert enclosing_repository(project, home) == project


def test_the_packages_of_folders_above_are_found(home, project):
    (home / "node_modules").mkdir()

    assert needed_paths(project) == [home / "node_modules"]


def test_a_linked_environment_is_followed(home, project):
    (home / "venvs" / "one").mkdir(parents=True)
    (home / "venvs" / "one" / "pyvenv.cfg").touch()
    (project / ".venv").symlink_to(home / "venvs" / "one")

    assert needed_paths(project) == [home / "venvs" / "one"]


def test_linked_packages_are_followed(home, project):
    (home / "shared" / "node_modules").mkdir(parents=True)
    (project / "node_modules").symlink_to(home / "shared" / "node_modules")

    assert needed_paths(project) == [home / "shared" / "node_modules"]


def test_a_worktree_needs_its_repository(home, repository):
    (home / "tree").mkdir()
    (home / "tree" / ".git").write_text(f"gitdir: {repository}/.git/worktrees/tree\n")

    assert needed_paths(home / "tree") == [repository / ".git"]


@pytest.mark.parametrize("name", [".venv", "venv", "node_modules"])
def test_a_link_to_a_folder_of_keys_is_not_followed(home, project, name):
    (home / ".ssh").mkdir()
    (project / name).symlink_to(home / ".ssh")

    assert needed_paths(project) == []


def test_a_folder_of_keys_is_no_repository(home, project):
    (home / ".ssh" / "a" / "b").mkdir(parents=True)
    (project / ".git").write_text(f"gitdir: {home}/.ssh/a/b")

    assert needed_paths(project) == []
