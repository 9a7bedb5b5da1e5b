"""A theme as a stylesheet: the classes that the components wear."""

from __future__ import annotations

from limner_adapters.data.theme import Theme

_SHADOWS = {
    "raised": "0 2px 5px rgba(0,0,0,.3)",
    "card": "0 2px 10px rgba(0,0,0,.14)",
}


# The arrow of a select that does not look like the browser's own.
_ARROW = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='12' height='8'%3E"
    "%3Cpath d='M1 1l5 5 5-5' fill='none' stroke='%23777' stroke-width='2'/%3E%3C/svg%3E"
)


def stylesheet(theme: Theme) -> str:
    """The whole stylesheet of a page in `theme`."""
    return "\n".join(
        (_base(theme), _controls(theme), _fields(theme), _surfaces(theme), _tables(theme), _LAYOUT)
    ).replace("$u", f"{theme.space}px")


def _base(theme: Theme) -> str:
    size, scale = theme.font_size, theme.heading_scale
    link = "underline" if theme.link == "underline" else "none"
    return f"""
*,*::before,*::after{{box-sizing:border-box}}
body{{margin:0;background:{theme.page};color:{theme.ink};
font:{size}px/{theme.line_height} {theme.font}}}
h1,h2,h3,h4,h5,h6{{font-family:{theme.heading_font};font-weight:{theme.heading_weight};
line-height:1.2;
margin:0 0 $u}}
h1{{font-size:{size * scale:.0f}px}}h2{{font-size:{size * (1 + (scale - 1) * 0.6):.0f}px}}
h3{{font-size:{size * (1 + (scale - 1) * 0.3):.0f}px}}h4{{font-size:{size * 1.12:.0f}px}}
h5{{font-size:{size}px}}h6{{font-size:{size * 0.9:.0f}px}}
p{{margin:0 0 calc($u * 1.5)}}a{{color:{theme.primary};text-decoration:{link}}}
hr{{border:0;border-top:1px solid {theme.line};margin:calc($u * 2) 0}}
ul,ol{{margin:0 0 calc($u * 1.5);padding-left:1.6em}}img{{display:block}}
svg{{display:inline-block;vertical-align:middle}}
code,pre{{font-family:'DejaVu Sans Mono','Fira Code',monospace;font-size:.88em}}
.muted{{color:{theme.muted}}}.small{{font-size:.86em}}.lead{{font-size:1.22em}}
.plain,.plain a{{list-style:none;padding-left:0;text-decoration:none}}
"""


def _controls(theme: Theme) -> str:
    case = "text-transform:uppercase;letter-spacing:.04em;" if theme.capitals else ""
    looks = {
        "flat": f"background:{theme.primary};color:#fff;border:1px solid {theme.primary}",
        "raised": f"background:{theme.primary};color:#fff;border:0;box-shadow:{_SHADOWS['raised']}",
        "outlined": f"background:none;color:{theme.primary};border:1px solid {theme.primary}",
        "plain": "background:#efefef;color:#000;border:1px solid #767676;border-radius:3px",
    }
    return f"""
.btn{{display:inline-block;font:inherit;{case}text-decoration:none;text-align:center;cursor:pointer;
white-space:nowrap;border-radius:{theme.radius}px;padding:calc($u * .8) calc($u * 1.9);
line-height:1.4;
{looks[theme.button]}}}
.btn.second{{background:transparent;color:{theme.ink};border:1px solid {theme.line};
box-shadow:none}}
.btn.danger{{background:{theme.danger};border-color:{theme.danger};color:#fff}}
.btn.success{{background:{theme.success};border-color:{theme.success};color:#fff}}
.btn.text{{background:transparent;border-color:transparent;color:{theme.primary};box-shadow:none}}
.btn.large{{font-size:1.15em;padding:$u calc($u * 2.6)}}.btn.tiny{{font-size:.82em;padding:3px $u}}
.btn.block{{display:block;width:100%}}
.badge{{display:inline-block;font-size:.75em;font-weight:600;line-height:1.35;padding:2px 8px;
border-radius:{min(theme.radius * 2 + 2, 99)}px;background:{theme.secondary};color:#fff}}
.badge.soft{{background:{theme.tint};color:{theme.primary}}}
.badge.success{{background:{theme.success}}}.badge.danger{{background:{theme.danger}}}
.on-dark,.on-dark h1,.on-dark h2,.on-dark h3,.on-dark a,.on-dark p{{color:#fff}}
.on-dark .btn{{background:#fff;color:{theme.primary};border-color:#fff}}
.on-dark .btn.second{{background:transparent;color:#fff;border-color:#fff}}
"""


