"""The built-in model's tokenizer: one token for each word of a node's line, bytes for the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from limner_adapters.data.store import read_all
from limner_server.proposers.labels import NODES_A_QUESTION
from limner_server.proposers.nodes import MAX_DEPTH, kinds, vocabulary

PAD, START, END = "<pad>", "<s>", "</s>"
ANSWER = "<|answer|>"
IMAGE, FAKE_IMAGE, GLOBAL_IMAGE = "<image>", "<fake_token_around_image>", "<global-img>"
_SPECIAL = (PAD, START, END, IMAGE, FAKE_IMAGE, GLOBAL_IMAGE, "<end_of_utterance>", ANSWER)

# The system's instructions are for models that were not taught the format.
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] != 'system' %}"
    "{% if message['content'] is string %}{{ message['content'] }}"
    "{% else %}{% for part in message['content'] %}"
    "{% if part['type'] == 'text' %}{{ part['text'] }}{% else %}" + IMAGE + "{% endif %}"
    "{% endfor %}{% endif %}"
    "{% if message['role'] == 'assistant' %}" + END + "{% endif %}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}" + ANSWER + "{% endif %}"
)


def whole_tokens() -> list[str]:
    """The texts that are one token each, with the blank or line break before them."""
    openings = [f"{kind} d{depth}" for kind in kinds() for depth in range(MAX_DEPTH + 1)]
    pointers = [f"[[{pointer}]]" for pointer in range(NODES_A_QUESTION)]
    return [
        *openings,
        *(f"\n{opening}" for opening in openings),
        *(f" {word}" for word in vocabulary()),
        *(f" {pointer}" for pointer in pointers),
        *(f"-{pointer}" for pointer in pointers),
    ]


def prepare_tokenizer(data: Path, run: Path, text_tokens: int) -> None:
    """Make the tokenizer of a run of training from its data, where it has none yet."""
    if not (run / "tokenizer").exists():
        tokenizer = train_tokenizer(_page_texts(data), text_tokens)
        tokenizer.save_pretrained(run / "tokenizer")


def _page_texts(data: Path) -> Iterator[str]:
    for sample, _ in read_all(data):
        for part in sample.parts:
            yield from re.findall(r' "[^"\n]*"', part)


def train_tokenizer(texts: Iterable[str], text_tokens: int) -> Any:
    """Learn byte pairs from the texts of pages, and add the whole tokens.

    Args:
        texts: of pages.
        text_tokens: how many byte-pair tokens, the 256 bytes among them.

    Returns:
        A `transformers` tokenizer.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers  # noqa: PLC0415  # noqa: PLC0415
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r' ?\w+| ?[^\w\s"]+| ?"|\s'), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    core.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=text_tokens,
        special_tokens=[],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
        min_frequency=2,
    )
    core.train_from_iterator(texts, trainer)
    core.add_special_tokens([AddedToken(text, normalized=False, special=True) for text in _SPECIAL])
    core.add_tokens([AddedToken(text, normalized=False) for text in whole_tokens()])
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        pad_token=PAD,
        bos_token=START,
        eos_token=END,
        padding_side="left",
        clean_up_tokenization_spaces=False,
    )
