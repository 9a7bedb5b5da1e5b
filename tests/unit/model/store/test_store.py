"""Adapters come into the store whole and known, or not at all."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from limner_model.errors import AdapterRefusedError, ModelNotFoundError, StoreError
from limner_model.installed import InstalledModel, installed_models
from limner_model.locations import adapters_dir, builtin_dir
from limner_model.store.choices import Choice, choose, read_choices
from limner_model.store.describing import describe
from limner_model.store.manifest import CONFIG, MANIFEST, WEIGHTS, Measure, read_manifest
from limner_model.store.store import add, remove, stored_adapters
from tiny_model import save_tiny_adapter, save_tiny_model


def own_adapters() -> list[str]:
    return [one.full_name for one in stored_adapters() if not one.is_builtin]


def test_an_added_adapter_is_served_under_its_name(own: InstalledModel, fresh: Path) -> None:
    add(fresh, "mine", base="tiny")

    assert own_adapters() == [f"{own.name}:mine"]
    assert installed_models()["tiny"].names == ["tiny", "tiny:mine"]


def test_what_others_made_is_described(own: InstalledModel, fresh: Path) -> None:
    (fresh / "README.md").write_text("---\nbase_model: tiny\nlicense: mit\n---\n# Mine\n")

    manifest = add(fresh, "mine", base="tiny", task="fix", origin="somewhere").manifest

    assert manifest is not None
    assert (manifest.base.name, manifest.task) == (own.name, "fix")
    assert (manifest.licence, manifest.origin) == ("mit", "somewhere")
    assert {CONFIG, WEIGHTS, "README.md"} == manifest.files.keys()


def test_what_was_measured_travels_with_it(own: InstalledModel, fresh: Path) -> None:
    written = describe(
        fresh,
        own,
        task="doc",
        examples={"training": 90, "held out": 10},
        measures={"held-out loss": Measure(2.0, 1.5)},
        better=True,
        licence="proprietary",
    )

    added = add(fresh, "mine")

    assert added.manifest == written
    assert read_manifest(added.path) == written


def test_nobody_learns_where_the_base_lay(own: InstalledModel, fresh: Path, home: Path) -> None:
    assert str(home.parent) in (fresh / CONFIG).read_text()

    describe(fresh, own)

    assert json.loads((fresh / CONFIG).read_text())["base_model_name_or_path"] == "tiny"
    assert str(home.parent) not in (fresh / MANIFEST).read_text()


def test_what_training_left_stays_behind(fresh: Path, own: InstalledModel) -> None:
    (fresh / "training_args.bin").write_bytes(b"a pickle")
    (fresh / "checkpoint-7").mkdir()
    describe(fresh, own)

    added = add(fresh, "mine")

    assert {path.name for path in added.path.iterdir()} == {CONFIG, WEIGHTS, MANIFEST, "README.md"}


@pytest.mark.usefixtures("own")
def test_one_of_the_same_name_is_replaced(fresh: Path, tiny_data: Path, tmp_path: Path) -> None:
    first = add(fresh, "mine", base="tiny").manifest
    other = save_tiny_adapter(tiny_data / "limner/models/tiny", tmp_path / "other", seed=6)

    second = add(other, "mine", base="tiny").manifest

    assert first is not None
    assert second is not None
    assert first.files[WEIGHTS] != second.files[WEIGHTS]
    assert own_adapters() == ["tiny:mine"]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("name", ["", "../mine", "a/b", "a:b", ".mine", "x" * 65, "fix", "ui"])
def test_a_name_that_cannot_be_is_refused(fresh: Path, name: str) -> None:
    with pytest.raises(StoreError, match="name"):
        add(fresh, name, base="tiny")


@pytest.mark.usefixtures("own")
def test_the_model_that_it_names_itself_is_found(fresh: Path, tiny: InstalledModel) -> None:
    config = json.loads((fresh / CONFIG).read_text())
    (fresh / CONFIG).write_text(
        json.dumps(config | {"base_model_name_or_path": "Qwen/Qwen3-VL-2B-Instruct"})
    )
    with pytest.raises(ModelNotFoundError, match=r"for Qwen/Qwen3-VL-2B-Instruct, which is not"):
        add(fresh, "mine")
    shutil.copytree(tiny.path, installed_models()["tiny"].path.with_name("qwen3-vl-2b"))

    assert add(fresh, "mine").full_name == "qwen3-vl-2b:mine"


def test_one_of_other_weights_is_refused(own: InstalledModel, fresh: Path) -> None:
    describe(fresh, own)
    save_tiny_model(own.path, seed=1, context=8192)

    with pytest.raises(AdapterRefusedError, match="'tiny' of other weights than the model 'tiny'"):
        add(fresh, "mine")

    assert own_adapters() == []


@pytest.mark.usefixtures("own")
def test_one_of_another_shape_is_refused(tmp_path: Path) -> None:
    wide = save_tiny_model(tmp_path / "wide", hidden_size=32)
    foreign = save_tiny_adapter(wide, tmp_path / "foreign")

    with pytest.raises(AdapterRefusedError, match="takes 128 numbers and gives 64, the adapter's"):
        add(foreign, "mine", base="tiny")


def test_one_that_was_changed_on_the_way_is_refused(own: InstalledModel, fresh: Path) -> None:
    describe(fresh, own)
    weights = bytearray((fresh / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (fresh / WEIGHTS).write_bytes(weights)

    with pytest.raises(AdapterRefusedError, match=f"{WEIGHTS} was changed"):
        add(fresh, "mine")


@pytest.mark.usefixtures("own")
def test_a_full_disk_leaves_what_was_there(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(fresh, "mine", base="tiny")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(StoreError, match="No space left on device"):
        add(fresh, "other", base="tiny")

    assert own_adapters() == ["tiny:mine"]
    assert [path.name for path in (adapters_dir() / "tiny").iterdir()] == ["mine"]


@pytest.mark.usefixtures("own")
def test_a_removed_one_is_gone_and_chosen_nowhere(fresh: Path) -> None:
    add(fresh, "mine", base="tiny")
    choose(Choice("tiny", "mine", "fix"))
    choose(Choice("tiny", "other", "doc"))

    remove("mine")

    assert own_adapters() == []
    assert read_choices() == [Choice("tiny", "other", "doc")]


@pytest.mark.usefixtures("own")
@pytest.mark.skipif(not (builtin_dir() / "adapters/ui").is_dir(), reason="no built-in adapter")
def test_what_comes_with_limner_stays() -> None:
    with pytest.raises(StoreError, match="comes with Limner and stays"):
        remove("limner-builtin:ui")


@pytest.mark.usefixtures("own")
def test_one_that_is_not_there_is_named_with_those_that_are(fresh: Path) -> None:
    add(fresh, "mine", base="tiny")

    with pytest.raises(ModelNotFoundError, match=r"no adapter 'zz' .*tiny:mine"):
        remove("zz")


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"base": 1}', "\0", "[" * 100_000])
def test_a_manifest_that_cannot_be_read_is_listed_as_such(fresh: Path, text: str) -> None:
    added = add(fresh, "mine", base="tiny")
    (added.path / MANIFEST).write_text(text)

    (listed,) = (one for one in stored_adapters() if not one.is_builtin)

    assert (listed.manifest, listed.trouble != "") == (None, True)
