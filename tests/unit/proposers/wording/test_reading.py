"""What is read off descriptions: which parts, in what, how many, and what they say."""

import pytest

from limner_server.proposers.wording.reading import read_description


def outline(part):
    """A part as nested lists: its name with label and count, then what it holds."""
    said = part.name
    if part.label:
        said += f" {part.label}"
    if part.count != 1:
        said += f" x{part.count}"
    return [said, *(outline(one) for one in part.parts)] if part.parts else said


def read(words):
    return outline(read_description(words).root)


class TestLists:
    def test_commas_and_an_and_part_entries(self):
        words = "a login form with e-mail, password and a remember-me box"

        assert read(words) == ["login-form", "email", "password", "remember"]

    def test_a_list_within_a_list_ends_where_an_entry_cannot_belong_to_it(self):
        words = "a navbar with a logo, links to Home, Docs and Blog, and a Sign in button"

        assert read(words) == [
            "navbar",
            "logo",
            ["links", "link Home", "link Docs", "link Blog"],
            "login Sign in",
        ]

    def test_it_ends_without_a_comma_too(self):
        words = "a navbar with links to Home, Docs, Blog and a search field"

        assert read(words) == ["navbar", ["links", "link Home", "link Docs", "link Blog"], "search"]

    def test_each_is_about_the_last_of_several(self):
        words = "a pricing table with three plans, each with a price and a Buy button"

        assert read(words) == ["pricing", ["plan x3", "price", "buy"]]

    def test_a_head_in_the_plural_is_shared_by_those_before_it(self):
        words = "a toolbar with bold, italic and underline buttons"

        assert read(words) == ["toolbar", "button Bold", "button Italic", "button Underline"]

    def test_entries_in_parentheses_name_what_stands_before_them(self):
        words = "a footer with three columns (Product, Company, Legal) and a copyright line"

        assert read(words) == [
            "footer",
            ["column x3", "column Product", "column Company", "column Legal"],
            "copyright",
        ]

    def test_entries_that_are_all_parts_are_what_each_of_several_holds(self):
        words = "a team section with four members (photo, name, job title)"

        assert read(words) == ["team", ["profile-card x4", "image", "name", "job"]]

    def test_a_bare_list_of_fields_is_a_form(self):
        assert read('e-mail, password and a "Sign in" button') == [
            "form",
            "email",
            "password",
            "button Sign in",
        ]


class TestPlaces:
    def test_an_unknown_noun_is_a_field_in_a_form(self):
        assert read("a form with a name and a shoe size") == ["form", "name", "field Shoe size"]

    def test_it_is_a_column_in_a_table(self):
        words = "a table of races with name, distance and winner"

        assert read(words) == ["table Races", "item Name", "item Distance", "item Winner"]

    def test_it_is_done_in_each_row_where_it_is_a_button(self):
        words = "a table with name and role, where each row has Edit and Delete buttons"

        assert read(words) == ["table", "item Name", "item Role", "delete Edit", "delete"]

    def test_it_is_a_link_in_a_sidebar(self):
        assert read("a sidebar with Inbox, Drafts and Bin") == [
            "sidebar",
            "link Inbox",
            "link Drafts",
            "link Bin",
        ]

    def test_regions_stand_beside_one_another(self):
        words = "a page with a header with a logo, a sidebar with three links and a footer"

        root = read_description(words).root

        assert [part.name for part in root.parts] == ["header", "sidebar", "footer"]


class TestWords:
    @pytest.mark.parametrize(
        "words",
        [
            "sign up form with emial, pasword and a Register buton",
            "Sign-up form: email, password, and a Register button",
            "please make me a signup form: an e mail field, a password input, a Register button",
            "I need a form to sign up. It should have e-mail, password and a Register button.",
        ],
    )
    def test_the_same_is_read_however_it_is_put(self, words):
        root = read_description(words).root

        assert root.name == "signup-form"
        assert [part.name for part in root.parts][:2] == ["email", "password"]
        assert (root.parts[2].label or root.parts[2].kind.label) == "Register"

    def test_quoted_words_are_said_as_they_are(self):
        (button,) = read_description('a card with a "Buy 2, get 1 & save" button').root.parts

        assert (button.name, button.label) == ("button", "Buy 2, get 1 & save")

    def test_names_that_users_give_are_not_put_right(self):
        assert read("breadcrumb with Home, Shoes, Sandels") == [
            "breadcrumb",
            "item Home",
            "item Shoes",
            "item Sandels",
        ]

    def test_traits_are_kept_with_what_they_are_about(self):
        root = read_description("a card with a red Delete button, centered").root

        assert root.parts[0].traits == {"red"}
        assert "centered" in root.traits

    def test_a_further_sentence_says_more_of_the_whole_or_of_a_part(self):
        words = "A contact form. It has a name and a message. The button says “Write to us”."

        assert read(words) == ["contact-form", "name", "message", "button Write to us"]

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "   ",
            "...",
            "sort a list of numbers",
            "a function that returns the table of contents",
            "why is the sky blue",
            "\x00\x1b[31m",
            "üäö" * 50,
        ],
    )
    def test_what_is_no_page_is_none(self, words):
        assert read_description(words) is None

    def test_a_very_long_description_is_read_at_once(self):
        words = "a form with " + ", ".join(f"field number {n}" for n in range(400))

        assert len(read_description(words).root.parts) == 400
