"""Whether the built-in model is as quick and as small as it must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from section import Section

from limner_model.client import Engine
from limner_model.locations import builtin_dir
from limner_server.layout.arrange import arrange
from limner_server.layout.roles import assign_roles
from limner_server.perception.image import load_image
from limner_server.perception.perceive import perceive
from limner_server.proposers.relabel import relabel
from limner_server.tasks.task import Run

SECONDS = 1.5
MEGABYTES = 30
_ROUNDS = 5
_PAGES = 5


def seconds(shared: Path, told: Callable[[str], None], engine: Engine | None) -> Section:
    """The time for the labels of a page, through server and engine.

    Args:
        shared: the folder of third-party data.
        told: hears of each page.
        engine: of the built-in model, already warm.
    """
    name = "labels in time"
    pictures = sorted((shared / "data" / "real_pages" / "dev").glob("*.png"))[:_PAGES]
    if not pictures or engine is None:
        return Section(name, skipped="the pages or the engine are not at hand")
    spent = []
    for path in pictures:
        picture = load_image(path)
        scene = perceive(picture)
        tree = assign_roles(arrange(scene, picture), scene, picture)
        rounds = []
        for _ in range(_ROUNDS):
            begin = perf_counter()
            relabel(tree, scene, picture, engine, Run())
            rounds.append(perf_counter() - begin)
        spent.append(median(rounds))
        told(f"{path.stem}: {spent[-1]:.2f} s")
    figures = {"pages": len(spent), "median_seconds": round(median(spent), 2)}
    return Section(name, figures, {f"a page in {SECONDS} s": median(spent) <= SECONDS})


def size() -> Section:
    """What the files of the built-in model take."""
    files = [path for path in builtin_dir().rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    figures = {"files": len(files), "megabytes": round(megabytes, 1)}
    return Section("size", figures, {f"{MEGABYTES} MB": megabytes <= MEGABYTES})
