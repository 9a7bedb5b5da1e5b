"""The thirty descriptions that the lexicon was built beside."""

from __future__ import annotations

from suggestions.described.component import (
    Component,
    button,
    css,
    field,
    link,
    text,
)

PRICE = r"[$€£]\s?\d"

COMPONENTS = (
    Component(
        "a login form with e-mail, password and a remember-me box",
        (
            css("e-mail", "input[type=email]"),
            css("password", "input[type=password]"),
            css("box", "input[type=checkbox]"),
            field("remember"),
            css("button", "form button"),
        ),
    ),
    Component(
        "a pricing table with three plans, each with a price, a list of features and a Buy button",
        (text(PRICE, 3), css("lists", "ul, ol", 3), button("Buy", 3)),
    ),
    Component(
        "a navbar with a logo, links to Home, Docs and Blog, and a Sign in button",
        (
            css("bar", "nav, header"),
            link("Home"),
            link("Docs"),
            link("Blog"),
            button("Sign in"),
            css("logo", "[class*=logo], img, svg, [aria-label*=logo]"),
        ),
    ),
    Component(
        "a table of invoices with number, date, customer, amount and status",
        (
            css("table", "table"),
            *(
                css(f"column {name}", f'th:text-matches("{name}", "i")')
                for name in ("number", "date", "customer", "amount", "status")
            ),
            css("rows", "tbody tr", 2),
        ),
    ),
    Component(
        "a card with an image, a title, a short text and two buttons",
        (
            css("image", "img, svg[role=img]"),
            css("title", "h1, h2, h3, h4"),
            css("text", "p"),
            css("buttons", "button", 2),
        ),
    ),
    Component(
        "a settings page with a sidebar, tabs, a toggle for dark mode and a save button",
        (
            css("sidebar", "aside, nav"),
            css("tabs", "[role=tab]", 2),
            field("dark mode"),
            button("save"),
        ),
    ),
    Component(
        "a footer with three columns of links and a copyright line",
        (
            css("footer", "footer"),
            css("columns", "footer ul, footer nav", 3),
            css("links", "footer a", 6),
            text("©|copyright"),
        ),
    ),
    Component(
        "Chat window, please: messages on both sides, a text field and a Send button",
        (css("field", "input, textarea"), button("Send"), css("messages", "li, p", 2)),
    ),
    Component(
        "search bar with a magnifier button",
        (css("search", "input[type=search], input[role=searchbox]"), css("button", "button")),
    ),
    Component(
        'Modal dialog "Delete project?" with an explanation, a Cancel button and a red '
        "Delete button",
        (
            css("dialog", "dialog, [role=dialog]"),
            text("Delete project"),
            button("Cancel"),
            button("Delete"),
        ),
    ),
    Component(
        "breadcrumb: Home / Products / Shoes",
        (text("Home"), text("Products"), text("Shoes"), css("nav", "nav, ol")),
    ),
    Component(
        "I want a pagination with 7 pages and previous/next links",
        (css("pages", "nav a, nav button", 7), text("prev"), text("next")),
    ),
    Component(
        "file upload with drag and drop and an Upload button",
        (css("file", "input[type=file]"), button("Upload")),
    ),
    Component(
        "a small form asking for a date and a time, with a Book button",
        (css("date", "input[type=date]"), css("time", "input[type=time]"), button("Book")),
    ),
    Component(
        'a select labelled "T-shirt size" with the options Small, Medium and Large',
        (field("T-shirt size"), css("options", "select option", 3)),
    ),
    Component(
        "radio group: shipping by Standard, Express or Overnight",
        (
            css("radios", "input[type=radio]", 3),
            field("Standard"),
            field("Express"),
            field("Overnight"),
        ),
    ),
    Component(
        "a feedback form w/ star rating, a textarea for comments and a submit btn",
        (css("stars", "input[type=radio], [role=img]"), css("area", "textarea"), button("submit")),
    ),
    Component(
        "Stats tiles: Visitors, Sign-ups, Revenue and Churn, each with a number and the "
        "change since last month",
        (
            *(text(name) for name in ("Visitors", "Sign-ups", "Revenue", "Churn")),
            text(r"[+-]\d", 4),
        ),
    ),
    Component(
        "timeline of an order: ordered, packed, shipped, delivered",
        tuple(text(name) for name in ("ordered", "packed", "shipped", "delivered")),
    ),
    Component(
        'green success alert that says "Your profile was updated" and can be dismissed '
        "with a close button",
        (text("Your profile was updated"), css("close", "button")),
    ),
    Component("a list of five avatars in a row", (css("avatars", "img", 5),)),
    Component(
        "FAQ accordion with four questions",
        (css("questions", "details, [aria-expanded]", 4),),
    ),
    Component(
        "checkout stepper with the steps Cart, Address, Payment and Review; Payment is active",
        tuple(text(name) for name in ("Cart", "Address", "Payment", "Review")),
    ),
    Component(
        "progress bar at 40% with the label Uploading",
        (css("bar", "progress, [role=progressbar]"), text("40"), text("Uploading")),
    ),
    Component(
        "empty state for a list of projects: an icon, a headline, one sentence and a New "
        "project button",
        (
            css("icon", "svg, img"),
            css("headline", "h1, h2, h3"),
            css("sentence", "p"),
            button("New project"),
        ),
    ),
    Component("404 page with a link back to the homepage", (text("404"), css("link", "a"))),
    Component(
        "checkout form: first and last name, street, city, zip code, country, card "
        "number, expiry date, CVC and a Pay button",
        (
            field("first name"),
            field("last name"),
            field("street"),
            field("city"),
            field("zip|postcode|postal"),
            field("country"),
            field("card number"),
            field("expir"),
            field("cvc|cvv"),
            button("Pay"),
        ),
    ),
    Component(
        "profil page of a user with avatar, name, short bio, a Follow button and the "
        "numbers of posts, followers and people followed",
        (
            css("avatar", "img"),
            css("name", "h1, h2, h3, strong"),
            css("bio", "p"),
            button("Follow"),
            text("posts"),
            text("followers"),
        ),
    ),
    Component(
        "monthly calendar with buttons for the previous and the next month",
        (css("grid", "table, [role=grid]"), css("days", "td", 28), button("prev"), button("next")),
    ),
    Component(
        "regstration form with full name, emial, pasword, a checkbox 'I agree to the "
        'terms\' and a "Create account" buton',
        (
            field("name"),
            css("e-mail", "input[type=email]"),
            css("password", "input[type=password]"),
            field("I agree to the terms"),
            button("Create account"),
        ),
    ),
)
