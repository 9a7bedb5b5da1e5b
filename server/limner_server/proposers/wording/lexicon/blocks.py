"""What holds other parts: cards, forms, tables, regions, whole pages."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group, kinds

BLOCKS: Final = kinds(
    Group.BLOCK,
    """
    form | | form, web form, entry form, input form, html form
    login-form | Log in | login form, log in form, sign in form, signin form, login box, login,
        login screen, sign in box, signin, login card, sign in card, login panel
    signup-form | Create your account | sign up form, signup form, registration form, register form,
        create account form, registration, signup, account creation form, sign up card, join form
    contact-form | Contact us | contact form, contact us form, contact, enquiry form, inquiry form,
        get in touch form
    newsletter-form | Subscribe to our newsletter | newsletter form, newsletter signup, newsletter
        sign up, newsletter, newsletter subscription, subscribe form, newsletter box, subscription
        form, newsletter signup form, email signup, newsletter section, newsletter sign up form,
        newsletter block, email subscription form
    forgot-form | Reset your password | forgot password form, password reset form, reset password
        form, forgotten password form
    password-form | Change password | change password form, password change form, new password form
    checkout-form | Checkout | checkout form, payment form, checkout, credit card form, card payment
        form, order form, billing form, payment details form, credit card payment form
    address-form | Address | address form, shipping address form, delivery address form, shipping
        form
    feedback-form | Your feedback | feedback form, review form, rating form, comment form, survey
        form, survey, feedback widget, rate us form
    booking-form | Book now | booking form, reservation form, appointment form, appointment booking
        form, hotel booking form, table reservation form, flight search form, booking widget,
        reservation widget
    date-range-form | Choose dates | date range picker, date range, date range field, date range
        selector, date range form
    search-form | | search form
    filter-form | Filters | filter panel, filters, filter form, filter sidebar, filter bar
    job-form | Apply | job application form, application form
    profile-form | Your profile | profile form, edit profile form, profile edit form, account form
    card | | card, tile, panel, box, info card, content card, widget, container
    product-card | | product card, product tile, product box, product
    profile-card |  | profile card, user card, contact card, team member card, member card, person
        card, business card, author card, team member, user profile card, member, colleague, person
    blog-card |  | blog card, article card, post card, blog post card, news card, blog preview,
        article preview, blog post preview, recipe card, event card, course card, movie card,
        property card, listing card, news item
    testimonial |  | testimonial, testimonial card, customer quote, review card, customer review,
        customer testimonial, review
    weather | | weather card, weather widget, weather forecast
    music-player |  | music player, audio player, player, media player, music player card, music
        widget
    table | | table, data table, datatable, data grid, spreadsheet, html table
    pricing |  | pricing table, pricing section, pricing, price table, pricing plans, pricing cards,
        pricing page, pricing grid, subscription plans, price plans, price list cards, plan
        comparison
    plan |  | plan, pricing plan, tier, pricing tier, pricing card, price plan, package,
        subscription, pricing column
    comparison | | comparison table, feature comparison, feature comparison table
    list |  | list, bullet list, bulleted list, unordered list, ul, feature list, item list, bullet
        point list, listing
    ordered-list | | numbered list, ordered list, ol
    checklist | | checklist, check list
    description-list |  | description list, definition list, key value list, details list, dl,
        specification list, spec list, specs
    todo | To do | todo list, to do list, task list, todo app, to do app, todos, task manager
    cart | Your cart | cart, shopping cart, basket, shopping basket, shopping bag, cart summary
    order-summary | Order summary | order summary, order overview, purchase summary
    invoice | Invoice | invoice, bill, receipt
    inbox | Inbox | inbox, email list, message list, mail list, email inbox
    notification-list | Notifications | notification list, notifications, notification panel,
        notification center, notification centre, activity feed, notifications panel, notification
        dropdown, notifications dropdown
    file-list | Files | file list, file browser, file manager, document list
    contact-list | Contacts | contact list, contacts, address book
    user-list | | user list, member list, people list, team list, participants
    avatar-list |  | avatar list, avatar group, avatars, avatar stack, list of avatars, stacked
        avatars, row of avatars, user avatars, avatar row, group of avatars
    stats |  | stats, stat tiles, stats tiles, statistics, kpi tiles, kpis, stat cards, statistic
        cards, metrics, kpi cards, metric cards, stats cards, stats bar, stats row, key figures,
        stats grid, stats section, statistics tiles, stats dashboard, kpi, numbers row, summary
        tiles, metric tiles, numbers, figures, counts
    stat |  | stat, stat tile, stat card, kpi tile, metric card, kpi card, statistic, number tile,
        statistic card, stats tile, stats card, metric tile, statistics tile
    timeline |  | timeline, history, time line, activity timeline, order tracking, event timeline,
        order history timeline
    event | | timeline event, timeline entry, timeline item
    alert | Your changes have been saved. | alert, alert box, notification, message box, callout,
        notice, banner message, warning, info box, warning box, error box, success message, warning
        message, alert message, alert banner, notification banner, warning banner, error alert,
        success alert, warning alert, info alert, error banner, announcement, notification box, info
        message, info banner, inline alert, system message
    toast | Your changes have been saved. | toast, snackbar, toast notification, toast message,
        popup notification, notification toast
    cookie-banner | We use cookies to make this site work and to learn how it is used. | cookie
        banner, cookie consent, cookie notice, cookie consent banner, cookie popup, consent banner,
        cookie bar, gdpr banner, cookie dialog
    announcement-bar | Free delivery on all orders this week | announcement bar, promo bar, top bar
        message, promo banner, promotional banner
    modal | Are you sure? | modal, modal dialog, dialog, dialog box, popup, pop up, modal window,
        confirmation dialog, confirm dialog, lightbox, overlay, popup window, dialogue, modal
        dialogue, delete confirmation, confirmation modal, confirmation popup, alert dialog, delete
        dialog, delete confirmation dialog
    drawer | | drawer, slide over, off canvas panel, side panel
    tooltip | More about this | tooltip, tool tip, hint bubble
    popover | | popover
    menu | | dropdown menu, context menu, drop down menu, action menu, popup menu, options menu
    breadcrumb |  | breadcrumb, breadcrumbs, breadcrumb trail, breadcrumb navigation, bread crumb,
        breadcrumb bar
    pagination |  | pagination, pager, paginator, page numbers, page navigation, pagination bar,
        pagination controls, pagination control
    stepper |  | stepper, step indicator, progress steps, wizard, progress stepper, steps indicator,
        wizard steps, step progress, multi step indicator, checkout steps, progress tracker, step
        tracker
    accordion |  | accordion, collapsible, faq, faqs, frequently asked questions, collapsible list,
        collapsible sections, faq section, faq list, faq accordion, questions and answers,
        expandable list, collapsible panels, expandable panel
    question |  | question, faq item, accordion item, accordion section, collapsible section, faq
        question, faq entry, frequently asked question
    tabbed | | tabs panel, tabs component
    carousel |  | carousel, slider of images, image carousel, slideshow, image slider, testimonial
        carousel, product carousel
    gallery |  | gallery, image gallery, photo gallery, photo grid, image grid, picture gallery,
        picture grid, image wall, portfolio
    grid |  | grid, card grid, cards grid, grid of cards, product grid, product list, product
        gallery, masonry
    group |  | group, row, set, series, button group, collection, toolbar group, segmented control,
        bunch, button row, pair
    column | | column, link column, column of links, footer column
    toolbar | | toolbar, tool bar, action bar, button bar, editor toolbar, control bar
    calendar |  | calendar, month calendar, calendar view, month view, event calendar, calendar
        widget, calendar month
    chat |  | chat, chat window, chat box, messenger, chat widget, chat interface, conversation,
        chat app, chat screen, chat panel, messaging app, chat view
    bubble | | message bubble, chat bubble, speech bubble, chat message, bubble
    comments | Comments | comments, comment section, comment list, comment thread, comments section,
        discussion, reviews, review list, reviews section, customer reviews
    post | | post, tweet, social media post, feed item, status update, social post, feed post
    article | | article, blog post, blog article, blog entry, news article, story
    kanban | | kanban, kanban board, task board, trello board, board
    lane | | lane, kanban column, swimlane, board column
    leaderboard | Leaderboard | leaderboard, ranking, high score list, scoreboard, high scores,
        ranking list
    empty-state | Nothing here yet | empty state, empty screen, no results message, empty list
        message, no data state, no results state, empty placeholder, no results, blank slate, empty
        inbox
    error-page | Page not found | 404 page, 404, 404 error, error page, not found page, 404 error
        page, page not found, not found, 404 not found page, 404 error
    maintenance | We will be back soon | maintenance page, coming soon page, under construction
        page, coming soon
    thanks | Thank you | thank you page, success page, confirmation page, order confirmation, thank
        you message, order confirmation page, success screen, payment success page
    countdown | | countdown, countdown timer, timer
    calculator | | calculator
    keypad | | keypad, number pad, numpad
    feature |  | feature card, feature box, feature tile, service, feature block, feature item,
        service card
    feature-section |  | feature section, features section, feature grid, features grid, services
        section, benefits section, feature row, features block, features overview
    testimonials | | testimonials, testimonial section, testimonials section, reviews grid
    team | Our team | team section, team page, our team section, team grid, team members section
    logos | Trusted by | logo cloud, logo wall, client logos, partner logos, logo strip, logo bar,
        logos
    cta-section | Ready to start? | call to action section, cta section, cta banner, call to action
        banner, call to action block, cta block
    ticket | | ticket, boarding pass, event ticket, coupon card
    recipe | | recipe
    quiz | | quiz, poll, quiz question, multiple choice question
    """,
)
REGIONS: Final = kinds(
    Group.REGION,
    """
    navbar |  | navbar, nav bar, navigation bar, navigation, nav, top bar, topbar, top navigation,
        main navigation, menu bar, site navigation, main menu, menu, navigation menu, nav menu,
        menubar, top nav, app bar, appbar, horizontal menu, top menu, site menu
    header |  | header, page header, site header, top header, app header, website header, section
        header, card header, header bar
    footer |  | footer, page footer, site footer, website footer, bottom bar, footer section, footer
        bar, card footer, bottom section
    sidebar |  | sidebar, side bar, side navigation, side menu, sidenav, left navigation, side nav,
        navigation drawer, left menu, sidebar menu, vertical navigation, sidebar navigation, left
        sidebar, right sidebar, vertical menu, navigation sidebar, left hand navigation, aside
    main |  | main, main area, content area, main content, main section, body area, main panel, main
        column, main content area
    section | | section, page section, block, area, content section
    hero | Build something people want | hero, hero section, hero banner, hero area, landing hero,
        hero block, hero header, banner, splash, jumbotron, page banner, landing section
    """,
)
PAGES: Final = kinds(
    Group.PAGE,
    """
    page |  | page, web page, webpage, screen, site, website, view, layout, app, application, web
        site, homepage layout, single page
    landing | | landing page, homepage, home page, marketing page, start page, product landing page
    dashboard | Dashboard | dashboard, admin dashboard, admin panel, analytics dashboard, overview
        page, admin page, dashboard page, control panel, analytics page, sales dashboard, dashboard
        layout
    settings | Settings | settings page, settings, preferences, preferences page, settings screen,
        account settings, settings panel, account settings page, settings form, user settings,
        notification settings, settings view, preferences panel, configuration page
    profile |  | profile page, user profile, profile, user profile page, account page, profile
        screen, member profile
    product-page |  | product page, product detail page, product details page, product detail,
        product view, product details
    blog | | blog, blog page, blog home page, blog index, news page
    shop |  | shop, shop page, online shop, store, product listing page, web shop, online store, e
        commerce page, catalog page, catalogue page, store front
    login-page | Log in | login page, sign in page, log in page, signin page
    signup-page | Create your account | sign up page, signup page, registration page, register page
    checkout-page | Checkout | checkout page, payment page
    contact-page | Contact us | contact page, contact us page
    about-page | About us | about page, about us page
    """,
)
