"""Training on several devices, or several machines, by the same recipe.

    accelerate launch --num_processes 4 -m limner_adapters.tuning.distributed \
        --base qwen3-vl-8b --examples learnt.jsonl --held-out held-out.jsonl --out RUN

Every device takes its share of each step; the steps are those that one device would do, and a run
may be gone on with on more or fewer devices. A base that does not fit on one device is sharded:
`--config_file` takes `fsdp.yaml`, which lies beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from limner_adapters.tuning.trainer import train_adapter
from limner_adapters.tuning.training import SEED, Progress, Training
from limner_model.errors import LimnerError
from limner_model.installed import resolve
from limner_server.cli.console import remark, show
from limner_server.cli.exit_codes import DONE, REFUSED


def main(argv: Sequence[str] | None = None) -> int:
    """Train one adapter together with the other processes that were launched.

    Returns:
        The exit code; the process of rank 0 alone prints what came of it, as JSON.
    """
    args = _parser().parse_args(argv)
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    leads = os.environ.get("RANK", "0") == "0"
    cancelled = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: cancelled.set())

    def tell(progress: Progress) -> None:
        if leads:
            remark(_line(progress))

    try:
        work = Training(
            resolve(args.base)[0],
            args.examples,
            args.held_out,
            args.out,
            args.minutes,
            args.passes,
            args.seed,
            args.row_tokens,
            args.start,
        )
        _take_own_device()
        trained = train_adapter(work, tell, cancelled)
    except LimnerError as error:
        remark(str(error))
        return REFUSED
    if leads:
        show(json.dumps({**asdict(trained), "adapter": str(trained.adapter)}, indent=2) + "\n")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="limner_adapters.tuning.distributed")
    parser.add_argument("--base", required=True, metavar="MODEL", help="see `limner model list`")
    parser.add_argument("--examples", type=Path, required=True, metavar="FILE")
    parser.add_argument("--held-out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--minutes", type=float, metavar="N", help="at most")
    parser.add_argument("--passes", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--start", type=Path, metavar="DIR", help="an adapter to go on from")
    parser.add_argument("--row-tokens", type=int, metavar="N", help="at once on a device, at most")
    return parser


def _take_own_device() -> None:
    """Have the model loaded onto this process' own GPU, where there are several."""
    import torch  # noqa: PLC0415

    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))


def _line(progress: Progress) -> str:
    if progress.remark:
        return progress.remark
    if not progress.step:
        return f"{progress.phase} ({progress.share:.0%})"
    loss = "" if progress.loss is None else f", loss {progress.loss:.3f}"
    return (
        f"step {progress.step} of {progress.steps}{loss}, {progress.tokens_per_second:.0f} tokens/s"
    )


if __name__ == "__main__":
    sys.exit(main())
