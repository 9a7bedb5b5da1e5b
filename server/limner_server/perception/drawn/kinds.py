"""Which files of a workspace can draw a text, and how they are written."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath
from typing import Final


class Writing(Enum):
    """How the texts of a file are found."""

    SCRIPT = "script"  # JavaScript, TypeScript, with or without tags
    PYTHON = "python"
    TEMPLATE = "template"  # tags with expressions of some language among them
    OUTLINE = "outline"  # one element a line: Pug, Haml, Slim, Markdown
    CODE = "code"  # any other language with texts in quotes
    JSON = "json"
    YAML = "yaml"
    GETTEXT = "gettext"
    PROPERTIES = "properties"
    STRINGS = "strings"  # of Apple's platforms
    XML = "xml"  # string resources of Android, .NET, XLIFF


CATALOGUES: Final = frozenset(
    {
        Writing.JSON,
        Writing.YAML,
        Writing.GETTEXT,
        Writing.PROPERTIES,
        Writing.STRINGS,
        Writing.XML,
    }
)

_SUFFIXES: Final = {
    Writing.SCRIPT: "js jsx mjs cjs ts tsx mts cts",
    Writing.PYTHON: "py pyw",
    Writing.TEMPLATE: (
        "html htm xhtml vue svelte astro jinja jinja2 j2 njk nunjucks twig liquid erb rhtml ejs "
        "hbs handlebars mustache php phtml tpl ftlh ftl jsp jspx cshtml razor aspx ascx heex eex "
        "leex gohtml tmpl mjml marko hjs dust xaml axaml qml ui tt"
    ),
    Writing.OUTLINE: "pug jade haml slim mdx md markdown rst",
    Writing.CODE: (
        "rb dart swift kt kts java cs fs go rs scala ex exs clj cljs elm lua m mm vb groovy"
    ),
    Writing.JSON: "json jsonc json5 arb",
    Writing.YAML: "yml yaml toml",
    Writing.GETTEXT: "po pot",
    Writing.PROPERTIES: "properties ini lang",
    Writing.STRINGS: "strings",
    Writing.XML: "xml resx xlf xliff resw",
}
_BY_SUFFIX: Final = {
    f".{suffix}": writing for writing, names in _SUFFIXES.items() for suffix in names.split()
}
# Written by tools, for tools.
_OF_TOOLS: Final = re.compile(
    r"package(-lock)?\.json|npm-shrinkwrap\.json|composer\.(json|lock)|tsconfig.*\.json|"
    r"jsconfig\.json|pnpm-lock\.yaml|.*\.lock\.json|.*\.min\.(js|mjs|html)|.*\.map|.*\.d\.[cm]?ts|"
    r".*\.(bundle|chunk)\.m?js|\.eslintrc\..*|\.prettierrc.*|angular\.json|nx\.json|"
    r"(docker-)?compose.*\.ya?ml|pom\.xml|AndroidManifest\.xml"
)
# What shows the same texts, but is not what draws them. By parts of the path, and how much less a
# file there counts.
_ASIDE: Final = re.compile(
    r"(^|/)("
    r"(tests?|specs?|__tests__|__mocks__|__fixtures__|fixtures?|mocks?|e2e|cypress|playwright|"
    r"testdata|test[-_]data|stubs)(/|$)|"
    r"(__snapshots__|snapshots?)(/|$)|(test_[^/]*|conftest)\.py$|[^/]*_test\.\w+$|"
    r"[^/]*[.\-_](test|spec|stories|story|cy|mock|fixture)s?\.\w+$"
    r")",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"(^|/)(docs?|documentation|examples?|storybook|stories|samples?|archive|legacy|old)/|"
    r"(^|/)(readme|changelog|contributing|license)[^/]*$|\.(md|markdown|rst)$",
    re.IGNORECASE,
)
_BUILT: Final = re.compile(
    r"(^|/)(dist|build|out|output|public/(build|assets|packs)|static/(js|build|dist)|target|"
    r"coverage|htmlcov|_site|\.output|bundles?|vendor|third_party|generated)/",
    re.IGNORECASE,
)


def writing_of(path: PurePath | str) -> Writing | None:
    """How a file is written that can draw texts; None for one that cannot."""
    name = path if isinstance(path, str) else path.name
    name = name.rpartition("/")[2]
    if _OF_TOOLS.fullmatch(name):
        return None
    dot = name.rfind(".")
    return _BY_SUFFIX.get(name[dot:].lower()) if dot >= 0 else None


def standing_of(path: str) -> float:
    """How much a file counts, 0 to 1, by its path from the workspace's root with slashes.

    Source counts in full, documentation less, tests, mocks and what was built from source little.
    """
    standing = 1.0
    if _ASIDE.search(path):
        standing *= 0.35
    if _BUILT.search(path):
        standing *= 0.4
    if _TOLD.search(path):
        standing *= 0.5
    return standing
