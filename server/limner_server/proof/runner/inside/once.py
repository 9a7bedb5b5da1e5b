"""Runs the tests once, in a fresh process, and reports on the last line of stdout."""

from __future__ import annotations

import json
import os
from typing import Any

from .limit import Limit
from .report import Report
from .run import run_tests


def main(job: dict[str, Any]) -> None:
    """Run the job; the report stands behind `job["token"]`, which nobody else knows."""
    token = job.pop("token")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    output = os.dup(1)
    report = Report()
    run_tests(job, report, None, Limit(job["processor"], job["wall"]))
    said = f"\n{token}{json.dumps(report.spoken())}\n".encode()
    while said:
        said = said[os.write(output, said) :]
    os._exit(0)
