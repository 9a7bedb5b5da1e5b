from pathlib import Path

import numpy as np
import torch
from PIL import Image

from limner_adapters.builtin.builder import build_model, build_processor
from limner_adapters.builtin.encoding import collate, encode_page, encode_text, siblings_of
from limner_adapters.data.store import read_all
from limner_adapters.examples import Example, Task
from limner_model.processor import encode as serve
from limner_model.processor import load_processor
from limner_model.protocol import Message
from tiny_training import TINY


def saved_processor(folder: Path, tokenizer):
    build_model(TINY, tokenizer).config.save_pretrained(folder)
    build_processor(tokenizer).save_pretrained(folder)
    return load_processor(folder)


def told(tokenizer, encoded, places):
    return [tokenizer.decode([encoded.tokens[place], encoded.targets[place]]) for place in places]


def test_training_sees_the_tokens_and_pixels_that_serving_sees(tmp_path, data, tokenizer):
    processor = saved_processor(tmp_path, tokenizer)
    sample, crops = next(read_all(data))
    shown = [sample.parts[0], Image.fromarray(crops[0]), sample.parts[1]]

    served = serve(processor, [Message("system", ("Rules.",)), Message("user", tuple(shown))])
    encoded = encode_page(tokenizer, sample, crops)
    batch = collate([encoded], tokenizer.pad_token_id)

    assert served["input_ids"][0].tolist() == encoded.tokens[: encoded.blanks[0]]
    assert torch.equal(served["pixel_values"], batch["pixel_values"])


def test_the_blanks_are_learnt_and_each_role_at_its_pointer_in_the_question(data, tokenizer):
    sample, crops = next(read_all(data))
    encoded = encode_page(tokenizer, sample, crops)

    hints = [place for place in encoded.targets if place not in encoded.blanks]

    assert told(tokenizer, encoded, hints) == [" [[0]] label", " [[1]] checkbox", " [[2]] span"]
    assert told(tokenizer, encoded, encoded.blanks) == [
        *(" [[0]] label", "-[[0]] none", "+[[0]] none"),
        *(" [[1]] checkbox", "-[[1]] none", "+[[1]] none"),
        *(" [[2]] span", "-[[2]] none", "+[[2]] none"),
    ]


def test_a_label_stands_where_its_token_is_to_be_told(data, tokenizer):
    sample, crops = next(read_all(data))
    encoded = encode_page(tokenizer, sample, crops)

    labels = collate([encoded], tokenizer.pad_token_id)["labels"][0]

    assert {place: int(label) for place, label in enumerate(labels) if label >= 0} == (
        encoded.targets
    )


def test_siblings_are_known_by_the_depth_of_their_lines(data):
    sample, _ = next(read_all(data))

    assert siblings_of(sample) == [-1, 2, -1]


def test_a_text_is_learnt_from_where_its_answer_begins(tmp_path, tokenizer):
    processor = saved_processor(tmp_path, tokenizer)
    example = Example(Task.DOC, ({"role": "user", "content": "Word 1"},), " Word 2", "here")

    served = serve(processor, [Message("user", ("Word 1",))])["input_ids"][0].tolist()
    encoded = encode_text(tokenizer, example)

    assert encoded.tokens[: len(served)] == served
    assert tokenizer.decode(list(encoded.targets.values())) == " Word 2</s>"


def test_samples_without_crops_have_no_pixels(data, tokenizer):
    sample, _ = next(read_all(data))
    none = np.zeros((0, 64, 64, 3), np.uint8)
    blind = type(sample)(0, False, ["".join(sample.parts)], [], sample.answer, sample.rules)

    assert collate([encode_page(tokenizer, blind, none)], 0)["pixel_values"] is None
