"""The texts that a file draws, by how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.drawn.catalogues.gettext import gettext_texts
from limner_server.perception.drawn.catalogues.json import json_texts
from limner_server.perception.drawn.catalogues.lines import apple_texts, property_texts, yaml_texts
from limner_server.perception.drawn.catalogues.php import is_php_catalogue, php_texts
from limner_server.perception.drawn.catalogues.xml import xml_texts
from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.drawn.kinds import Writing, writing_of
from limner_server.perception.drawn.literals import literals
from limner_server.perception.drawn.markup import markup_texts
from limner_server.perception.drawn.outline import outline_texts
from limner_server.perception.drawn.python import python_texts
from limner_server.perception.drawn.script import script_texts
from limner_server.perception.workspace.files import WorkspaceFiles

_OF_TEXT: Final[dict[Writing, Callable[[str], Iterator[Drawn]]]] = {
    Writing.TEMPLATE: markup_texts,
    Writing.OUTLINE: outline_texts,
    Writing.CODE: literals,
    Writing.JSON: json_texts,
    Writing.YAML: yaml_texts,
    Writing.GETTEXT: gettext_texts,
    Writing.PROPERTIES: property_texts,
    Writing.STRINGS: apple_texts,
    Writing.XML: xml_texts,
}


def texts_of(files: WorkspaceFiles, path: Path, check: Callable[[], None]) -> list[Drawn]:
    """What a file draws; nothing where it cannot be read."""
    writing = writing_of(path)
    if writing is None:
        return []
    try:
        if writing in (Writing.SCRIPT, Writing.PYTHON):
            tree = files.tree(path, check)
            if tree is None:
                return []
            return list(python_texts(tree) if writing is Writing.PYTHON else script_texts(tree))
        text = files.text(path)
    except InputError:
        return []
    found = _OF_TEXT[writing](text)
    if path.suffix == ".toml":
        found = property_texts(text)
    elif path.suffix == ".php":
        # Code and templates in one, or translations.
        found = php_texts(text) if is_php_catalogue(text) else chain(found, literals(text))
    return list(found)
