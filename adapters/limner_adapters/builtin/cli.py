"""The verb `limner train`: the recipe of the built-in model, step by step."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from limner_adapters.examples import Task
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import BLANKS
from limner_server.cli.console import remark, show
from limner_server.cli.exit_codes import DONE
from limner_server.errors import InputError

_DATA = Path(".cache/data/train")
_HELD_OUT = Path(".cache/data/held-out")
_LESSONS = Path(".cache/lessons")
_CHOICES = Path(".cache/ranking.jsonl")
_RUN = Path(".cache/run")


class Train:
    """`limner train`: make data, train a base model, train an adapter on it, measure both."""

    HELP = "make the built-in model: data, lessons, base, adapter, measure"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the steps."""
        steps = parser.add_subparsers(title="steps", dest="step", metavar="STEP", required=True)
        data = steps.add_parser("data", help="draw pages, read them back, and label what was read")
        data.add_argument("--out", type=Path, default=_DATA, metavar="DIR")
        data.add_argument("--pages", type=int, default=4000, metavar="N")
        data.add_argument("--seed", type=int, default=1_000_000, help="of the first page")
        data.add_argument(
            "--ocr-share",
            type=float,
            default=0.1,
            metavar="SHARE",
            help="share of pages that Tesseract reads; the words of the others are known",
        )
        data.add_argument(
            "--dialect", metavar="NAME", help="all pages in this one; uikit is kept out"
        )
        data.add_argument("--processes", type=int, default=2, metavar="N")

        lessons = steps.add_parser(
            "lessons",
            help="read permissively licensed code of this machine, and make lessons of it",
        )
        lessons.add_argument("--out", type=Path, default=_LESSONS, metavar="DIR")
        lessons.add_argument(
            "--node-modules", type=Path, nargs="*", default=[], metavar="DIR", help="npm packages"
        )

        ranking = steps.add_parser(
            "ranking", help="fit the order in which changes are tried as a repair, to bugs put in"
        )
        ranking.add_argument("--out", type=Path, required=True, metavar="FILE")
        ranking.add_argument(
            "--choices",
            type=Path,
            default=_CHOICES,
            metavar="FILE",
            help="the bugs with their changes; made where it is not there",
        )
        ranking.add_argument("--bugs", type=int, default=1500, metavar="N", help="to be made")
        ranking.add_argument("--seed", type=int, default=7, help="of the bugs")

        base = steps.add_parser("base", help="train the model from scratch and pack it in 4 bit")
        base.add_argument("--data", type=Path, default=_DATA, metavar="DIR")
        base.add_argument("--run", type=Path, default=_RUN, metavar="DIR", dest="work")
        base.add_argument(
            "--lessons",
            type=Path,
            nargs="*",
            default=[],
            metavar="FILE",
            help="examples from source code; without any it learns pages alone",
        )
        base.add_argument("--minutes", type=float, default=120.0, help="of training in all")
        base.add_argument(
            "--leg",
            type=float,
            default=float("inf"),
            metavar="MINUTES",
            help="most minutes of this run; the next one goes on where it stopped",
        )
        base.add_argument("--processes", type=int, default=2, metavar="N")
        base.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
        base.add_argument("--out", type=Path, metavar="DIR", help="default: RUN/base")

        adapter = steps.add_parser("adapter", help="train a LoRA adapter on a 4-bit model")
        adapter.add_argument("--base", type=Path, metavar="DIR", help="default: the built-in model")
        adapter.add_argument(
            "--data",
            type=Path,
            default=_DATA,
            metavar="PATH",
            help="folder of pages, or file of examples",
        )
        adapter.add_argument("--minutes", type=float, default=15.0)
        adapter.add_argument(
            "--task", type=Task, choices=list(Task), default=Task.UI, help="that it is for"
        )
        adapter.add_argument(
            "--all-pages", action="store_true", help="also pages that Tesseract did not read"
        )
        adapter.add_argument("--out", type=Path, required=True, metavar="DIR")

        measure = steps.add_parser("measure", help="measure on held-out pages, beside the rules")
        measure.add_argument(
            "--model", default=BUILTIN_MODEL, metavar="NAME", help="MODEL or MODEL:ADAPTER"
        )
        measure.add_argument("--data", type=Path, default=_HELD_OUT, metavar="DIR")
        measure.add_argument("--questions", type=int, default=200, metavar="N")
        measure.add_argument(
            "--crops",
            choices=["real", "blank", "swapped"],
            default="real",
            help="what the model is shown; blank and swapped tell whether it looks",
        )
        measure.add_argument("--json", action="store_true", help="print the figures as JSON")

    def run(self, args: argparse.Namespace) -> int:
        """Do one step.

        Raises:
            InputError: there is no data where it is looked for.
            ModelNotFoundError: no such model on this machine.
        """
        _stay_offline()
        _STEPS[args.step](args)
        return DONE


