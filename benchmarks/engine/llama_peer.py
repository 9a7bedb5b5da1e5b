"""llama.cpp, asked line by line: runs in the Python that `llama.py` made for it.

Each line that comes in is a JSON object with `do` and what that takes; each line that goes out is
the answer. Nothing of Limner is imported here.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

import gguf
import llama_cpp as lc
import numpy as np

_CONTEXT = 1024


def write(arrays: str, file: str, shape: dict[str, Any]) -> dict[str, Any]:
    """A model of Llama's kind as F16 in GGUF; `arrays` has its weights under GGUF's own names."""
    writer = gguf.GGUFWriter(file, "llama")
    writer.add_context_length(shape["context"])
    writer.add_embedding_length(shape["hidden"])
    writer.add_block_count(shape["layers"])
    writer.add_feed_forward_length(shape["inner"])
    writer.add_head_count(shape["heads"])
    writer.add_head_count_kv(shape["heads"])
    writer.add_layer_norm_rms_eps(shape["epsilon"])
    writer.add_rope_dimension_count(shape["hidden"] // shape["heads"])
    writer.add_rope_freq_base(shape["theta"])
    writer.add_vocab_size(shape["vocabulary"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    writer.add_tokenizer_model("none")
    with np.load(arrays) as weights:
        for name in weights.files:
            writer.add_tensor(name, weights[name])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {}


def quantize(file: str, into: str) -> dict[str, Any]:
    """The same in Q4_0, by llama.cpp's own quantizer; the output in Q6_K, as it likes best."""
    params = lc.llama_model_quantize_default_params()
    params.ftype = lc.LLAMA_FTYPE_MOSTLY_Q4_0
    failed = lc.llama_model_quantize(file.encode(), into.encode(), ctypes.byref(params))
    return {"failed": int(failed)}


class Model:
    """A model in memory, with a context of its own."""

    def __init__(self, file: str) -> None:
        self._model = lc.llama_model_load_from_file(file.encode(), lc.llama_model_default_params())
        params = lc.llama_context_default_params()
        params.n_ctx = params.n_batch = _CONTEXT
        self._context = lc.llama_init_from_model(self._model, params)
        self._vocabulary = lc.llama_vocab_n_tokens(lc.llama_model_get_vocab(self._model))

    def logits(self, tokens: list[int]) -> Any:
        """What is expected after the last of some tokens that nothing stands before."""
        lc.llama_memory_clear(lc.llama_get_memory(self._context), True)
        return self._read(tokens)

    def written(self, tokens: list[int], more: int, threads: int) -> tuple[list[int], float]:
        """So many more tokens, the likeliest each time, and the seconds from the second on."""
        lc.llama_set_n_threads(self._context, threads, threads)
        new = [int(self.logits(tokens).argmax())]
        begun = time.perf_counter()
        while len(new) < more:
            new.append(int(self._read(new[-1:]).argmax()))
        return new, time.perf_counter() - begun

    def _read(self, tokens: list[int]) -> Any:
        array = (lc.llama_token * len(tokens))(*tokens)
        if lc.llama_decode(self._context, lc.llama_batch_get_one(array, len(tokens))):
            raise RuntimeError("llama.cpp did not read the tokens")
        found = lc.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(found, (self._vocabulary,))


def main() -> None:
    # What the library prints is about its own progress.
    silent = lc.llama_log_callback(lambda *_: None)
    lc.llama_log_set(silent, None)
    lc.llama_backend_init()
    models: dict[str, Model] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        match asked.pop("do"):
            case "write":
                answer = write(**asked)
            case "quantize":
                answer = quantize(**asked)
            case "load":
                models[asked["file"]] = Model(asked["file"])
                answer = {"machine": lc.llama_print_system_info().decode()}
            case "logits":
                answer = {"logits": models[asked["file"]].logits(asked["tokens"]).tolist()}
            case "go on":
                model = models[asked.pop("file")]
                new, seconds = model.written(**asked)
                answer = {"tokens": new, "seconds": seconds}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
