"""Fifteen descriptions that were held out until they were first looked at (7 of 15 then)."""

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
)
