import json

import numpy as np
import pytest

from limner_adapters.data.store import Sample, read_all, read_shard, shard_names, write_shard


def sample(seed: int, crops: list[int]) -> Sample:
    parts = ["box d0 x0 w3 h3"] * len(crops) + [' [[0]]\ntext d0 "é" p [[1]]\n']
    return Sample(seed, False, parts, crops, "[[0]] icon", "[[0]] div", "own", "night w390")


def crop(value: int) -> np.ndarray:
    return np.random.default_rng(value).integers(0, 256, (64, 64, 3), np.uint8)


@pytest.mark.parametrize("count", [1, 255, 256, 600])
def test_what_is_written_is_read_again_to_the_pixel(tmp_path, count):
    crops = [crop(number) for number in range(count)]
    samples = [sample(7, [count - 1, 0]), sample(8, [])]

    write_shard(tmp_path, "a", samples, crops)

    first, second = read_all(tmp_path)
    assert first[0].parts == samples[0].parts
    assert first[0].look == "night w390"
    assert (first[1] == np.stack([crops[-1], crops[0]])).all()
    assert len(second[1]) == 0


def test_equal_crops_are_kept_once(tmp_path):
    write_shard(tmp_path, "a", [sample(7, [0, 1, 2])], [crop(1), crop(2), crop(1)])

    shard = read_shard(tmp_path, "a")

    assert shard.samples[0].crops == [0, 1, 0]
    assert len(shard.crops) == 2


def test_the_same_samples_are_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_shard(tmp_path, name, [sample(7, [0])], [crop(1)])

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_shard_without_pictures(tmp_path):
    write_shard(tmp_path, "a", [sample(7, [])], [])

    assert read_shard(tmp_path, "a").crops.shape == (0, 64, 64, 3)


def test_what_is_half_written_is_no_shard(tmp_path):
    (tmp_path / "a.draft").write_bytes(b"PK")
    (tmp_path / "order.jsonl").write_text(json.dumps({"ocr_share": 0}) + "\n")

    assert shard_names(tmp_path) == []
