"""How what is not literal is written: by the name it has, with the imports that it needs."""

from __future__ import annotations

import types
from typing import Any

# Modules whose values are spelled with an import of their own.
LIBRARY = ("collections", "datetime", "decimal", "fractions", "pathlib", "uuid", "enum")


class UnspeakableError(Exception):
    """There is no short expression that equals a value."""


class Naming:
    """Names classes and objects for one case.

    Args:
        names: what stands bare in the case: the names of the module under test.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        # The lines of import, in the order in which they were first needed.
        self.imports: dict[str, Any] = {}

    def of_object(self, value: Any) -> str:
        """The name that the module under test has for an object that is equal to itself alone."""
        if isinstance(value, types.ModuleType):
            raise UnspeakableError
        for name, one in self._names.items():
            if one is value and not name.startswith("__"):
                return name
        raise UnspeakableError

    def of_class(self, kind: type) -> str:
        """How a class is written: by its own name where that is known, else by its module's."""
        name, module = kind.__qualname__, kind.__module__
        top = name.partition(".")[0]
        if "<" in name:
            raise UnspeakableError
        known = self._names.get(top)
        for part in name.split(".")[1:]:
            known = getattr(known, part, None)
        is_library = module.partition(".")[0] in LIBRARY
        if known is kind and not is_library:
            return name
        if module == "datetime" and self._names.get("datetime") is not kind:
            if known is not kind:
                self.imports["import datetime"] = True
                return "datetime." + name
        elif module.startswith("pathlib"):
            module = "pathlib"
        elif module in ("__main__", "builtins", "__case__"):
            raise UnspeakableError
        self.imports["from " + module + " import " + top] = True
        return name
