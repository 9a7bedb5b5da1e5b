import pytest
import torch

from limner_adapters.builtin.adapt import Lesson, adapt
from limner_adapters.builtin.builder import build_model
from limner_adapters.builtin.encoding import encode_page, pixel_values
from limner_adapters.builtin.marks import Marks
from limner_adapters.builtin.measure import Crops, evaluate
from limner_adapters.builtin.pack import pack
from limner_adapters.data.store import read_all
from limner_model.installed import InstalledModel
from limner_model.loader import load_model
from limner_model.quantization import quantized_layers
from limner_server.layout.element import Role
from limner_server.proposers.labels import read_answer
from tiny_training import TINY


@pytest.fixture(scope="module")
def packed(tmp_path_factory, tokenizer):
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("packed")
    pack(build_model(TINY, tokenizer), tokenizer, folder, has_read=["pages", "code"])
    return folder


def greedy(model, encoded):
    ids = torch.tensor([encoded.tokens])
    pixels = pixel_values([encoded.crops]).to(model.dtype)
    with torch.inference_mode():
        return model(input_ids=ids, pixel_values=pixels).logits[0, -1].float()


def test_only_the_language_model_is_in_four_bit(packed):
    loaded = load_model(InstalledModel("packed", packed, {}), for_training=True)

    names = quantized_layers(loaded.model)

    assert len(names) == 7 * TINY.layers
    assert all("text_model" in name for name in names)


def test_what_it_has_read_stays_with_it(packed):
    assert InstalledModel("packed", packed, {}).has_read == {"pages", "code"}


def test_an_adapter_is_trained_on_the_packed_model_and_changes_what_it_says(
    packed, data, tokenizer, tmp_path
):
    heard = []
    adapt(TINY, Lesson(packed, data, tmp_path / "ui", minutes=0.05), heard.append)
    sample, crops = next(read_all(data))
    encoded = encode_page(tokenizer, sample, crops)
    loaded = load_model(InstalledModel("packed", packed, {"ui": tmp_path / "ui"}))

    with loaded.speaking_as(None) as model:
        plain = greedy(model, encoded)
    with loaded.speaking_as("ui") as model:
        adapted = greedy(model, encoded)

    assert heard
    assert not torch.allclose(plain, adapted)


def test_evaluation_fills_in_blanks_and_holds_the_rules_beside(packed, data, tokenizer):
    loaded = load_model(InstalledModel("packed", packed, {}))
    samples = list(read_all(data))[:3]

    figures = evaluate(loaded.model, tokenizer, samples, Crops.BLANK)

    assert figures["rules"]["nodes"] == figures["model"]["nodes"] == 9
    assert figures["rules"]["role_accuracy"] == pytest.approx(1 / 3)


def test_marks_count_roles_crops_and_groups():
    marks = Marks()
    truth = read_answer("[[0]] nav ul [[1]] li a [[2]] icon", 3)
    said = read_answer("[[0]] nav ul [[1]] li button [[2]] icon", 3)

    marks.add(truth, said, [-1, 2, -1], shown={2})

    assert marks.right == {Role.UL: 1, Role.A: 0, Role.ICON: 1}
    assert marks.figures()["unclear_accuracy"] == 1.0
    assert marks.figures()["group_f1"] == 1.0


def test_siblings_are_those_of_the_same_element():
    marks = Marks()
    truth = read_answer("[[0]] a [[1]] a [[2]] p [[0]]-[[1]] nav", 3)
    said = read_answer("[[0]] a [[1]] a [[2]] p", 3)

    marks.add(truth, said, [1, 2, -1], shown=set())

    assert (marks.shared_pairs, marks.true_pairs, marks.said_pairs) == (1, 1, 3)
