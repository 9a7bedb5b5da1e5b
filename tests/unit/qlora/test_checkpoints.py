import pytest
import torch
from safetensors.torch import save_file

from limner_adapters.tuning.qlora.checkpoints import Checkpoints, replace_folder, writing
from limner_server.errors import OutputError
from tiny_tuning import no_room


def drafted(states, step):
    draft = states.draft / f"checkpoint-{step}"
    draft.mkdir(parents=True)
    (draft / "weights").write_text(str(step))
    return draft


def test_a_state_that_was_not_finished_is_none(tmp_path):
    states = Checkpoints(tmp_path / "run")
    drafted(states, 9)

    assert states.newest() is None


def test_the_newest_state_replaces_the_others(tmp_path):
    states = Checkpoints(tmp_path / "run")
    for step in (9, 10):
        states.keep(drafted(states, step), step)

    assert states.newest() == tmp_path / "run" / "10"
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["10"]


def test_the_state_of_a_step_is_never_without_a_moment(tmp_path):
    states = Checkpoints(tmp_path / "run")
    states.keep(drafted(states, 9), 9)
    kept = (tmp_path / "run" / "9" / "weights").stat().st_ino

    states.keep(drafted(states, 9), 9)

    assert (tmp_path / "run" / "9" / "weights").stat().st_ino == kept


def test_a_folder_takes_the_place_of_another(tmp_path):
    for name, text in (("old", "1"), ("new", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(text)

    replace_folder(tmp_path / "new", tmp_path / "old")

    assert (tmp_path / "old" / "file").read_text() == "2"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: torch.save({"a": torch.zeros(90000)}, path),
        lambda path: save_file({"a": torch.zeros(90000)}, path),
        lambda path: path.write_text("x" * 90000),
    ],
    ids=["torch", "safetensors", "text"],
)
def test_no_room_is_one_clear_line_whoever_writes(write, tmp_path):
    refused = pytest.raises(OutputError, match=r"cannot write the state .*: make room")
    draft = tmp_path / "draft"
    draft.mkdir()

    with no_room(), refused, writing("the state", draft):
        write(draft / "file")

    assert not draft.exists()


def test_another_error_keeps_its_name(tmp_path):
    with pytest.raises(RuntimeError, match="shapes"), writing("the state", tmp_path):
        raise RuntimeError("shapes do not fit")
