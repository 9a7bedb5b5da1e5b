"""Tachyons: small utilities, black and white first."""

from __future__ import annotations

from typing import ClassVar

from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.dialects.utilities import Utilities


class Tachyons(Utilities):
    """Pages as the authors of Tachyons sites write them."""

    SHEETS = (PackedFile("tachyons", "4.12.0", "css/tachyons.min.css"),)
    DARK_SHARE = 0.0
    COLOURS = ("blue", "dark-blue", "dark-pink", "green", "purple", "red", "navy", "orange")

    WORN: ClassVar[dict[str, tuple[str, ...]]] = {
        "body": (
            "sans-serif near-black bg-white",
            "avenir dark-gray bg-near-white",
            "helvetica black",
            "georgia near-black bg-white",
        ),
        "button": (
            "link dim dib",
            "f6 link dim dib",
            "link dim dib b",
            "f6 link dim dib ttu tracked",
        ),
        "button-primary": ("white bg-{c} br2 bn", "white bg-black bn", "white bg-{c} br-pill bn"),
        "button-second": ("ba b--black-20 black bg-light-gray", "black bg-moon-gray bn br2"),
        "button-outline": ("ba {c} bg-transparent b--{c} br2", "ba bw1 {c} bg-transparent"),
        "button-text": ("{c} bn bg-transparent",),
        "button-light": ("bg-white {c} bn br2",),
        "button-ghost": ("ba b--white white bg-transparent",),
        "button-danger": ("white bg-dark-red bn br2",),
        "button-icon": ("dib v-mid mr2",),
        "size-normal": ("ph3 pv2", "ph4 pv2"),
        "size-small": ("ph2 pv1 f7",),
        "size-large": ("ph4 pv3 f4",),
        "wide": ("w-100 tc",),
        "buttons": ("gap mt3",),
        "badge": ("f7 dib ph2 pv1 br-pill", "f7 dib ph2 pv1 br2 b"),
        "badge-plain": ("bg-{c} white",),
        "badge-soft": ("bg-light-gray dark-gray",),
        "badge-success": ("bg-green white",),
        "badge-danger": ("bg-dark-red white",),
        "help": ("f6 lh-copy black-60 db mt1 mb0",),
        "field": ("mb3", "mt3 mb3"),
        "label": ("f6 b db mb2", "db fw6 lh-copy f6"),
        "control": (
            "input-reset ba b--black-20 pa2 db w-100",
            "pa2 input-reset ba bg-transparent w-100",
            "pa2 db w-100 br2 ba b--moon-gray",
        ),
        "choice": ("flex items-center mb2",),
        "tick": ("mr2",),
        "tick-words": ("lh-copy",),
        "lever": ("dib flex w2 h1 pa1 br-pill", "dib flex w3 h2 pa1 br-pill"),
        "lever-on": ("bg-{c}",),
        "lever-off": ("bg-silver",),
        "knob": ("dib w1 h1 br-100 bg-white",),
        "progress": ("bg-light-gray br-pill h1 overflow-y-hidden mb3", "bg-moon-gray h1 mb3"),
        "meter": ("bg-{c} br-pill h1", "bg-{c} h1"),
        "display": ("f1 lh-title mt0 mb3", "f-subheadline lh-solid mt0 mb3", "f2 fw6 mt0 mb3"),
        "h1": ("f2 lh-title mt0 mb3", "f1 fw3 mt0 mb3"),
        "h2": ("f3 lh-title mt0 mb3", "f2 fw6 mt0 mb3", "f3 fw4 mt0 mb3"),
        "h3": ("f4 mt0 mb2", "f4 fw6 mt0 mb2"),
        "h4": ("f5 mt0 mb2", "f5 fw6 ttu tracked mt0 mb2"),
        "h5": ("f5 mt0 mb1",),
        "lead": ("f4 lh-copy measure mt0", "f4 fw3 lh-copy mt0"),
        "muted": ("f6 gray mv1", "f6 black-60 mv1"),
        "muted-words": ("gray",),
        "wrap": ("mw8 center ph3", "mw9 center ph4", "mw7 center ph3"),
        "wrap-space": ("pv4",),
        "section": ("pv4", "pv5"),
        "tone-tint": ("bg-near-white", "bg-washed-blue", "bg-light-gray"),
        "tone-fill": ("bg-{c} white",),
        "tone-dark": ("bg-near-black white", "bg-black white"),
        "centred": ("tc",),
        "grid": ("grid",),
        "grid2": ("g2",),
        "grid3": ("g3",),
        "grid4": ("g4",),
        "row": ("flex items-center gap",),
        "spread": ("justify-between",),
        "third": ("w-30",),
        "two-thirds": ("w-70",),
        "grow": ("flex-auto",),
        "aside": ("w5 flex-none pr4",),
        "split": ("flex items-start",),
        "card": (
            "bg-white ba b--black-10 br2",
            "bg-white shadow-4 br2",
            "bg-white ba b--light-gray",
            "br3 ba b--black-10 bg-white",
        ),
        "card-body": ("pa3", "pa4"),
        "box": ("mb4",),
        "card-text": ("f6 lh-copy mv2", "lh-copy mv2"),
        "picture": ("w-100 db",),
        "media": ("flex items-start gap mb3",),
        "listing": ("list pl0 mt0 mb4", "list pl0 mt0 mb4 ba b--light-silver br2"),
        "item": (
            "flex items-center gap pa3 bb b--black-10",
            "flex items-center gap lh-copy pv3 bb b--black-20",
        ),
        "item-title": ("f6 fw6 mv0", "b mv0"),
        "table": ("f6 w-100 collapse mb4", "collapse ba br2 b--black-10 w-100 mb4"),
        "thead": ("bg-near-white", ""),
        "th": ("fw6 bb b--black-20 pv3 pr3", "pv2 ph3 f6 fw6 ttu"),
        "td": ("pv3 pr3 bb b--black-20", "pv2 ph3"),
        "tr": ("", "striped--light-gray", "stripe-dark"),
        "left": ("tl",),
        "right": ("tr",),
        "alert": ("pa3 mb4 br2", "pa3 mb4 bl bw2"),
        "alert-plain": ("bg-lightest-blue navy b--blue",),
        "alert-success": ("bg-washed-green dark-green b--green",),
        "alert-danger": ("bg-washed-red dark-red b--red",),
        "alert-warning": ("bg-washed-yellow dark-gray b--gold",),
        "quote": ("ml0 mt0 pl4 black-90 bl bw2 b--{c} lh-copy",),
        "code": ("pa3 bg-near-white f6", "pa3 bg-near-black near-white f6"),
        "modal": ("bg-white br2 shadow-4 mw6 center pa4",),
        "overlay": ("bg-black-50 pv5 ph3",),
        "menu": ("list pl0 mt2 mb4 ba b--black-20 br2 shadow-4 w5 bg-white",),
        "menu-link": ("db link dark-gray ph3 pv2",),
        "number": ("f2 b mv0", "f3 fw6 mv0", "f1 fw3 mv0 {c}"),
        "event": ("pl3 pb3 bl bw1 b--{c}",),
        "plain": ("list pl0 mt0 mb3",),
        "bar": (
            "flex items-center justify-between bg-black white ph3 pv3",
            "flex items-center justify-between bb b--black-10 ph4 pv3",
            "flex items-center justify-between bg-{c} white pa3",
            "flex items-center justify-between pa4",
        ),
        "brand": ("link b f4 color-inherit", "link fw6 f3 color-inherit", "link f4 color-inherit"),
        "bar-menu": ("list pl0 mv0 flex gap",),
        "bar-link": ("link dim color-inherit f6 pv2", "link color-inherit pv2"),
        "active": ("b", "underline"),
        "side-link": ("db link dark-gray pv2", "db link {c} pv2 ph2"),
        "side-active": ("b", "bg-light-gray b"),
        "side-title": ("f6 ttu tracked mt3 mb2", "f5 mt3 mb2"),
        "tabs": ("list pl0 mt0 mb4 flex bb b--black-20",),
        "tab": ("db link ph3 pv2",),
        "tab-active": ("bb bw1 b--{c} b", "bg-{c} white"),
        "crumb": ("link {c}", "link gray underline"),
        "gap": ("mh2 gray",),
        "crumbs": ("f6 mb3",),
        "pages": ("list pl0 flex gap",),
        "page": ("db link ba b--black-20 ph3 pv2", "db link ph2 pv1"),
        "page-active": ("bg-{c} white", "b bg-light-gray"),
        "footer": ("pv4 bt b--black-10", "pv5 bg-near-black moon-gray", "pv4 bg-near-white"),
        "foot-link": ("link gray lh-copy", "link color-inherit lh-copy f6"),
    }

    def body_classes(self) -> str:
        return self.wear("body")

    def css(self) -> str:
        return (
            ".toned h1,.toned h2,.toned p{color:inherit}.grid{display:grid;gap:1.5rem}"
            ".g2{grid-template-columns:1fr 1fr}.g3{grid-template-columns:repeat(3,1fr)}"
            ".g4{grid-template-columns:repeat(4,1fr)}.gap{display:flex;gap:1rem}img{max-width:100%;"
            "height:auto}fieldset{border:0;padding:0;margin:0 0 1rem}"
        )
