"""The prover of pages from words: what is named is found, what is broken is said."""

import pytest

from limner_server.proof.parts import NamedPart, PartsProver
from limner_server.proof.verdict import Status

EMAIL = NamedPart("e-mail field", ("input:email",), ("e-mail",), alone=True)
SEND = NamedPart("Send button", ("button",), ("send",), alone=True)


@pytest.fixture
def measure(browser):
    def measured(body, *parts, style=""):
        page = f"<!doctype html><title>x</title><style>{style}</style><body>{body}"
        return PartsProver(browser, parts).measure(page)

    return measured


class TestParts:
    def test_a_field_is_found_by_its_label(self, measure):
        judged = measure("<label for=a>E-Mail</label><input id=a type=email>", EMAIL)

        assert judged.missing == ()
        assert judged.proof().summary == "the named part is there: e-mail field"

    def test_a_field_that_nobody_labelled_is_not_the_one(self, measure):
        judged = measure("<input type=email>", EMAIL)

        assert judged.missing == (EMAIL,)

    def test_what_cannot_be_seen_is_not_there(self, measure):
        judged = measure(
            "<button hidden>Send</button><button style='opacity:0'>Send</button>", SEND
        )

        assert judged.missing == (SEND,)

    def test_text_that_is_no_button_is_no_button(self, measure):
        assert measure("<p>Send</p>", SEND).missing == (SEND,)

    def test_one_button_is_not_two(self, measure):
        two = NamedPart("two buttons", ("button",), count=2, alone=True)

        judged = measure("<button>Send</button>", SEND, two)

        assert judged.missing == (two,)

    def test_a_list_may_also_be_the_list_of_features(self, measure):
        a_list, features = NamedPart("list", ("list",)), NamedPart("features", ("list",))

        assert measure("<ul><li>a</ul>", a_list, features).missing == ()

    def test_missing_parts_are_named_and_the_page_is_unproven(self, measure):
        proof = measure("<button>Send</button>", EMAIL, SEND).proof()

        assert proof.status is Status.UNPROVEN
        assert "1 of 2 named parts are there; missing: e-mail field" in proof.summary
        assert proof.remedy

    def test_a_script_makes_nothing_appear(self, measure):
        judged = measure("<script>document.body.innerHTML='<button>Send</button>'</script>", SEND)

        assert judged.missing == (SEND,)


class TestFaults:
    def test_a_sound_page_has_none(self, measure):
        assert measure("<h1>Hello</h1><p>There", SEND).faults == ()

    @pytest.mark.parametrize(
        ("body", "fault"),
        [
            ("<p style='color:#999;background:#fff'>Faint", "a contrast of 2.8 to 1"),
            ("<div style='width:2000px'>Wide</div>", "wider than the window"),
            ("<p>One<p style='margin-top:-30px'>Two", "overlap"),
            ("<input>", "a input has no name"),
            ("<img width=9 height=9 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "alt"),
            ("<p id=a>1<p id=a>2", 'the id "a" is there twice'),
        ],
    )
    def test_each_is_said(self, measure, body, fault):
        assert any(fault in said for said in measure(body, SEND).faults)

    def test_they_take_something_off_the_score_and_never_the_parts(self, measure):
        sound = measure("<button>Send</button>", SEND)
        broken = measure("<button>Send</button><input>", SEND)

        assert sound.score == 1
        assert 0.8 <= broken.score < 1
        assert broken.share == 1
