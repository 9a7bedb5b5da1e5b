import pytest

from limner_adapters.data.dialects.pruning import pruned

HTML = '<p class="a md:b"><i class="c w-1/2"></i></p>'


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".a{color:red}",
        ".a.c>i{color:red}",
        ".x,.a:hover{color:red}",
        ".a:not(.x){color:red}",
        '.a[href$=".pdf"]{color:red}',
        ".md\\:b{color:red}",
        ".w-1\\/2{width:50%}",
        '.a::before{content:"}.x{"}',
        ".a{background:url(data:image/png;base64,AA==)}",
        "@media print,screen and (min-width:1px){.a{color:red}}",
        "@media screen{@supports (top:1px){.a{color:red}}}",
    ],
)
def test_what_the_page_can_use_is_kept_as_it_is(rule):
    assert pruned(rule, HTML) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".x{color:red}",
        ".a.x{color:red}",
        ".x .a{color:red}",
        "@media print{.a{color:red}}",
        "@media screen{.x{color:red}}",
        "@font-face{font-family:x;src:url(x.woff2)}",
        "@keyframes turn{to{top:0}}",
        '@charset "utf-8";',
        "@import url(other.css);",
        "/* .a{color:red} */",
    ],
)
def test_what_the_page_cannot_use_is_left_out(rule):
    assert pruned(rule, HTML) == ""


def test_rules_keep_their_order():
    sheet = ".a{top:0}.x{top:1px}/* then */.c{top:2px}p{top:3px}"

    assert pruned(sheet, HTML) == ".a{top:0}.c{top:2px}p{top:3px}"
