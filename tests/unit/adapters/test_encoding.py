from pathlib import Path

import numpy as np
import torch
from PIL import Image

from limner_adapters.builtin.builder import build_model, build_processor
from limner_adapters.builtin.encoding import collate, encode
from limner_adapters.data.store import read_all
from limner_model.processor import encode as serve
from limner_model.processor import load_processor
from limner_model.protocol import Message
from tiny_training import TINY


def saved_processor(folder: Path, tokenizer):
    build_model(TINY, tokenizer).config.save_pretrained(folder)
    build_processor(tokenizer).save_pretrained(folder)
    return load_processor(folder)


def test_training_sees_the_tokens_and_pixels_that_serving_sees(tmp_path, data, tokenizer):
    processor = saved_processor(tmp_path, tokenizer)
    sample, crops = next(read_all(data))
    shown = [sample.parts[0], Image.fromarray(crops[0]), sample.parts[1]]

    served = serve(processor, [Message("system", ("Rules.",)), Message("user", tuple(shown))])
    encoded = encode(tokenizer, sample, crops)
    batch = collate([encoded], tokenizer.pad_token_id)

    assert served["input_ids"][0].tolist() == encoded.prompt
    assert torch.equal(served["pixel_values"], batch["pixel_values"])


def test_the_answer_is_learnt_and_each_role_at_its_pointer_in_the_question(data, tokenizer):
    sample, crops = next(read_all(data))
    encoded = encode(tokenizer, sample, crops)

    batch = collate([encoded], tokenizer.pad_token_id)
    ids, labels = batch["input_ids"][0], batch["labels"][0]

    question = range(len(encoded.prompt))
    hints = [(ids[place - 1], labels[place]) for place in question if labels[place] >= 0]
    assert [tokenizer.decode(pair) for pair in hints] == [
        " [[0]] label",
        " [[1]] checkbox",
        " [[2]] span",
    ]
    learnt = labels[len(encoded.prompt) :]
    assert tokenizer.decode(learnt[learnt >= 0]) == f" {sample.answer}</s>"


def test_pointers_features_and_roles_are_one_token_each(data, tokenizer):
    sample, crops = next(read_all(data))

    answer = tokenizer.convert_ids_to_tokens(encode(tokenizer, sample, crops).answer)

    assert answer == [" [[0]]", " label", " [[1]]", " checkbox", " [[2]]", " span", "</s>"]


def test_samples_without_crops_have_no_pixels(data, tokenizer):
    sample, _ = next(read_all(data))
    none = np.zeros((0, 64, 64, 3), np.uint8)
    blind = type(sample)(0, False, ["".join(sample.parts)], [], sample.answer, sample.rules)

    assert collate([encode(tokenizer, blind, none)], 0)["pixel_values"] is None
