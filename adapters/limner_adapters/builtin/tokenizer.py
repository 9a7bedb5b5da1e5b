"""The built-in model's tokenizer: whole tokens for a node's words, byte pairs for texts and code.

Page texts and source code share the byte pairs. Places and sizes of a node are one token each where
they stand together, which makes a question a quarter shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from limner_adapters.data.store import read_all
from limner_adapters.examples import read_examples
from limner_server.proposers.blanks import AROUND, GROUP, OWN
from limner_server.proposers.labels import NODES_A_QUESTION
from limner_server.proposers.nodes import (
    COLUMNS,
    FONT_RATIOS,
    LENGTHS,
    MAX_DEPTH,
    kinds,
    vocabulary,
)

PAD, START, END = "<pad>", "<s>", "</s>"
ANSWER = "<|answer|>"
IMAGE, FAKE_IMAGE, GLOBAL_IMAGE = "<image>", "<fake_token_around_image>", "<global-img>"
# Words, single digits, marks, and a line break with the indentation after it.
_PIECES = r' ?[^\W\d]+| ?\d| ?[^\w\s"]{1,3}| ?"|\n[ \t]*|\s+'
_SPECIAL = (PAD, START, END, IMAGE, FAKE_IMAGE, GLOBAL_IMAGE, "<end_of_utterance>", ANSWER)

# Of each source; byte pairs are the same after more.
_MOST_TEXTS = 5000

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
    lengths = range(len(LENGTHS) + 1)
    spans = [f" x{left} w{width}" for left in range(COLUMNS + 1) for width in lengths]
    sizes = [f" h{height} s{ratio}" for height in lengths for ratio in range(len(FONT_RATIOS) + 1)]
    words = dict.fromkeys([*vocabulary(), *OWN, *AROUND, *GROUP])
    return [
        *openings,
        *(f"\n{opening}" for opening in openings),
        *(f" {word}" for word in words),
        *spans,
        *sizes,
        *(pointer for number in range(NODES_A_QUESTION) for pointer in pointers(number)),
    ]


def pointers(number: int) -> tuple[str, str, str]:
    """The tokens that speak of one node: of itself, of what is around it, of its group."""
    return f" [[{number}]]", f"-[[{number}]]", f"+[[{number}]]"


def prepare_tokenizer(data: Path, lessons: Iterable[Path], run: Path, text_tokens: int) -> None:
    """Make the tokenizer of a run of training from what it will read, where it has none yet.

    Args:
        data: folder of the pages' shards.
        lessons: files of examples.
        run: folder of the training.
        text_tokens: as of `train_tokenizer`.
    """
    if not (run / "tokenizer").exists():
        texts = chain(_page_texts(data), *(_example_texts(file) for file in lessons))
        train_tokenizer(texts, text_tokens).save_pretrained(run / "tokenizer")


def _page_texts(data: Path) -> Iterator[str]:
    for sample, _ in islice(read_all(data), _MOST_TEXTS):
        for part in sample.parts:
            yield from re.findall(r' "[^"\n]*"', part)


def _example_texts(file: Path) -> Iterator[str]:
    for example in islice(read_examples(file), _MOST_TEXTS):
        yield example.answer


def train_tokenizer(texts: Iterable[str], text_tokens: int) -> Any:
    """Learn byte pairs from texts, and add the whole tokens.

    Args:
        texts: of pages and of source code.
        text_tokens: how many byte-pair tokens, the 256 bytes among them.

    Returns:
        A `transformers` tokenizer.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers  # noqa: PLC0415
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), "isolated"),
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