def _fields(theme: Theme) -> str:
    looks = {
        "outlined": f"border:1px solid {theme.line};border-radius:{min(theme.radius, 12)}px;"
        f"background:{theme.surface}",
        "filled": f"border:0;border-bottom:2px solid {theme.muted};background:{theme.tint};"
        "border-radius:4px 4px 0 0",
        "underlined": f"border:0;border-bottom:1px solid {theme.muted};background:transparent",
    }
    knob = "content:'';position:absolute;top:2px;left:2px;width:16px;height:16px;border-radius:50%"
    return f"""
.field{{display:block;width:100%;font:inherit;color:{theme.ink};padding:calc($u * .75) $u;
line-height:1.4;{looks[theme.field]}}}
.field::placeholder{{color:{theme.muted}}}
label{{display:inline-block;margin-bottom:4px}}label.strong{{font-weight:600}}
.group{{margin-bottom:calc($u * 1.75)}}.help{{font-size:.82em;color:{theme.muted};margin-top:4px}}
.check{{display:flex;align-items:center;gap:$u;margin-bottom:$u}}.check label{{margin:0}}
.check input{{margin:0;width:16px;height:16px;flex:none;accent-color:{theme.primary}}}
.check input.switch,.switch{{appearance:none;position:relative;flex:none;width:36px;height:20px;
margin:0;
border-radius:10px;background:{theme.muted}}}
.switch::after{{{knob};background:#fff}}
.check input.switch:checked{{background:{theme.primary}}}.switch:checked::after{{left:18px}}
.check input.own{{appearance:none;width:18px;height:18px;border:2px solid {theme.muted};
border-radius:3px;
background:{theme.surface}}}
.check input.own[type=radio]{{border-radius:50%}}
.check input.own:checked{{background:{theme.primary};border-color:{theme.primary}}}
select.own{{appearance:none;padding-right:30px;background-repeat:no-repeat;
background-position:right 10px center;
background-image:url("{_ARROW}")}}
"""


def _surfaces(theme: Theme) -> str:
    edge, shadow = f"border:1px solid {theme.line}", f"box-shadow:{_SHADOWS['card']}"
    cards = {"border": edge, "shadow": shadow, "both": f"{edge};{shadow}", "flat": ""}
    bars = {
        "dark": "background:#20262d;color:#fff",
        "vivid": f"background:{theme.primary};color:#fff",
        "light": f"background:{theme.surface};border-bottom:1px solid {theme.line}",
        "bare": "",
    }
    inked = theme.bar in ("dark", "vivid")
    bar_link = "#ffffffd0" if inked else theme.ink
    card_fill = theme.tint if theme.card == "flat" and not theme.dark else theme.surface
    return f"""
.card{{background:{card_fill};border-radius:{theme.card_radius}px;{cards[theme.card]}}}
.body{{padding:calc($u * 2)}}.card>img{{width:100%}}
.bar{{display:flex;align-items:center;gap:calc($u * 2.5);padding:calc($u * 1.2) calc($u * 3);
{bars[theme.bar]}}}
.bar a{{color:{bar_link};text-decoration:none}}.bar .brand{{font-size:1.25em;font-weight:700;
color:{"#fff" if inked else theme.ink}}}
.bar a.active{{color:{"#fff" if inked else theme.primary};font-weight:600}}
.links{{display:flex;flex-wrap:wrap;align-items:center;gap:calc($u * 2);list-style:none;margin:0;
padding:0}}
.tint{{background:{theme.tint}}}.fill{{background:{theme.primary}}}.deep{{background:#1d2430}}
.note{{padding:$u calc($u * 2);border-radius:{min(theme.card_radius, 8)}px;background:{theme.tint};
border-left:4px solid {theme.primary}}}
.foot{{padding:calc($u * 4) calc($u * 3);color:{theme.muted};border-top:1px solid {theme.line}}}
.foot.deep,.foot.deep a{{color:#aab4c0;border:0}}
.tabs{{display:flex;list-style:none;margin:0 0 calc($u * 2);padding:0;
border-bottom:1px solid {theme.line}}}
.tabs a{{display:block;padding:$u calc($u * 2);text-decoration:none;color:{theme.muted}}}
.tabs a.active{{color:{theme.primary};border-bottom:2px solid {theme.primary}}}
.side{{background:{theme.surface};border-right:1px solid {theme.line};padding:calc($u * 2)}}
.side a{{display:block;padding:calc($u * .7) $u;color:{theme.ink};text-decoration:none}}
.side a.row{{display:flex}}.side a.active{{background:{theme.tint};color:{theme.primary};
border-radius:{min(theme.radius, 8)}px}}
.listing>*{{padding:calc($u * 1.3) calc($u * 2);border-bottom:1px solid {theme.line}}}
.listing>*:last-child{{border-bottom:0}}
.quote{{border-left:4px solid {theme.line};padding-left:calc($u * 2);margin:0 0 calc($u * 2);
color:{theme.muted};font-style:italic}}
.source{{background:{"#11151c" if theme.dark else "#f3f4f6"};padding:calc($u * 1.5);
margin:0 0 calc($u * 2);
border-radius:{min(theme.card_radius, 8)}px;overflow:hidden}}
.meter{{height:8px;border-radius:4px;background:{theme.tint};overflow:hidden}}
.meter i{{display:block;height:8px;background:{theme.primary}}}
"""


