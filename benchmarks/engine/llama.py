"""Beside llama.cpp: the same small language model of Llama's kind, tokens per second, one by one.

llama.cpp lives in a virtual environment of its own, which is made, and compiled for this very
processor, where it is not there yet: that takes a quarter of an hour. Before any speed counts, its
logits must be those of `transformers`. Both sides read the same few tokens and go on by the
likeliest; what is timed are the steps of one token each, with one thread and with two.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
from section import Section
from transformers import AutoModelForImageTextToText

from engine.answering import ours, warmed
from engine.models import LLAMA, home, install
from engine.rounds import ROUNDS, in_turns
from limner_model.installed import resolve
from limner_model.loader import LoadedModel
from limner_model.protocol import ChatRequest, Message
from limner_model.quantization import quantized_layers

HOME = Path(__file__).parents[2] / ".cache" / "llama.cpp"
_PEER = Path(__file__).with_name("llama_peer.py")
_NAME = "llama-cpp-python"
_BINDING = f"{_NAME}==0.3.36"
_TOOLS = ("gguf==0.19.0", "cmake>=3.21,<4", "ninja")
# Its code for AMX dies of a general protection fault on some virtual machines; one token at a time
# has no use for it.
_WITHOUT = "-mno-amx-int8" if platform.machine() in ("x86_64", "AMD64") else ""
# For this processor, and only the library.
_FLAGS = (
    "-GNinja",
    "-DCMAKE_BUILD_TYPE=Release",
    f"-DCMAKE_C_FLAGS={_WITHOUT}",
    f"-DCMAKE_CXX_FLAGS={_WITHOUT}",
    "-DBUILD_SHARED_LIBS=ON",
    "-DGGML_NATIVE=ON",
    "-DLLAMA_CURL=OFF",
    *(f"-DLLAMA_BUILD_{part}=OFF" for part in ("COMMON", "TESTS", "TOOLS", "EXAMPLES", "SERVER")),
)
FACTOR = 0.7
# Of the largest logit: F16 has eleven bits, and each of many layers rounds.
_NEAR = 0.02
_MODEL = "llama"
_TOKENS = 64
_PROMPT = [int(token) for token in np.random.default_rng(0).integers(300, LLAMA.vocabulary, 32)]
_THREADS = (1, 2)


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    if reason := _missing(tell):
        return Section("llama.cpp", skipped=reason)
    with home() as folder, _peer() as ask:
        reference = AutoModelForImageTextToText.from_pretrained(
            install(_MODEL, LLAMA), dtype=torch.float32
        )
        files = _written(reference, folder, ask)
        figures: dict[str, Any] = {"logits_differ_by": _difference(reference, files["F16"], ask)}
        del reference
        if figures["logits_differ_by"] > _NEAR:
            return Section("llama.cpp", figures, {"the logits of transformers": False})
        loaded = warmed(resolve(_MODEL)[0])
        held = {"the logits of transformers": True}
        figures["ours_in"] = "4 bit" if quantized_layers(loaded.model) else str(loaded.model.dtype)
        form = loaded.readers.form
        figures["ours_chooses"] = f"{form.way} on {form.threads} threads"
        for threads in _THREADS:
            speeds = dict(
                zip(
                    ("ours", *files),
                    in_turns(
                        rounds,
                        partial(_our_speed, loaded, threads),
                        *(partial(_their_speed, ask, file, threads) for file in files.values()),
                    ),
                    strict=True,
                )
            )
            medians = {name: median(found) for name, found in speeds.items()}
            tell(f"{threads} threads: {medians}")
            for name, speed in medians.items():
                figures[f"{name}_{threads}"] = round(speed, 1)
            for name in files:
                factor = medians["ours"] / medians[name]
                figures[f"times_{name}_{threads}"] = round(factor, 2)
                held[f"{FACTOR} times {name}, {_threads(threads)}"] = factor >= FACTOR
    return Section("llama.cpp", figures, held)


def _threads(count: int) -> str:
    return "one thread" if count == 1 else f"{count} threads"


def _missing(tell: Callable[[str], None]) -> str:
    """Why llama.cpp cannot be asked; it is compiled where it is not there."""
    done = HOME / "complete"
    if done.is_file():
        return ""
    tell("compiling llama.cpp, once: a quarter of an hour")
    pip, sources = [str(HOME / "bin" / "python"), "-m", "pip", "--quiet"], HOME / "sources"
    try:
        venv.create(HOME, clear=True, with_pip=True)
        _run([*pip, "install", *_TOOLS])
        _run([*pip, "download", "--no-deps", "--no-binary", _NAME, "-d", str(sources), _BINDING])
        (packed,) = sources.glob("*.tar.gz")
        with tarfile.open(packed) as archive:
            archive.extractall(sources, filter="data")
        (source,) = sources.glob("*/")
        # The binding alone; the library is what it finds by `LLAMA_CPP_LIB_PATH`.
        _run([*pip, "install", str(source)], CMAKE_ARGS="-DLLAMA_BUILD=OFF")
        cmake, build = str(HOME / "bin" / "cmake"), str(HOME / "build")
        _run([cmake, "-S", str(source / "vendor" / "llama.cpp"), "-B", build, *_FLAGS])
        _run([cmake, "--build", build, "--target", "llama", "--parallel", "2"])
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(HOME, ignore_errors=True)
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        return f"llama.cpp could not be installed: {said[-1] if said else error}"
    done.touch()
    return ""


def _run(command: list[str], **more: str) -> None:
    # What it installed itself goes before what the machine has.
    path = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, **more}
    subprocess.run(command, env=environment, capture_output=True, text=True, check=True)


Ask = Callable[..., dict[str, Any]]


@contextmanager
def _peer() -> Iterator[Ask]:
    """What asks llama.cpp, in a process of its own."""
    command = [str(HOME / "bin" / "python"), "-P", str(_PEER)]
    library = {"LLAMA_CPP_LIB_PATH": str(HOME / "build" / "bin")}
    with subprocess.Popen(
        command,
        env=os.environ | library,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as peer:

        def ask(do: str, **asked: Any) -> dict[str, Any]:
            assert peer.stdin is not None and peer.stdout is not None  # noqa: S101, PT018 - pipes
            peer.stdin.write(json.dumps({"do": do, **asked}) + "\n")
            answer: dict[str, Any] = json.loads(peer.stdout.readline() or "{}")
            if not answer and peer.poll() is not None:
                raise RuntimeError(f"llama.cpp died of {do!r}")
            return answer

        yield ask
        if peer.stdin is not None:
            peer.stdin.close()


def _written(model: Any, folder: Path, ask: Ask) -> dict[str, str]:
    """The files of the model that llama.cpp reads, by what its numbers are written in."""
    files = {kind: str(folder / f"{kind}.gguf") for kind in ("F16", "Q4_0")}
    config = model.config.get_text_config()
    shape = {
        "hidden": LLAMA.hidden,
        "inner": LLAMA.inner,
        "layers": LLAMA.layers,
        "heads": LLAMA.heads,
        "vocabulary": LLAMA.vocabulary,
        "context": LLAMA.context,
        "epsilon": config.rms_norm_eps,
        "theta": config.rope_parameters["rope_theta"],
    }
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".npz") as arrays:
        np.savez(arrays.name, **_arrays(model))
        ask("write", arrays=arrays.name, file=files["F16"], shape=shape)
    if ask("quantize", file=files["F16"], into=files["Q4_0"])["failed"]:
        raise RuntimeError("llama.cpp did not quantize its own file")
    for file in files.values():
        ask("load", file=file)
    return files


def _arrays(model: Any) -> dict[str, Any]:
    """The weights of the language model under GGUF's names: matrices in F16, norms in F32."""
    layer = {
        "input_layernorm": "attn_norm",
        "self_attn.q_proj": "attn_q",
        "self_attn.k_proj": "attn_k",
        "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output",
        "post_attention_layernorm": "ffn_norm",
        "mlp.gate_proj": "ffn_gate",
        "mlp.up_proj": "ffn_up",
        "mlp.down_proj": "ffn_down",
    }
    decoder = model.get_decoder()
    weights = {
        "token_embd": model.get_input_embeddings().weight,
        "output_norm": decoder.norm.weight,
        "output": model.get_output_embeddings().weight,
    }
    for index, block in enumerate(decoder.layers):
        for theirs, gguf in layer.items():
            found = block.get_submodule(theirs).weight
            turned = theirs.endswith(("q_proj", "k_proj"))
            weights[f"blk.{index}.{gguf}"] = _turned(found) if turned else found
    return {
        f"{name}.weight": found.detach().to(torch.float16 if found.dim() > 1 else None).numpy()
        for name, found in weights.items()
    }


