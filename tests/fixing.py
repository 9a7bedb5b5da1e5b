"""`limner fix` as a user runs it, and what it says where it refuses."""

import subprocess
import sys

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "fix"]
PATIENCE = 150
SCRIPT = "python test_shop.py"


def fix(folder, *arguments, model="none", **options):
    """Run it in a folder."""
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
        **options,
    )
