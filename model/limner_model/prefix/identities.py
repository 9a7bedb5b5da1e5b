"""What stands at each place of a prompt: a token, or a part of one certain picture.

All placeholders of all pictures are the same token. What a model reads there is the picture, so
that here a placeholder goes by the digest of the pixels and by how manieth of the picture it is:
two prompts agree in a place only where the model reads the same there. vLLM's prefix cache adds
the pictures' hashes to its keys likewise.
"""

from __future__ import annotations

import hashlib
from typing import Final

import torch
from torch import Tensor

from limner_model.decoding.prompt import Picture, Prompt

# A token by its number, which is not negative; a place of a picture by a negative number, in which
# stand the picture's digest and the place's index in it.
Identities = tuple[int, ...]

_INDEX_BITS: Final = 24
_DIGEST_BYTES: Final = 16


def identities(prompt: Prompt) -> Identities:
    """What stands at each place of `prompt`."""
    found: list[int] = prompt.tokens.tolist()
    for picture in prompt.pictures:
        digest = _digest(picture, prompt.tokens)
        found[picture.first : picture.end] = [
            -1 - (digest << _INDEX_BITS | index) for index in range(picture.end - picture.first)
        ]
    return tuple(found)


def sound_cut(places: Identities, length: int) -> int:
    """The most of the first `length` places that do not end within a picture."""
    if length < len(places) and places[length] < 0:
        return length - ((-1 - places[length]) & ((1 << _INDEX_BITS) - 1))
    return length


def _digest(picture: Picture, tokens: Tensor) -> int:
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    # Where a model's pictures cannot be told apart, there are other tokens in between.
    stretch = tokens[picture.first : picture.end]
    for name, tensor in sorted({**picture.tensors, "tokens": stretch}.items()):
        found.update(f"{name} {tensor.dtype} {tuple(tensor.shape)} ".encode())
        found.update(tensor.cpu().contiguous().view(torch.uint8).numpy().data)
    return int.from_bytes(found.digest())
