"""Two libraries that keep answers to a form, side by side: `llguidance` (shipped) and `xgrammar`.

    python benchmarks/engine/grammars.py

`xgrammar` is no dependency, and brings Triton along where it is installed as usual. For this table,
`pip install --no-deps --target FOLDER xgrammar apache-tvm-ffi`, and FOLDER in PYTHONPATH.

The forms are those that the server asks for, and a schema; the vocabularies that of the built-in
model, and one as large as Qwen's, made of the words and pieces of words in Python's own library.
Both walk the same tokens through the same forms, and fill a mask before each.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Protocol

import torch
from llguidance import LLMatcher, LLTokenizer
from llguidance.hf import from_tokenizer
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from limner_model.forms import Form, Schema
from limner_model.grammar.checking import read_form
from limner_model.locations import builtin_dir
from limner_server.proposers.label_form import label_form
from limner_server.proposers.pages.form import PAGE
from limner_server.proposers.rewrite.form import EDIT_BLOCKS

sys.path.append(str(Path(__file__).parents[1]))

from section import Section, tell

_LARGE = 151_643
_PIECE = re.compile(r" ?[A-Za-z_]+| ?\d{1,3}| ?[^\sA-Za-z\d_]+|\s+")
_LONGEST_PIECE = 16
_SCHEMA = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "tags": {"type": "array", "items": {"enum": ["new", "old", "sold"]}},
        "price": {"type": "number"},
        "seller": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
    "required": ["title", "tags", "price"],
}
_EDIT = """\
shop/cart.py
<<<<<<< SEARCH
    total = one - other
    return round(total, 2)
=======
    total = one + other
    return round(total, 2)