def _tables(theme: Theme) -> str:
    looks = {
        "striped": f"tbody tr:nth-child(odd){{background:{theme.tint}}}",
        "bordered": f"table.data th,table.data td{{border:1px solid {theme.line}}}",
        "lines": f"table.data th,table.data td{{border-bottom:1px solid {theme.line}}}",
        "bare": "",
    }
    return f"""
table{{border-collapse:collapse;border-spacing:0}}table.data{{width:100%;
margin-bottom:calc($u * 2)}}
table.data th,table.data td{{padding:$u calc($u * 1.5);text-align:left;vertical-align:middle}}
table.data th{{font-weight:600}}table.data .figure{{text-align:right}}
{looks[theme.table]}
"""


_LAYOUT = """
.row{display:flex;gap:calc($u * 2);align-items:center}.row.top{align-items:flex-start}
.row.wide{gap:calc($u * 4)}.row.tight{gap:$u}.spread{justify-content:space-between}
.column{display:flex;flex-direction:column;gap:calc($u * 1.5)}.grow{flex:1;min-width:0}
.grid{display:grid;gap:calc($u * 3)}.g2{grid-template-columns:1fr 1fr}
.g3{grid-template-columns:repeat(3,1fr)}.g4{grid-template-columns:repeat(4,1fr)}
.wrap{margin:0 auto;padding:0 calc($u * 2)}.section{padding:calc($u * 5) calc($u * 3)}
.centre{text-align:center}.centre .row{justify-content:center}.push{margin-left:auto}
fieldset.bare{border:0;padding:0;margin:0 0 calc($u * 1.5)}figure{margin:0}
.menu{display:inline-block;padding:$u;min-width:180px}.menu a{display:block;padding:4px $u}
.times>li{border-left:2px solid;padding:0 0 $u calc($u * 2)}.figure-large{font-size:1.8em;
margin:0;font-weight:600}.raised{box-shadow:0 8px 40px rgba(0,0,0,.35);margin:40px auto}
.crumbs li+li::before{content:"/";margin-right:calc($u * 2)}.grid>div>.card{height:100%}
.card img{max-width:100%;height:auto}main>div>img{max-width:100%}.grid img{max-width:100%}
.section img{max-width:100%;height:auto}.section.fill .card,.section.deep .card{color:#222}
details{border-bottom:1px solid;padding:$u}summary{font-weight:600}
.narrow{width:420px;max-width:100%;margin-left:auto;margin-right:auto}
"""
