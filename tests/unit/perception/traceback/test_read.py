"""A picture of a terminal is read as the traceback that it shows."""

import html

import numpy as np
import pytest

from limner_server.errors import InputError
from limner_server.perception.image import Picture
from limner_server.perception.traceback.mend import mend
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.perception.traceback.read import read_traceback

PRINTED = """\
$ python run_order.py
Traceback (most recent call last):
  File "/home/ada/shop_1/run_order.py", line 50, in <module>
    main()
  File "/home/ada/shop_1/src/order_parse.py", line 117, in parse_orders
    return sum(order["price"] for order in orders) / len(orders)
           ~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
KeyError: 'price'
"""
STACK = """\
/srv/www/pool_1/src/build-report.js:117
  return reports.map((report) => report.price.toFixed(2)).join(', ');
                                              ^

TypeError: Cannot read properties of undefined (reading 'toFixed')
    at /srv/www/pool_1/src/build-report.js:117:47
    at Array.map (<anonymous>)
    at build_report (/srv/www/pool_1/src/build-report.js:117:18)
    at Object.<anonymous> (/srv/www/pool_1/main.js:96:1)
    at Module._compile (node:internal/modules/cjs/loader:1521:14)
"""
BESIDE = "README.md\nMakefile\nsrc/\n  index.html\n  style.css\ndocs/\n  usage.md\nTODO\n"


def terminal(browser, printed, *, ground, colour, beside=""):
    left = f"<pre style='padding:8px 30px'>{html.escape(beside)}</pre>" if beside else ""
    page = (
        f"<body style='margin:0;background:{ground};color:{colour};display:flex'>{left}"
        f"<pre style='margin:8px;font:14px/1.3 \"DejaVu Sans Mono\"'>{html.escape(printed)}</pre>"
    )
    return Picture(np.ascontiguousarray(browser.render(page, 900, 240).image))


@pytest.mark.parametrize(("ground", "colour"), [("#1e1e1e", "#cccccc"), ("#fdf6e3", "#586e75")])
@pytest.mark.parametrize("beside", ["", BESIDE], ids=["alone", "beside a list of files"])
def test_a_traceback_is_read_from_a_terminal(browser, ground, colour, beside):
    picture = terminal(browser, PRINTED, ground=ground, colour=colour, beside=beside)

    traceback = parse_traceback(read_traceback(picture))

    assert traceback.error == "KeyError"
    assert [frame.line for frame in traceback.frames] == [50, 117]
    assert traceback.frames[-1].path.endswith("/src/order_parse.py")
    assert traceback.frames[-1].code.startswith('return sum(order["price"]')


def test_a_stack_of_node_is_read_from_a_terminal(browser):
    picture = terminal(browser, STACK, ground="#000000", colour="#d3d7cf")

    traceback = parse_traceback(read_traceback(picture))

    assert [frame.line for frame in traceback.frames] == [96, 117, 117]
    assert traceback.frames[-1].code.startswith("return reports.map(")


def test_a_picture_without_text_is_refused():
    with pytest.raises(InputError, match="no text"):
        read_traceback(Picture(np.full((200, 300, 3), 30, np.uint8)))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Traceback (rnost recent cal1 last) :", "Traceback (most recent call last):"),
        (
            '  Fi1e \N{LEFT DOUBLE QUOTATION MARK}/home/x.py", line l17, in run',
            '  File "/home/x.py", line 117, in run',
        ),
        ('  File "/home/x .py" line 8O', '  File "/home/x.py", line 80'),
        ("    at run (/srv/x .js: 1l7:47)", "    at run (/srv/x.js:117:47)"),
        ("src/x.py:8O:  in  run", "src/x.py:80: in run"),
    ],
)
def test_what_gives_a_frame_its_form_is_spelled_as_it_is(read, meant):
    assert mend([read]) == [meant]


def test_rows_that_go_on_in_the_next_are_one_line():
    rows = ['  File "/home/ada/projects/shop/src/orders/par', 'sing.py", line 7, in run']

    assert mend(rows) == ['  File "/home/ada/projects/shop/src/orders/parsing.py", line 7, in run']


def test_marks_below_code_are_left_out():
    assert mend(["    return a + b", "           AAAAARAAA", "           ~~^~~"]) == [
        "    return a + b"
    ]