>>>>>>> REPLACE
"""
_FORMS: dict[str, tuple[Form, str]] = {
    "schema": (
        Schema(json.dumps(_SCHEMA)),
        json.dumps({"title": "A boat at sea", "tags": ["new", "sold"], "price": 12.5}),
    ),
    "labels": (label_form(44), " ".join(f"[[{node}]] li a" for node in range(44))),
    "edits": (
        EDIT_BLOCKS,
        _EDIT,
    ),
    "page": (
        PAGE,
        '<!DOCTYPE html>\n<html lang="en">\n<head><title>Boats</title>\n<style>\n'
        ".card { padding: 1rem; color: #223 }\n</style></head>\n<body>\n<main>"
        + '<section class="card"><h2>A boat</h2><p>It floats, most of the time.</p>'
        '<a href="#more">More of it</a></section>\n' * 6 + "</main>\n</body>\n</html>\n",
    ),
}


class Kept(Protocol):
    """A form made ready, at the beginning of an answer."""

    def fill(self) -> None:
        """Find which tokens may come next."""
        ...

    def take(self, token: int) -> bool:
        """Go on by a token; whether it was allowed."""
        ...


@dataclass(frozen=True)
class Walk:
    """What became of an answer that was walked through its form.

    Attributes:
        ready: milliseconds to make the form ready.
        masks: microseconds of each mask.
        allowed: whether the form allowed it all.
    """

    ready: float
    masks: list[float]
    allowed: bool


def measure(told: Callable[[str], None], rounds: int = 5) -> Section:
    """The section; of each figure the median of the rounds."""
    if importlib.util.find_spec("xgrammar") is None:
        return Section("grammars", skipped="xgrammar is not installed")
    figures: dict[str, object] = {}
    same = True
    libraries = {"llguidance": _guided, "xgrammar": _compiled}
    for library in libraries:
        figures[f"{library}_megabytes"] = round(_size(library), 1)
        figures[f"{library}_import_seconds"] = round(
            median(_import_seconds(library) for _ in range(rounds)), 3
        )
    for name, tokenizer in (("built_in", _built_in()), ("large", _large())):
        tokens = from_tokenizer(tokenizer)
        for library, ready in libraries.items():
            began = time.perf_counter()
            making = ready(tokenizer)
            figures[f"{library}_{name}_vocabulary_seconds"] = round(time.perf_counter() - began, 2)
            for form, (wanted, answer) in _FORMS.items():
                ids = tokens.greedy_tokenize(answer)
                walks = [_walked(making, wanted, ids) for _ in range(rounds)]
                same = same and all(walk.allowed for walk in walks)
                masks = sorted(mask for walk in walks[1:] or walks for mask in walk.masks)
                figures[f"{library}_{name}_{form}_ready_ms"] = round(
                    median(walk.ready for walk in walks), 1
                )
                figures[f"{library}_{name}_{form}_mask_us"] = round(median(masks))
                figures[f"{library}_{name}_{form}_mask_us_p99"] = round(quantiles(masks, n=100)[98])
                told(f"{library} {name} {form}: {median(masks):.0f} us a mask")
    return Section("grammars", figures, {"both allow the same answers": same})


def _walked(making: Callable[[Form], Kept], form: Form, tokens: Sequence[int]) -> Walk:
    began = time.perf_counter()
    kept = making(form)
    ready = 1000 * (time.perf_counter() - began)
    masks = []
    allowed = True
    for token in tokens:
        began = time.perf_counter()
        kept.fill()
        masks.append(1e6 * (time.perf_counter() - began))
        allowed = allowed and kept.take(token)
    return Walk(ready, masks, allowed)


def _guided(tokenizer: Any) -> Callable[[Form], Kept]:
    tokens: LLTokenizer = from_tokenizer(tokenizer)

    class Guided:
        def __init__(self, form: Form) -> None:
            self._matcher = LLMatcher(tokens, read_form(form), log_level=0)

        def fill(self) -> None:
            self._matcher.compute_bitmask()

        def take(self, token: int) -> bool:
            return self._matcher.consume_token(token)

    return Guided


def _compiled(tokenizer: Any) -> Callable[[Form], Kept]:
    import xgrammar  # noqa: PLC0415  # only where it is measured

    info = xgrammar.TokenizerInfo.from_huggingface(tokenizer, vocab_size=len(tokenizer))
    # Without its cache, so that each round makes the form ready anew; the engine works on one core.
    compiler = xgrammar.GrammarCompiler(info, max_threads=1, cache_enabled=False)
    mask = xgrammar.allocate_token_bitmask(1, len(tokenizer))

    class Compiled:
        def __init__(self, form: Form) -> None:
            ready = (
                compiler.compile_json_schema(form.text)
                if isinstance(form, Schema)
                else compiler.compile_grammar(xgrammar.Grammar.from_ebnf(form.text))
            )
            self._matcher = xgrammar.GrammarMatcher(ready)

        def fill(self) -> None:
            self._matcher.fill_next_token_bitmask(mask)

        def take(self, token: int) -> bool:
            return bool(self._matcher.accept_token(token))

    return Compiled


def _built_in() -> Any:
    return AutoTokenizer.from_pretrained(builtin_dir() / "base", local_files_only=True)


def _large() -> Any:
    """A vocabulary as large as Qwen's, of pieces of Python's library."""
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    pieces = dict.fromkeys(pre_tokenizers.ByteLevel.alphabet())
    for piece in _pieces():
        pieces[level.pre_tokenize_str(piece)[0][0]] = None
        if len(pieces) >= _LARGE:
            break
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = level
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["</s>"])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>")  # noqa: S106


def _pieces() -> Iterator[str]:
    """Words of programs, and what they begin with, as merges of bytes come about."""
    for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py")):
        for word in set(_PIECE.findall(path.read_text(encoding="utf-8", errors="ignore"))):
            for end in range(2, min(len(word), _LONGEST_PIECE) + 1):
                yield word[:end]


def _import_seconds(library: str) -> float:
    """Seconds to import it where torch and transformers are imported already."""
    code = (
        "import time, torch, transformers; began = time.perf_counter(); "
        f"import {library}; print(time.perf_counter() - began)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _size(library: str) -> float:
    """Megabytes of it as it is installed, without what it needs."""
    found = importlib.util.find_spec(library)
    assert found is not None  # noqa: S101  # asked before
    folder = Path(next(iter(found.submodule_search_locations or ())))
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6


if __name__ == "__main__":
    torch.set_num_threads(1)
    print(measure(tell))
