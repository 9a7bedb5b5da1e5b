"""Connected regions of one colour, all colours in a single pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """A partition of a picture into 4-connected regions.

    Attributes:
        labels: `int32` (height, width), the number of each pixel's region, from 0.
        area: (count,) pixels.
        boxes: (count, 4) half-open bounds `x0, y0, x1, y1`.
        colours: (count, 3) the colour of the last pixel of each region.
    """

    labels: NDArray[np.int32]
    area: NDArray[np.int64]
    boxes: NDArray[np.int32]
    colours: NDArray[np.uint8]

    def mask(self, index: int) -> NDArray[np.uint8]:
        """The region inside its own bounds, 1 where it is."""
        x0, y0, x1, y1 = self.boxes[index].tolist()
        inside: NDArray[np.bool_] = self.labels[y0:y1, x0:x1] == index
        return inside.astype(np.uint8)


def connected_regions(pixels: NDArray[np.uint8], across: int = 0, down: int = 0) -> Regions:
    """Label the regions whose neighbouring pixels are alike.

    Args:
        pixels: `uint8` of shape (height, width, 3).
        across: by how much neighbours in a row may differ in any channel.
        down: the same for neighbours in a column.

    Each row falls into runs of like pixels, which are far fewer than the pixels; runs that touch
    alike are joined as nodes of a graph. Regions are numbered by their first pixel, row by row.
    """
    # Heavy, and needed only where something is looked at.
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    height, width = pixels.shape[:2]
    begins = np.ones((height, width), bool)
    begins[:, 1:] = ~_alike(pixels[:, 1:], pixels[:, :-1], across)
    runs = np.cumsum(begins.ravel(), dtype=np.int32).reshape(height, width) - 1
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=height * width)
    upper, lower = _touching(runs, _alike(pixels[1:], pixels[:-1], down))
    ones = np.ones(len(upper), np.int8)
    graph = coo_array((ones, (upper, lower)), shape=(len(starts), len(starts)))
    count, found = connected_components(graph, directed=False)
    first, _ = _ends(found, count)
    rank = np.empty(count, np.int32)
    rank[np.argsort(first)] = np.arange(count, dtype=np.int32)
    return _described(pixels, runs, starts, lengths, rank[found])


def _touching(
    runs: NDArray[np.int32], joined: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Each two runs above each other that belong together, mostly once.

    Args:
        runs: the number of each pixel's run.
        joined: whether each pixel but those of the last row is like the one below it.
    """
    upper, lower = runs[:-1][joined], runs[1:][joined]
    changes = np.ones(len(upper), bool)
    changes[1:] = (upper[1:] != upper[:-1]) | (lower[1:] != lower[:-1])
    return upper[changes], lower[changes]


def _ends(numbers: NDArray[np.int32], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each of `count` numbers stands first and last."""
    places = np.arange(len(numbers))
    first, last = np.empty(count, np.int64), np.empty(count, np.int64)
    first[numbers[::-1]] = places[::-1]
    last[numbers] = places
    return first, last


def _described(
    pixels: NDArray[np.uint8],
    runs: NDArray[np.int32],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    regions: NDArray[np.int32],
) -> Regions:
    """Measure the regions by their runs.

    Args:
        pixels: the picture.
        runs: the number of each pixel's run.
        starts: the place of each run's first pixel in the flattened picture.
        lengths: of the runs in pixels.
        regions: the number of each run's region.
    """
    width, count = runs.shape[1], int(regions.max(initial=-1)) + 1
    first, last = _ends(regions, count)
    rows, columns = np.divmod(starts, width)
    left, right = np.full(count, width), np.zeros(count, np.int64)
    np.minimum.at(left, regions, columns)
    np.maximum.at(right, regions, columns + lengths)
    boxes = np.stack([left, rows[first], right, rows[last] + 1], axis=1)
    return Regions(
        labels=regions[runs],
        area=np.bincount(regions, lengths, count).astype(np.int64),
        boxes=boxes.astype(np.int32),
        colours=pixels.reshape(-1, 3)[starts[last] + lengths[last] - 1],
    )


def _alike(one: NDArray[np.uint8], other: NDArray[np.uint8], tolerance: int) -> NDArray[np.bool_]:
    alike: NDArray[np.bool_] = _difference(one, other) <= tolerance
    return alike


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest difference of any channel; OpenCV's own refuses empty pictures."""
    apart: NDArray[np.uint8] = np.maximum(one, other) - np.minimum(one, other)
    largest: NDArray[np.uint8] = np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2])
    return largest
