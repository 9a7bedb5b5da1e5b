"""Documents a text, and looks at what became of it."""

import ast
from dataclasses import dataclass

from limner_server.proof.sandbox.ran import Running
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.docs import write_docs
from limner_server.tasks.request import DocRequest, DocStyle
from limner_server.tasks.task import Run, Suggestion


@dataclass
class Documented:
    """What became of a file."""

    suggestion: Suggestion[ChangeSet]
    before: str

    @property
    def text(self):
        files = self.suggestion.result.files
        return files[0].text if files else self.before

    @property
    def remarks(self):
        return self.suggestion.result.remarks

    def doc(self, name=""):
        """The docstring of a function, a class or, without a name, the module."""
        node = ast.parse(self.text)
        for part in filter(None, name.split(".")):
            node = [one for one in node.body if getattr(one, "name", "") == part][-1]
        return ast.get_docstring(node) or ""


def document(folder, code, *, name="shop.py", style="auto", symbol="", line=None, **options):
    """Document a file in a folder, by analysis alone unless a model is named."""
    path = folder / name
    path.write_bytes(code if isinstance(code, bytes) else code.encode())
    # Else the project around the tests would tell how docstrings are written.
    options = {"model": "none", "running": Running.NEVER} | options
    request = DocRequest(
        folder, path=path, style=DocStyle(style), symbol=symbol, line=line, **options
    )
    suggestion = write_docs(request, Run())
    before = code if isinstance(code, str) else ""
    return Documented(suggestion, before)