def _turned(weights: torch.Tensor) -> torch.Tensor:
    """The rows of a head in llama.cpp's order.

    Rotary positions turn pairs of rows: `transformers` pairs each of a head's first half with one
    of its second half, llama.cpp's Llama pairs neighbours.
    """
    rows, columns = weights.shape
    pairs = weights.reshape(LLAMA.heads, 2, rows // LLAMA.heads // 2, columns)
    return pairs.transpose(1, 2).reshape(rows, columns)


@torch.inference_mode()
def _difference(model: Any, file: str, ask: Ask) -> float:
    """The most that a logit after the prompt differs by, as a part of the largest."""
    ours = model(input_ids=torch.tensor([_PROMPT]), logits_to_keep=1).logits[0, -1]
    theirs = torch.tensor(ask("logits", file=file, tokens=_PROMPT)["logits"])
    return round(float((ours - theirs).abs().max() / ours.abs().max()), 5)


def _our_speed(loaded: LoadedModel, threads: int, number: int) -> float:
    """Tokens per second of our loop, as the engine runs it, from the second token on."""
    loaded.readers.form = replace(loaded.readers.form, threads=threads)
    torch.set_num_threads(threads)
    text = "".join(chr(97 + (7 * index + number) % 26) for index in range(len(_PROMPT)))
    request = ChatRequest(_MODEL, (Message("user", (text,)),), max_tokens=_TOKENS, temperature=0.0)
    answered = ours(loaded, request)
    return (answered.tokens - 1) / (answered.wall - answered.first)


def _their_speed(ask: Ask, file: str, threads: int, _: int) -> float:
    """Tokens per second of llama.cpp, likewise."""
    answer = ask("go on", file=file, tokens=_PROMPT, more=_TOKENS, threads=threads)
    return (_TOKENS - 1) / float(answer["seconds"])
