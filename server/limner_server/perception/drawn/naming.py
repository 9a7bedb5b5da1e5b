"""Names of tags and attributes, by what they mean for the texts of a page."""

from __future__ import annotations

from typing import Final

# A text goes on through these.
INLINE: Final = frozenset(
    """a abbr b bdi bdo big cite code data del dfn em font i ins kbd link mark nobr q s samp small
    span strike strong sub sup time tt u var wbr routerlink router-link nuxt-link nuxtlink navlink
    trans bold text i18n-t""".split()  # noqa: SIM905 - a list of words reads better as one
)
_DRAWN: Final = frozenset(
    """placeholder aria-label aria-placeholder aria-description alt title label value summary
    tooltip data-label data-title data-tooltip data-original-title data-placeholder data-text
    data-content data-confirm data-bs-title data-bs-original-title data-tip prompt
    aria-valuetext aria-roledescription content text header hint""".split()  # noqa: SIM905
)
_SILENT: Final = frozenset(
    """class classname id key ref href src to type name for htmlfor style rel target method action
    role slot is as variant size color colour icon width height d viewbox fill stroke xmlns
    autocomplete data-testid testid test-id path url route model locale lang dir theme align
    justify gap i18nkey t-key formcontrolname ng-model v-model tabindex""".split()  # noqa: SIM905
)


def is_drawn_attribute(tag: str, name: str) -> bool:
    """Whether the value of an attribute is drawn, as far as names tell.

    A component may draw whatever it is given; a tag of HTML a few attributes only.
    """
    name = name.lower()
    if name in _SILENT or name.startswith("on"):
        return False
    is_component = tag[:1].isupper() or "-" in tag or "." in tag
    if is_component:
        return not name.startswith(("data-test", "aria-controls", "aria-describedby"))
    if name in ("content", "text", "header", "value"):
        return tag.lower() not in ("meta", "option", "li", "param")
    return name in _DRAWN