def _stay_offline() -> None:
    """Let no library look a model's name up elsewhere; they read this when they are imported."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def _make_data(args: argparse.Namespace) -> None:
    from limner_adapters.data.generate import Order, generate  # noqa: PLC0415

    order = Order(args.out, args.seed, args.pages, args.ocr_share, args.dialect)
    generate(order, args.processes, remark)


def _make_lessons(args: argparse.Namespace) -> None:
    from limner_adapters.code.lessons import Wanted, write_lessons  # noqa: PLC0415

    write_lessons(args.out, args.node_modules, Wanted(), remark)


def _fit_ranking(args: argparse.Namespace) -> None:
    from limner_adapters.code.choices import make_choices, read_choices  # noqa: PLC0415
    from limner_adapters.code.ranking import fit_ranking, write_ranking  # noqa: PLC0415

    if not args.choices.is_file():
        make_choices(args.choices, args.bugs, args.seed, remark)
    ranking = fit_ranking(read_choices(args.choices))
    write_ranking(args.out, ranking)
    remark("\n".join(f"{name}: {value:g}" for name, value in ranking.figures.items()))


def _train_base(args: argparse.Namespace) -> None:
    from limner_adapters.builtin.pack import load_trained, pack  # noqa: PLC0415
    from limner_adapters.builtin.recipe import Recipe  # noqa: PLC0415
    from limner_adapters.builtin.tokenizer import prepare_tokenizer  # noqa: PLC0415
    from limner_adapters.builtin.train import Session, train  # noqa: PLC0415

    recipe = Recipe()
    lessons = tuple(args.lessons)
    prepare_tokenizer(_checked(args.data), lessons, args.work, recipe.text_tokens)
    train(
        recipe,
        Session(
            args.data,
            lessons,
            args.work,
            args.minutes,
            args.leg,
            args.processes,
            args.device,
        ),
    )
    model, tokenizer = load_trained(recipe, args.work)
    pack(model, tokenizer, args.out or args.work / "base", has_read=_subjects(lessons))


def _subjects(lessons: tuple[Path, ...]) -> list[str]:
    """What a model has read, as it says of itself."""
    return ["pages", BLANKS, *(["code"] if lessons else [])]


def _train_adapter(args: argparse.Namespace) -> None:
    from limner_adapters.builtin.adapt import Lesson, adapt  # noqa: PLC0415
    from limner_adapters.builtin.recipe import Recipe  # noqa: PLC0415
    from limner_model.locations import builtin_dir  # noqa: PLC0415

    base = args.base or builtin_dir() / "base"
    ocr_only = not args.all_pages
    lesson = Lesson(base, _checked(args.data), args.out, args.minutes, ocr_only, args.task)
    adapt(Recipe(), lesson, remark)


def _measure(args: argparse.Namespace) -> None:
    from limner_adapters.builtin.measure import Crops, evaluate  # noqa: PLC0415
    from limner_adapters.data.store import read_all  # noqa: PLC0415
    from limner_model.installed import resolve  # noqa: PLC0415
    from limner_model.loader import load_model  # noqa: PLC0415

    samples = list(read_all(_checked(args.data)))[: args.questions]
    installed, adapter = resolve(args.model)
    loaded = load_model(installed)
    with loaded.speaking_as(adapter) as model:
        figures = evaluate(model, loaded.processor.tokenizer, samples, Crops(args.crops), remark)
    show((json.dumps(figures, indent=2) if args.json else _table(figures)) + "\n")


_STEPS = {
    "data": _make_data,
    "lessons": _make_lessons,
    "ranking": _fit_ranking,
    "base": _train_base,
    "adapter": _train_adapter,
    "measure": _measure,
}


def _checked(folder: Path) -> Path:
    from limner_adapters.data.store import shard_names  # noqa: PLC0415

    if not (folder.is_file() or shard_names(folder)):
        raise InputError(f"no data in {folder}", f"make some: limner train data --out {folder}")
    return folder


def _table(figures: dict[str, dict[str, float]]) -> str:
    """One line a figure, one column for the model and one for the rules."""
    lines = [f"{'':<18}" + "".join(f"{name:>10}" for name in figures)]
    for name in next(iter(figures.values())):
        values = "".join(f"{column[name]:>10.3f}" for column in figures.values())
        lines.append(f"{name:<18}{values}")
    return "\n".join(lines)


train = Train()
