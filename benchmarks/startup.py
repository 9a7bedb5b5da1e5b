"""How soon the language server answers, and what it weighs, beside others in the same run.

    .venv/bin/python benchmarks/startup.py [--runs 15] [--json]

Measures, in turns so that a busy machine treats all alike: Python importing pygls, Limner from its
start to the answer of `initialize` and to the answer of the first request after it, and
jedi-language-server likewise. Exits 0 only where Limner holds its targets.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RATIO = 1.2  # of `python -c "import pygls"`, and then
ALLOWANCE = 0.1  # seconds on top
MEMORY = 120.0  # MiB of the server's own process

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}
INITIALIZED = {"jsonrpc": "2.0", "method": "initialized", "params": {}}
OPEN = {
    "jsonrpc": "2.0",
    "method": "textDocument/didOpen",
    "params": {
        "textDocument": {"uri": "file:///x.py", "languageId": "python", "version": 1, "text": ""}
    },
}
ASK = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "textDocument/codeAction",
    "params": {
        "textDocument": {"uri": "file:///x.py"},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        "context": {"diagnostics": []},
    },
}


@dataclass(frozen=True)
class Start:
    """One start of a server: seconds until each answer, MiB of its own memory then."""

    initialize: float
    ready: float
    memory: float


def start_server(command: list[str]) -> Start:
    begin = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            send(server, INITIALIZE)
            receive(server, 1)
            initialize = time.perf_counter() - begin
            for message in (INITIALIZED, OPEN, ASK):
                send(server, message)
            receive(server, 2)
            return Start(initialize, time.perf_counter() - begin, resident(server.pid))
        finally:
            server.kill()


def send(server: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    body = json.dumps(message).encode()
    assert server.stdin is not None  # noqa: S101 - a pipe was asked for
    server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    server.stdin.flush()


def receive(server: subprocess.Popen[bytes], number: int) -> None:
    """Wait for the answer to request `number`."""
    assert server.stdout is not None  # noqa: S101 - a pipe was asked for
    while True:
        length = 0
        while (line := server.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(server.stdout.read(length))
        if message.get("id") == number and "method" not in message:
            return


def resident(pid: int) -> float:
    """MiB of the process that are in memory, shared pages included (Linux)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def import_pygls() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import pygls"], check=True)
    return time.perf_counter() - begin


def script(name: str) -> str:
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if found is None:
        sys.exit(f"{name} is not installed: pip install {name}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()

    limner, jedi = [script("limner"), "lsp"], [script("jedi-language-server")]
    imports: list[float] = []
    ours: list[Start] = []
    theirs: list[Start] = []
    for _ in range(args.runs):
        imports.append(import_pygls())
        ours.append(start_server(limner))
        theirs.append(start_server(jedi))

    imported = statistics.median(imports)
    limner_start, jedi_start = median(ours), median(theirs)
    limit = RATIO * imported + ALLOWANCE
    held = {
        "initialize within 1.2 x `import pygls` + 0.1 s": limner_start.initialize <= limit,
        "initialize no slower than jedi": limner_start.initialize <= jedi_start.initialize,
        "ready no slower than jedi": limner_start.ready <= jedi_start.ready,
        "memory under 120 MiB": limner_start.memory < MEMORY,
    }
    if args.json:
        figures = {
            "import_pygls": imported,
            "limit": limit,
            "limner": asdict(limner_start),
            "jedi": asdict(jedi_start),
            "held": held,
        }
        print(json.dumps(figures, indent=2))
    else:
        report(imported, limit, limner_start, jedi_start, held)
    return 0 if all(held.values()) else 1


def median(starts: list[Start]) -> Start:
    return Start(
        statistics.median(start.initialize for start in starts),
        statistics.median(start.ready for start in starts),
        statistics.median(start.memory for start in starts),
    )


def report(
    imported: float, limit: float, ours: Start, theirs: Start, held: dict[str, bool]
) -> None:
    print(f"python -c 'import pygls'  {imported:.3f} s    so initialize within {limit:.3f} s")
    print(f"{'':22}{'limner':>10}{'jedi':>10}{'ratio':>10}")
    for name, unit in (("initialize", "s"), ("ready", "s"), ("memory", "MiB")):
        one, other = getattr(ours, name), getattr(theirs, name)
        print(f"{name + ', ' + unit:22}{one:10.3f}{other:10.3f}{one / other:10.2f}")
    for target, holds in held.items():
        print(f"{'holds' if holds else 'FAILS'}  {target}")


if __name__ == "__main__":
    sys.exit(main())
