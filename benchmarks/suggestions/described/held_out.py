"""Fifteen descriptions that were held out until they were first looked at (7 of 15 then)."""

from __future__ import annotations

from suggestions.described.component import Component, button, css, field, link, text

HELD_OUT = (
    Component(
        "a sign-in card with username, password, a Sign in button and a Forgot password link",
        (
            field("username"),
            css("password", "input[type=password]"),
            button("Sign in"),
            link("forgot"),
        ),
    ),
    Component(
        "Pricing: Starter, Growth and Scale. Each plan lists four features and has a "
        "Select button.",
        (
            *(text(one) for one in ("Starter", "Growth", "Scale")),
            css("features", "li", 12),
            button("Select", 3),
        ),
    ),
    Component(
        "an event card with the event name, date, place and a Get tickets button",
        (css("name", "h1, h2, h3"), text("20[0-9][0-9]"), button("Get tickets")),
    ),
    Component(
        "support ticket form: subject, category dropdown (Billing, Technical, Other), description, "
        "attachment, Submit",
        (
            field("subject"),
            css("category", "select"),
            css("description", "textarea"),
            css("attachment", "input[type=file]"),
            button("Submit"),
        ),
    ),
    Component(
        "table of products with name, price and stock, a checkbox per row and a Delete selected "
        "button above",
        (
            css("boxes", "tbody input[type=checkbox]", 2),
            css("price", 'th:text-matches("price", "i")'),
            button("Delete selected"),
        ),
    ),
    Component(
        "navbar: brand Nimbus, links Product, Pricing and Docs, on the right Log in and "
        "Get started",
        (
            text("Nimbus"),
            *(link(one) for one in ("Product", "Pricing", "Docs")),
            button("Log in"),
            button("Get started"),
        ),
    ),
    Component(
        "yellow warning alert: Your trial ends in 3 days, with an Upgrade button",
        (text("Your trial ends in 3 days"), button("Upgrade")),
    ),
    Component(
        "three feature cards in a row, each with an icon, a heading and a sentence",
        (css("icons", "svg, img", 3), css("headings", "h1, h2, h3, h4", 3), css("text", "p", 3)),
    ),
    Component(
        "a music player with cover, track title, artist, a progress slider and play, previous and "
        "next buttons",
        (
            css("cover", "img"),
            css("slider", "input[type=range], progress, [role=slider]"),
            css("buttons", "button", 3),
        ),
    ),
    Component(
        "address form with street, house number, zip, city, and a country select",
        (
            field("street"),
            field("number"),
            field("zip|post"),
            field("city"),
            css("country", "select"),
        ),
    ),
    Component(
        "settings: toggles for Email alerts, Push notifications and Weekly digest plus a Save "
        "button",
        (
            field("Email alerts"),
            field("Push notifications"),
            field("Weekly digest"),
            button("Save"),
        ),
    ),
    Component(
        "testimonial with a quote, the customer's photo, name and company",
        (css("quote", "blockquote, q, p"), css("photo", "img")),
    ),
    Component(
        "dialog to share a file: an e-mail field, a role select, Copy link and Share buttons",
        (
            css("dialog", "dialog, [role=dialog]"),
            css("e-mail", "input[type=email]"),
            css("role", "select"),
            button("Copy link"),
            button("Share"),
        ),
    ),
    Component(
        "a multi-step form indicator: Account, Profile, Confirm",
        (text("Account"), text("Profile"), text("Confirm")),
    ),
    Component(
        "search results page with a search bar, filters on the left and a list of five results",
        (
            css("search", "input[type=search]"),
            css("results", "li, article", 5),
            css("filters", "input[type=checkbox], select"),
        ),
    ),
)
