"""Thirty descriptions that were held out until they were first looked at (14 of 30 then)."""

from __future__ import annotations

from suggestions.described.component import (
    Component,
    button,
    css,
    field,
    heading,
    link,
    text,
)

ONCE_HELD_OUT = (
    Component(
        "Give me a hotel booking widget: destination, check-in, check-out, number of guests and a "
        "Search button",
        (
            field("destination"),
            css("dates", "input[type=date]", 2),
            field("guests"),
            button("Search"),
        ),
    ),
    Component(
        "a card for a recipe with a photo, the name, the cooking time and a Save recipe button",
        (css("photo", "img"), css("name", "h1, h2, h3"), text("time|min"), button("Save recipe")),
    ),
    Component(
        "horizontal navigation with logo, the links Men, Women, Kids and Sale, a search icon and a "
        "cart icon",
        (
            *(link(name) for name in ("Men", "Women", "Kids", "Sale")),
            css("icons", "button svg, a svg", 2),
        ),
    ),
    Component(
        "A table of students (name, class, grade) with a search box on top",
        (
            css("table", "table"),
            *(css(f"column {one}", f'th:text-matches("{one}", "i")') for one in ("name", "class")),
            css("grade", 'th:text-matches("grade", "i")'),
            css("search", "input[type=search]"),
        ),
    ),
    Component(
        "change password form, with current password, new password, confirm password, Save and "
        "Cancel",
        (css("passwords", "input[type=password]", 3), button("Save"), button("Cancel")),
    ),
    Component(
        'a red error message "Payment failed" with a Try again button',
        (text("Payment failed"), button("Try again")),
    ),
    Component(
        "tabs for Description, Reviews and Shipping with the Reviews tab showing three reviews",
        tuple(
            css(f"tab {name}", f'[role=tab]:text-matches("{name}", "i")')
            for name in ("Description", "Reviews", "Shipping")
        ),
    ),
    Component(
        "a profile settings form: avatar upload, display name, bio textarea, website, and a Save "
        "changes button",
        (
            css("upload", "input[type=file]"),
            field("display name|name"),
            css("bio", "textarea"),
            field("website"),
            button("Save changes"),
        ),
    ),
    Component(
        "A landing page hero for a fitness app: headline, subline, App Store and Google Play "
        "buttons, phone image on the right",
        (
            css("headline", "h1"),
            css("subline", "p"),
            button("App Store"),
            button("Google Play"),
            css("image", "img"),
        ),
    ),
    Component(
        "list of 6 blog posts in a grid of 3 columns, each post with picture, title, date and a "
        "read more link",
        (
            css("pictures", "img", 6),
            css("titles", "h1, h2, h3, h4", 6),
            css("links", 'a:text-matches("read more", "i")', 6),
        ),
    ),
    Component(
        "invitation form: guest name, will you attend (yes / no / maybe) as radio buttons, number "
        "of companions, message, Send",
        (
            field("guest name|name"),
            css("radios", "input[type=radio]", 3),
            field("companions"),
            button("Send"),
        ),
    ),
    Component(
        "small widget to rate a product: five stars, a comment and a Submit review button",
        (
            css("stars", "input[type=radio], [role=img]"),
            field("comment"),
            button("Submit review"),
        ),
    ),
    Component(
        "dashbord with a sidebar (Home, Reports, Team), three KPI cards and a bar chart",
        (
            link("Home"),
            link("Reports"),
            link("Team"),
            css("figures", "dd, [class*=number]", 3),
            css("chart", "svg, canvas, img"),
        ),
    ),
    Component(
        "order confirmation: a check icon, the headline Thank you, the order number and a Track "
        "order button",
        (
            css("icon", "svg"),
            heading("Thank you"),
            text("order number|#"),
            button("Track order"),
        ),
    ),
    Component(
        "vertical stepper showing Ordered, Shipped and Delivered; then an FAQ with three questions",
        (
            text("Ordered"),
            text("Shipped"),
            text("Delivered"),
            css("questions", "details, [aria-expanded]", 3),
        ),
    ),
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
