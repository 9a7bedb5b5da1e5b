import pytest
import torch
from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

from limner_adapters.tuning.qlora.attention import attend_within_texts
from limner_adapters.tuning.qlora.collate import collate
from limner_adapters.tuning.qlora.encoding import Encoded
from limner_model.installed import InstalledModel
from limner_model.loader import load_model
from limner_model.quantization import unpack

PICTURE = 99


@pytest.fixture(scope="module")
def idefics(base):
    return unpack(load_model(InstalledModel("tiny", base, {}), for_training=True).model)


@pytest.fixture(scope="module")
def qwen():
    torch.manual_seed(0)
    text = {
        "hidden_size": 64,
        "intermediate_size": 96,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "vocab_size": 128,
        "initializer_range": 0.2,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 10000.0,
            "mrope_section": [4, 2, 2],
            "mrope_interleaved": True,
        },
    }
    vision = {
        "depth": 2,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_heads": 2,
        "out_hidden_size": 64,
        "patch_size": 4,
        "num_position_embeddings": 64,
        "deepstack_visual_indexes": [0],
    }
    config = Qwen3VLConfig(
        text_config=text, vision_config=vision, image_token_id=PICTURE, tie_word_embeddings=False
    )
    return Qwen3VLForConditionalGeneration(config).eval()


def words(seed, prompt, answer, **pictures):
    generator = torch.Generator().manual_seed(seed)
    tokens = torch.randint(2, 90, (prompt + answer,), generator=generator)
    return Encoded(tokens, prompt, **pictures)


def shown(seed, height, width, answer):
    """An example of Qwen's kind with a picture of so many patches, four of which are a token."""
    generator = torch.Generator().manual_seed(seed)
    tokens = torch.randint(2, 90, (6 + height * width // 4 + answer,), generator=generator)
    kinds = torch.zeros((1, len(tokens)), dtype=torch.long)
    kinds[0, 3 : 3 + height * width // 4] = 1
    tokens[kinds[0] == 1] = PICTURE
    pictures = {
        "pixel_values": torch.randn(height * width, 3 * 2 * 4 * 4, generator=generator),
        "image_grid_thw": torch.tensor([[1, height, width]]),
    }
    return Encoded(tokens, len(tokens) - answer, None, pictures, kinds)


def logits_alone(model, example):
    """What the model says of an example that nothing was done to: no row, no boundaries."""
    given = {} if example.kinds is None else {"mm_token_type_ids": example.kinds}
    with torch.no_grad():
        all_of_it = model(input_ids=example.tokens[None], **example.pictures, **given).logits[0]
    return all_of_it[example.prompt - 1 : -1]


def agree(model, examples, rope_index=None):
    alone = torch.cat([logits_alone(model, example) for example in examples])
    before = model.config.get_text_config()._attn_implementation
    try:
        attend_within_texts(model)
        row = collate(examples, rope_index)
        with torch.no_grad():
            together = model(**row.inputs).logits[0]
    finally:
        model.config.get_text_config()._attn_implementation_internal = before
    torch.testing.assert_close(together, alone, atol=2e-4, rtol=1e-3)
    return row


def test_examples_in_a_row_neither_see_nor_shift_each_other(idefics):
    examples = [words(1, 9, 4), words(2, 30, 7), words(3, 1, 1), words(4, 2, 11)]

    row = agree(idefics, examples)

    assert row.tokens == sum(map(len, examples))


def test_only_answers_are_learnt():
    one, other = words(1, 9, 4), words(2, 30, 7)

    row = collate([one, other], None)

    assert row.targets.tolist() == [*one.tokens[9:].tolist(), *other.tokens[30:].tolist()]
    assert len(row.inputs["logits_to_keep"]) == 11


def test_texts_and_pictures_of_qwens_kind_share_a_row(qwen):
    examples = [shown(1, 4, 6, 5), words(2, 8, 3), shown(3, 8, 2, 4)]

    agree(qwen, examples, qwen.model.get_rope_index)


def test_pictures_of_different_sizes_share_a_row(idefics):
    def pictured(seed, count, side):
        generator = torch.Generator().manual_seed(seed)
        tokens = torch.randint(2, 90, (count * side * side // 256 + 9,), generator=generator)
        image = idefics.config.image_token_id
        tokens[2 : 2 + count * side * side // 256] = image
        pixels = torch.rand((1, count, 3, side, side), generator=generator) + 0.1
        mask = torch.ones((1, count, side, side), dtype=torch.bool)
        return Encoded(
            tokens, len(tokens) - 4, None, {"pixel_values": pixels, "pixel_attention_mask": mask}
        )

    agree(idefics, [pictured(1, 2, 32), words(2, 5, 3), pictured(3, 1, 32)])
