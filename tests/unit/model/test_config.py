"""The user's settings."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from limner_model.config import Config, save_setting
from limner_model.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "limner" / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert Config.load(file) == Config()


def test_what_is_saved_is_loaded(file: Path) -> None:
    save_setting("model", 'a "quoted" \\ name', file)
    assert Config.load(file).model == 'a "quoted" \\ name'


def test_saving_keeps_comments_and_other_settings(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# mine\nmodel = "old"\nidle_minutes = 5 # short\n')
    save_setting("model", "new", file)
    assert file.read_text() == '# mine\nmodel = "new"\nidle_minutes = 5 # short\n'


def test_the_file_is_private_for_it_may_hold_a_key(file: Path) -> None:
    save_setting("api_key", "secret", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("model =", "cannot read"),
        ("modle = 'x'", "unknown setting 'modle'"),
        ("model = 3", "model must be a string"),
        ("idle_minutes = 0", "above zero"),
        ("idle_minutes = 'long'", "above zero"),
        ("idle_minutes = true", "above zero"),
    ],
)
def test_a_wrong_file_is_named_and_not_overwritten(file: Path, text: str, complaint: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(ConfigError, match=complaint):
        Config.load(file)
    with pytest.raises(ConfigError, match=complaint):
        save_setting("model", "new", file)
    assert file.read_text() == text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "limner").write_text("a file where the folder should be")
    with pytest.raises(ConfigError, match="cannot"):
        save_setting("model", "new", tmp_path / "limner" / "config.toml")
