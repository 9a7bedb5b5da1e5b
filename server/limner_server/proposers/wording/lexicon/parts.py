"""Texts, pictures, actions and plain entries."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group, kinds

TEXTS: Final = kinds(
    Group.TEXT,
    """
    title | Title | title, heading, headline, header text, main heading, page title, big heading,
        caption title
    subtitle | A line that says more | subtitle, subheading, sub heading, sub title, tagline,
        subheadline, slogan, sub headline, strapline, subline
    text | A short text that tells what this is about, in a sentence or two. | text, paragraph,
        description, short text, copy, body text, blurb, summary, intro, introduction, excerpt,
        sentence, explanation, explanatory text, content, body, lead, intro text, short description,
        short paragraph, lead paragraph, product description, teaser, text block
    hint | We will never share it with anyone. | hint, help text, helper text, hint text
    error | Please check this field. | error message, error text, validation message, validation
        error
    price | $29 | price, price tag, cost, fee, product price, monthly price, new price, current
        price, sale price, discounted price, price per month, special price, price per night
    old-price | $39 | old price, original price, previous price, regular price, former price,
        crossed out price, strikethrough price
    total | Total $84.00 | total, grand total, order total, total price, total amount
    subtotal | Subtotal $79.00 | subtotal, sub total
    tax | Tax $5.00 | tax, vat
    badge | New | badge, label badge, chip, pill, status badge, status label, ribbon, tag badge
    tag | Design | tag, keyword
    quote | It saves us hours every week, and our customers notice. | quote, quotation, testimonial
        text, blockquote, testimonial quote
    author | Ada Lovelace | author, author name, writer, person's name, byline, reviewer name
    job | Product designer | job title, position, occupation, job, profession
    date-text | 12 May 2025 | publication date, publish date, publishing date, published date,
        posted date, date posted, post date
    read-time | 5 min read | reading time, read time
    timestamp | 2 hours ago | timestamp, time ago, time stamp
    location | Lisbon, Portugal | location, place
    copyright | © 2025 Acme Inc. All rights reserved. | copyright, copyright line, copyright notice,
        copyright text, copyright note, copyright statement, copyright information, copyright info
    caption | A caption | caption, image caption
    number-text | 1,284 | figure, big number, stat number, metric
    count | 24 | count, counter
    change | +12% | change, percentage change, trend, growth, delta, percent change
    code | npm install example | code, code snippet, code block, code sample, snippet, command
    divider |  | divider, separator, horizontal rule, horizontal line, rule, hr, dividing line,
        separator line
    or-divider | or | or divider, or separator
    """,
)
MEDIA: Final = kinds(
    Group.MEDIA,
    """
    image |  | image, picture, photo, photograph, illustration, thumbnail, thumb, cover, cover
        image, hero image, product image, product photo, banner image, background image, screenshot,
        artwork, graphic, poster, img, large image, featured image, cover photo, album art, album
        cover, cover art, main image, product picture
    map | Map | map, location map, google map
    video | | video, video player, video thumbnail, clip
    avatar |  | avatar, profile picture, profile photo, profile image, user picture, user avatar,
        user photo, headshot, portrait, round photo, avatar image, face, author photo, author avatar
    logo | Acme | logo, brand, brand name, company logo, brand logo, site name, wordmark, site logo,
        site title
    icon | | icon, symbol, glyph, pictogram
    chart |  | chart, graph, bar chart, line chart, diagram, plot, column chart, sparkline, area
        chart
    pie-chart | | pie chart, donut chart, doughnut chart
    qr | | qr code, qr
    rating | | star rating, rating, stars, five star rating, review stars, rating stars, star
    spinner | Loading | spinner, loader, loading spinner, loading indicator, activity indicator
    skeleton | Loading | skeleton, skeleton loader, loading skeleton, skeleton card, placeholder
        skeleton, skeleton loader card, loading card, loading placeholder
    progress | Progress | progress bar, progress, progressbar, progress indicator, loading bar,
        meter, completion bar
    """,
)
ACTIONS: Final = kinds(
    Group.ACTION,
    """
    button | Continue | button, btn, cta, call to action, call to action button, cta button, action
        button, push button
    submit | Submit | submit, submit button
    login | Log in | log in button, login button, sign in button, signin button, log in, sign in
    signup | Sign up | sign up button, signup button, register button, create account button,
        registration button, sign up, create account
    logout | Log out | log out, logout, sign out, logout button, log out button, sign out button
    save | Save | save, save button, save changes
    cancel | Cancel | cancel, cancel button
    delete | Delete | delete, delete button, remove, remove button, bin button, trash button
    edit | Edit | edit, edit button
    close | Close | close, close button, close icon, dismiss button, x button, cross, cross button,
        dismiss, dismiss icon, close x
    send | Send | send, send button
    buy | Buy | buy, buy button, buy now, buy now button
    add-to-cart | Add to cart | add to cart, add to cart button, add to basket, add to basket
        button, add to bag, add to bag button
    checkout | Check out | checkout button, proceed to checkout, proceed to checkout button
    follow | Follow | follow, follow button
    share | Share | share, share button
    like | Like | like, like button, heart button, heart icon button
    favourite | Add to favourites | favorite button, favourite button, wishlist button, heart icon,
        wish list button, bookmark button, add to wishlist
    more | Learn more | read more, learn more, read more link, learn more link, read more button,
        learn more button
    forgot | Forgot your password? | forgot password, forgot password link, forgotten password,
        forgot your password, forgotten password link, password reset link, reset password link,
        lost password link, forgot your password link, lost password
    signup-link | Create an account | sign up link, register link, create account link, registration
        link, create an account, link to sign up, link to register, create an account link
    login-link | Log in | log in link, login link, sign in link
    google | Continue with Google | google button, google sign in, google login, sign in with
        google, continue with google, google sign in button, log in with google, sign in with google
        button, continue with google button, google login button
    apple | Continue with Apple | apple button, sign in with apple, continue with apple, sign in
        with apple button, continue with apple button
    github | Continue with GitHub | github button, sign in with github, continue with github, github
        login, github login button, sign in with github button, continue with github button
    facebook | Continue with Facebook | facebook button, sign in with facebook, facebook login,
        facebook login button, continue with facebook
    back | Back | back, back button, back link, back arrow, go back
    home-link | Back to home | back to home, back to home link, home button, back home, back home
        button, back to home button, go home button, home page link, link home, back home link, link
        back home, go home
    next | Next | next, next button, continue button
    previous | Previous | previous, previous button, prev, prev button
    play | Play | play, play button
    pause | Pause | pause, pause button
    download | Download | download, download button
    export | Export | export button
    print | Print | print button
    import | Import | import button
    refresh | Refresh | refresh button, reload button, retry button, try again button, try again
    reply | Reply | reply, reply button, reply link
    accept | Accept | accept, accept button, accept all, accept all button
    reject | Reject | reject, reject button, decline, decline button, reject all, reject all button,
        refuse button
    attach | Attach a file | attach button, attachment button, attachment icon, paper clip,
        paperclip, attach icon, paperclip icon, paperclip button
    emoji | Add an emoji | emoji button, emoji picker, emoji icon
    notifications | Notifications | notification bell, bell icon, bell, notifications bell,
        notification icon, bell button
    cart-button | Cart | cart icon, basket icon, shopping cart icon, shopping bag icon, cart button,
        basket button, shopping basket icon, bag icon, cart link, shopping cart button
    menu-button | Menu | hamburger, hamburger menu, burger menu, menu button, menu icon, hamburger
        button, hamburger icon, burger icon, kebab menu, three dots menu, overflow menu, dots menu
    user-menu | Account | user menu, account menu, profile menu, account icon, profile icon, user
        icon, avatar menu
    search-button | Search | search button, search icon, magnifier icon, magnifying glass,
        magnifier, magnifying glass icon
    link | Learn more | link, hyperlink, text link, anchor
    """,
)
ITEMS: Final = kinds(
    Group.ITEMS,
    """
    links |  | links, nav links, navigation links, menu items, navigation items, nav items, footer
        links, menu links, links list, menu entries, quick links, list of links, page links, link
        list
    social |  | social links, social icons, social media icons, social media links, social buttons,
        social media buttons, social network links, social network icons
    tags | | tags, tag list, chips, chip list, keywords, pills
    tabs |  | tabs, tab bar, tab list, tabbar, tab panel, tabbed panel, tab navigation, tab strip,
        tabbed interface, tab control, tabbed view, tab
    options | | options, choices, answers, option
    columns | | columns, table columns, column headers, table headers, headers, header row
    rows | | rows, entries, records
    steps | | steps, stages, phases, step
    sections | | sections, panels, section
    items | | items, bullet points, bullets, points, list items, item, bullet point, point, entries
    features | | features, feature, benefits, benefit, perks, advantages
    """,
)
