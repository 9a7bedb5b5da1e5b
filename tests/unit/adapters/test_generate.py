import pytest

from limner_adapters.data import generate as generating
from limner_adapters.data.generate import Order, generate
from limner_adapters.data.store import read_all, shard_names
from limner_server.errors import InputError


def order(folder, pages: int, ocr_share: float = 0.0) -> Order:
    # Our own dialect needs nothing from a registry.
    return Order(folder, first_seed=60, pages=pages, ocr_share=ocr_share, dialect="own")


def test_the_same_order_gives_the_same_bytes_in_one_go_or_in_two(tmp_path, monkeypatch):
    monkeypatch.setattr(generating, "PAGES_A_SHARD", 1)
    told: list[str] = []

    generate(order(tmp_path / "whole", 2), 1, told.append)
    generate(order(tmp_path / "parts", 1), 1, told.append)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").iterdir()}
    generate(order(tmp_path / "parts", 2), 1, told.append)

    names = shard_names(tmp_path / "whole")
    assert len(names) == 2
    for name in names:
        whole, part = (tmp_path / folder / f"{name}.zip" for folder in ("whole", "parts"))
        assert whole.read_bytes() == part.read_bytes()
    assert all(path.stat().st_mtime_ns == made for path, made in before.items())
    assert told[-1].startswith("2 of 2 pages (100%)")
    samples = [sample for sample, _ in read_all(tmp_path / "whole")]
    assert {sample.seed for sample in samples} == {60, 61}
    assert {sample.dialect for sample in samples} == {"own"}


def test_a_folder_keeps_to_one_order(tmp_path):
    generate(order(tmp_path, 0), 1, print)

    with pytest.raises(InputError, match="another order"):
        generate(order(tmp_path, 0, ocr_share=0.5), 1, print)
