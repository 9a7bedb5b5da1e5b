"""Fifteen more descriptions, first looked at when all else was done (7 of 15 then)."""

from __future__ import annotations

from suggestions.described.component import (
    Component,
    button,
    css,
    field,
    link,
    text,
)

HELD_OUT = (
    Component(
        "newsletter signup box with a short text, an email field and a Join button",
        (css("text", "p"), css("e-mail", "input[type=email]"), button("Join")),
    ),
    Component(
        "A card showing a job offer: company logo, job title, location, salary and an Apply now "
        "button",
        (css("logo", "img, svg, [class*=logo]"), text("Apply now"), button("Apply now")),
    ),
    Component(
        "contact page with a map, an address, a phone number and a contact form",
        (css("map", "img"), css("form", "form"), css("message", "textarea")),
    ),
    Component(
        "table with columns Rank, Player, Points, and a trophy icon",
        tuple(
            css(f"column {one}", f'th:text-matches("{one}", "i")')
            for one in ("Rank", "Player", "Points")
        ),
    ),
    Component(
        "dropdown for choosing a language: English, German, French",
        (css("options", "select option", 3), css("select", "select")),
    ),
    Component(
        "two buttons side by side, a primary one saying Accept and a secondary one saying Decline",
        (button("Accept"), button("Decline")),
    ),
    Component(
        "profile header w/ cover photo, round avatar, name, handle and an Edit profile button",
        (css("pictures", "img", 2), button("Edit profile"), text("@")),
    ),
    Component(
        "a poll asking What is your favourite season? with the four seasons as options and a Vote "
        "button",
        (css("options", "input[type=radio]", 3), button("Vote")),
    ),
    Component(
        "a sidebar for filters: a price range, three brand checkboxes, a rating and a Clear all "
        "button",
        (
            css("range", "input[type=range], input[type=number]"),
            css("boxes", "input[type=checkbox]", 3),
            button("Clear all"),
        ),
    ),
    Component(
        "Team page with heading Meet the team and four people with photo, name and role",
        (text("Meet the team"), css("photos", "img", 4)),
    ),
    Component(
        "footer: logo on the left, links to Imprint, Privacy and Contact on the right, below it © "
        "2024 Example Ltd.",
        (link("Imprint"), link("Privacy"), link("Contact"), text("© 2024 Example Ltd")),
    ),
    Component(
        "an input for an amount with a currency select next to it",
        (field("amount"), css("currency", "select")),
    ),
    Component(
        "a comment with avatar, author, time, text, a Like button and a Reply link",
        (css("avatar", "img"), button("Like"), button("Reply")),
    ),
    Component(
        "Please build an onboarding dialog: step 2 of 3, a title, a picture, Back and Next buttons",
        (
            css("dialog", "dialog, [role=dialog]"),
            css("picture", "img"),
            button("Back"),
            button("Next"),
        ),
    ),
    Component(
        "log-in form where users can enter their username and password, tick Stay logged in, and "
        "reset a forgotten password",
        (
            field("username"),
            css("password", "input[type=password]"),
            css("box", "input[type=checkbox]"),
            text("forg"),
        ),
    ),
)
