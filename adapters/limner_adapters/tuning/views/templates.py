"""Templates of Jinja, Django and Nunjucks, filled in with words in place of what they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jinja2 import FunctionLoader, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from limner_adapters.tuning.views.stand_in import StandIn
from limner_server.errors import InputError

# Tags of Django's that Jinja has not, and what stands for them.
_DJANGO: Final = (
    (re.compile(r"{%-?\s*(?:load|csrf_token|cache|endcache|spaceless|endspaceless)\b.*?%}"), ""),
    (re.compile(r"{%-?\s*url\b.*?%}"), "#"),
    (re.compile(r"{%-?\s*static\s+['\"](.*?)['\"].*?%}"), r"\1"),
    (re.compile(r"{%-?\s*(?:trans|translate)\s+['\"](.*?)['\"].*?%}"), r"\1"),
    (re.compile(r"{%-?\s*(?:end)?(?:blocktrans|blocktranslate)\b.*?%}"), ""),
    (re.compile(r"{%-?\s*empty\s*-?%}"), "{% else %}"),
    (re.compile(r"{%-?\s*comment\b.*?{%-?\s*endcomment\s*-?%}", re.DOTALL), ""),
    # Arguments of filters stand behind a colon there.
    (re.compile(r"(\|\s*\w+):((?:'[^']*')|(?:\"[^\"]*\")|[\w.]+)"), r"\1(\2)"),
)


def filled_in(root: Path, path: Path, text: str) -> str:
    """A template as it would look, with words for values and three rounds for loops.

    It runs in Jinja's sandbox: nothing of the workspace's own is called.

    Args:
        root: of the workspace, where other templates are looked for.
        path: of the template.
        text: what it says.

    Raises:
        InputError: it needs what only the program around it has.
    """

    def load(name: str) -> str | None:
        for folder in (path.parent, root, root / "templates", *_template_folders(path, root)):
            file = (folder / name).resolve()
            if file.is_relative_to(root.resolve()) and file.is_file():
                return _plain(file.read_text(encoding="utf-8", errors="replace"))
        return None

    environment = ImmutableSandboxedEnvironment(
        undefined=StandIn, loader=FunctionLoader(load), autoescape=True
    )
    environment.filters = _Filters(environment.filters)
    try:
        return environment.from_string(_plain(text)).render()
    except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise InputError(f"{path.name} cannot be filled in ({error})") from error
    except RecursionError as error:
        raise InputError(f"{path.name} includes itself") from error


class _Filters(dict[str, Any]):
    """Jinja's filters; those that the program would add leave a value as it is."""

    def __contains__(self, name: object) -> bool:
        return True

    def get(self, name: str, default: Any = None) -> Any:
        del default
        return self[name]

    def __missing__(self, name: str) -> Any:
        return lambda value, *_, **__: value


def _plain(text: str) -> str:
    for pattern, put in _DJANGO:
        text = pattern.sub(put, text)
    return text


def _template_folders(path: Path, root: Path) -> Iterator[Path]:
    """The folders above a template that are named as folders of templates are."""
    for folder in path.parents:
        if folder.name in ("templates", "views", "layouts", "_layouts", "pages"):
            yield folder
        if folder == root:
            return
