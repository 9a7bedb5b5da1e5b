"""Brings the runner into the interpreter: `python -c <this text>`, the rest comes over stdin.

The first frame is `{"modules": [[name, text], ...], "job": {...}}`; the last of the modules has a
`main(job)`.
"""

import json
import os
import struct
import sys
import types

PACKAGE = "limner_inside"


def _exactly(count: int) -> bytes:
    """Read from the bare descriptor: what follows belongs to whoever reads it next."""
    content = b""
    while len(content) < count:
        content += os.read(0, count - len(content)) or sys.exit("limner: the runner was cut off")
    return content


def _boot() -> None:
    # `-c` looks for modules in the working directory: whether the tests do is for their runner.
    if sys.path and not sys.path[0]:
        del sys.path[0]
    first = json.loads(_exactly(*struct.unpack(">I", _exactly(4))))
    package = types.ModuleType(PACKAGE)
    package.__path__ = []
    sys.modules[PACKAGE] = package
    for name, text in first["modules"]:
        module = types.ModuleType(PACKAGE + "." + name)
        module.__package__ = PACKAGE
        sys.modules[module.__name__] = module
        setattr(package, name, module)
        exec(compile(text, "<limner " + name + ">", "exec"), module.__dict__)
    module.main(first["job"])


_boot()
