"""Fields and choices of forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group, kinds

FIELDS: Final = kinds(
    Group.FIELD,
    """
    field | Text | field, input, text field, text input, input field, text box, entry, textfield,
        textbox
    email | E-mail | email, email address, mail, mail address
    new-password | New password | new password
    confirm-password | Confirm password | confirm password, password confirmation, repeat password,
        repeated password, password again, password repeat, confirmed password
    password | Password | password, pass word, passphrase, current password, old password
    username | Username | username, user name, login name, user id, handle, nickname
    first-name | First name | first name, given name, forename
    last-name | Last name | last name, surname, family name
    name | Name | name, full name, your name, person name
    phone | Phone | phone, phone number, telephone, telephone number, mobile, mobile number, cell
        phone, cell phone number, tel
    street | Street address | street, street address, address line, street and house
        number
    address | Address | address, postal address, shipping address, delivery address, billing
        address, home address
    city | City | city, town
    postcode | Postcode | postcode, postal code, zip, zip code, post code
    state | State | state, province, county
    country | Country | country
    company | Company | company, company name, organisation, organization, employer, business name
    website | Website | website, web site, url, homepage, web address, website url
    subject | Subject | subject, subject line
    message | Message | message, your message, message field, message text
    comment | Comment | comment, comment field, comment box, feedback box, remark, feedback text,
        your comment
    bio | Bio | bio, biography, about me, short bio
    notes | Notes | special request, note, order note, additional information, delivery note
    textarea | Text | textarea, text area, multiline text, multi line text, multiline field,
        multiline input, large text field, big text field, editor
    date | Date | date field, date input, date picker, datepicker, day picker
    birthday | Date of birth | birthday, date of birth, birth date, dob, birthdate
    check-in | Check-in | check in date, checkin date, check in, arrival date, arrival
    check-out | Check-out | check out date, check out, checkout date, departure date, departure
    start-date | Start date | start date, from date, begin date
    end-date | End date | end date, due date, deadline, to date
    time | Time | time field, time input, time picker
    datetime | Date and time | date and time, datetime, datetime picker, date and time picker
    month-field | Month | month picker, month field
    number | Number | number field, number input, numeric field, numeric input, spinner input
    quantity | Quantity | quantity, qty, quantity selector, quantity field, number of items,
        quantity picker, quantity stepper
    guests | Guests | guest, number of guests, number of people, party size, number of persons,
        guest count
    age | Age | age field
    amount-field | Amount | amount field, amount input
    budget | Budget | budget
    search | Search | search, search field, search box, search input, search bar, searchbar,
        searchbox
    file | File | file upload, upload field, file input, file picker, upload, file field, upload
        box, attachment, file chooser, cv upload, resume upload, document upload, file upload field,
        image upload, photo upload, picture upload
    dropzone | Upload files | dropzone, drop zone, drag and drop area, drag and drop upload, drag
        and drop zone, upload area, file drop area, drag and drop, drag and drop field, upload zone,
        drop area, file upload area, drag & drop, drag & drop area, file drop zone, drop field, drag
        & drop zone, drag & drop upload
    colour-field | Colour | color picker, colour picker, color field, colour field, color input
    slider | Volume | slider, range, range input
    volume | Volume | volume slider, volume control, volume
    card-number | Card number | card number, credit card number, credit card field, debit card
        number
    expiry | Expiry date | expiry, expiry date, expiration date, expiration, valid until, card
        expiry
    cvc | CVC | cvc, cvv, security code, cvc code, cvv code
    card-name | Name on card | name on card, cardholder, cardholder name, card holder, card holder
        name
    coupon | Promo code | coupon, coupon code, promo code, discount code, voucher, voucher code,
        gift code, promotion code
    code-field | Verification code | verification code, one time code, otp, otp code, one time
        password, confirmation code, pin, pin code, auth code, authentication code, 2fa code
    select | Choose | select, dropdown, drop down, select box, combobox, combo box, select field,
        drop down list, dropdown list, selector, picker, select menu, dropdown select, dropdown
        field, select input
    language | Language | language, language selector, language switcher, language dropdown,
        language select, language picker
    currency | Currency | currency, currency selector
    timezone | Time zone | timezone, time zone
    gender | Gender | gender
    title-select | Title | salutation
    role-field | Role | role selector, role dropdown, role select
    category-field | Category | category dropdown, category select, category filter, category
        selector
    sort | Sort by | sort, sort by, sort dropdown, sort order, sorting, sort select, sorting
        dropdown
    filter | Filter | filter, filter dropdown, filter select, status filter
    """,
)
CHOICES: Final = kinds(
    Group.CHOICE,
    """
    checkbox | Yes | checkbox, tick box, check box, tickbox, check mark, checkmark, opt in, checkbox
        field
    remember | Remember me | remember me, remember me checkbox, remember me box, remember me option,
        keep me signed in, keep me logged in, stay signed in, stay logged in, remember me tick box,
        remember me tickbox
    terms | I accept the terms and conditions | terms and conditions, terms checkbox, accept terms,
        accept the terms, terms of service checkbox, terms and conditions checkbox, agree to the
        terms, agreement checkbox, consent checkbox, agree to terms, terms acceptance
    subscribe | Subscribe to the newsletter | newsletter checkbox, newsletter opt in, subscribe
        checkbox
    gift | This is a gift | gift option
    switch | On | toggle, switch, toggle switch, on off switch, on off toggle, slide toggle, toggle
        button
    dark-mode | Dark mode | dark mode, dark mode toggle, dark mode switch, dark theme toggle, dark
        theme switch, theme toggle, theme switch, light dark toggle, theme switcher
    notifications-switch | Notifications | notifications toggle, notification toggle, notifications
        switch, notification switch
    radio | Option | radio, radio button, radio group, radio button group, radio buttons, option
        group, radio option, radio choice, single choice, radio input
    shipping | Shipping method | shipping method, delivery method, shipping option, delivery option
    payment-method | Payment method | payment method, payment option
    gender-radio | Gender | gender radio
    checkboxes | Options | checkbox group, checkbox list, multiple choice, multiple choice list
    rating-field | Your rating | star rating input, rating field, rating input
    """,
)


@dataclass(frozen=True, slots=True)
class Input:
    """How a field is written.

    Attributes:
        type: of the input; "textarea" and "select" are tags of their own.
        autocomplete: what browsers may fill it with; empty to say nothing.
        placeholder: an example of what belongs there.
        options: of a select.
    """

    type: str = "text"
    autocomplete: str = ""
    placeholder: str = ""
    options: tuple[str, ...] = ()


_COUNTRIES: Final = ("Austria", "Canada", "France", "Germany", "United Kingdom", "United States")

INPUTS: Final = {
    "email": Input("email", "email", "you@example.com"),
    "password": Input("password", "current-password"),
    "new-password": Input("password", "new-password"),
    "confirm-password": Input("password", "new-password"),
    "username": Input("text", "username"),
    "first-name": Input("text", "given-name"),
    "last-name": Input("text", "family-name"),
    "name": Input("text", "name"),
    "phone": Input("tel", "tel", "+1 555 010 0199"),
    "street": Input("text", "address-line1"),
    "address": Input("text", "street-address"),
    "city": Input("text", "address-level2"),
    "postcode": Input("text", "postal-code"),
    "state": Input("text", "address-level1"),
    "country": Input("select", "country-name", options=_COUNTRIES),
    "company": Input("text", "organization"),
    "website": Input("url", "url", "https://example.com"),
    "message": Input("textarea", placeholder="Write your message"),
    "comment": Input("textarea", placeholder="Write a comment"),
    "bio": Input("textarea", placeholder="A few words about you"),
    "notes": Input("textarea"),
    "textarea": Input("textarea"),
    "date": Input("date"),
    "birthday": Input("date", "bday"),
    "check-in": Input("date"),
    "check-out": Input("date"),
    "start-date": Input("date"),
    "end-date": Input("date"),
    "time": Input("time"),
    "datetime": Input("datetime-local"),
    "month-field": Input("month"),
    "number": Input("number"),
    "quantity": Input("number"),
    "guests": Input("number"),
    "age": Input("number"),
    "amount-field": Input("number"),
    "budget": Input("number"),
    "search": Input("search", placeholder="Search"),
    "file": Input("file"),
    "dropzone": Input("file"),
    "colour-field": Input("color"),
    "slider": Input("range"),
    "volume": Input("range"),
    "card-number": Input("text", "cc-number", "1234 5678 9012 3456"),
    "expiry": Input("text", "cc-exp", "MM / YY"),
    "cvc": Input("text", "cc-csc", "123"),
    "card-name": Input("text", "cc-name"),
    "code-field": Input("text", "one-time-code", "123456"),
    "select": Input("select", options=("First option", "Second option", "Third option")),
    "language": Input("select", "language", options=("English", "Deutsch", "Español", "Français")),
    "currency": Input("select", options=("EUR", "GBP", "USD")),
    "timezone": Input("select", options=("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo")),
    "gender": Input("select", options=("Female", "Male", "Other", "Prefer not to say")),
    "title-select": Input("select", options=("Ms", "Mr", "Mx", "Dr")),
    "role-field": Input("select", options=("Admin", "Editor", "Viewer")),
    "category-field": Input("select", options=("All categories", "Books", "Clothing", "Home")),
    "sort": Input("select", options=("Newest first", "Price: low to high", "Most popular")),
    "filter": Input("select", options=("All", "Active", "Archived")),
}
"""By kind; what is not here is a line of text."""
