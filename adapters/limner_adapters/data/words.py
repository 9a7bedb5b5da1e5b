"""Texts that a page could hold, drawn at random: titles, sentences, names, prices, dates."""

from __future__ import annotations

import random


def _listed(texts: str, mark: str | None = None) -> list[str]:
    """The texts between blanks, or between marks."""
    return texts.split(mark)


_SUBJECTS = _listed(
    "team project report account order invoice payment customer product service design system "
    "message profile library course lesson recipe garden market travel journey hotel flight "
    "ticket event gallery story article review science research energy climate health doctor "
    "patient school student teacher history museum music concert camera photo video channel "
    "network server database cloud storage device phone laptop keyboard engine bicycle train "
    "kitchen coffee bakery restaurant menu delivery package warehouse factory office meeting "
    "calendar schedule budget finance bank insurance contract policy privacy security password "
    "backup update release version feature plugin template theme colour picture window river "
    "mountain forest island harbour village city street bridge weather morning evening winter"
)
_VERBS = _listed(
    "build share manage explore discover track create plan improve learn compare choose read "
    "write send receive save open close start finish follow support protect measure deliver "
    "collect review publish design test deploy monitor connect invite join book order browse"
)
_ADJECTIVES = _listed(
    "simple fast modern reliable beautiful open secure smart local global free new popular recent "
    "quick easy powerful flexible detailed quiet bright warm fresh small large daily weekly "
    "monthly annual personal public private shared final early complete advanced basic premium"
)
_LINKS = _listed(
    "the a your our this every each with for and of in on to from about without between after "
    "before because while as at by when where"
)
_FIRST = _listed(
    "Anna Ben Clara David Elena Felix Grace Henry Iris Jonas Karin Leo Maria Noah Olga Paul Quinn "
    "Rosa Samuel Tara Ulla Victor Wendy Xavier Yara Zoe Amir Bianca Chen Diego"
)
_LAST = _listed(
    "Adler Brown Costa Dubois Evans Fischer Garcia Hansen Ito Jones Keller Lopez Meyer Novak "
    "Olsen Patel Quist Rossi Schmidt Tanaka Ueda Vogel Weber Young Zimmer Okafor Lind Moreau"
)
_BRANDS = _listed(
    "Acme Nimbus Northwind Lumen Orbit Cedar Bluebird Pixel Harbor Quartz Atlas Fable Juniper "
    "Kestrel Mosaic Nova Opal Prism Raven Sable Tundra Vertex Willow Zephyr"
)
NAVIGATION = _listed(
    "Home About Products Services Pricing Blog Contact Features Docs Help Support Team Careers "
    "Portfolio Gallery News Events Shop Store Downloads Community Tutorials Examples Reference "
    "Guides Overview Dashboard Reports Settings Users Orders Projects Tasks Messages Calendar "
    "Analytics Billing Integrations Security Profile Inbox Files Archive Sales FAQ Partners"
)
ACTIONS = _listed(
    "Sign up|Log in|Get started|Learn more|Read more|Buy now|Add to cart|Subscribe|Download|Submit"
    "|Save changes|Save|Cancel|Delete|Edit|View details|View all|Continue|Next|Back|Search|Send"
    "|Send message|Create account|Try for free|Start free trial|Contact us|Book now|Apply|Reset"
    "|Confirm|Upload|Share|Follow|Join now|Shop now|See plans|Request a demo|Explore|New project",
    "|",
)
FIELDS = _listed(
    "Name|First name|Last name|Email|Email address|Password|Phone|Company|Address|City|Country"
    "|Zip code|Username|Subject|Website|Date of birth|Job title|Card number|Amount|Search|State"
    "|Confirm password|Street|Birthday|Department|Time zone|Language|Quantity|Project name",
    "|",
)
OPTIONS = _listed(
    "Remember me|I agree to the terms|Send me updates|Email notifications|Dark mode|Auto save"
    "|Show online status|Two-factor authentication|Weekly digest|Public profile|Free shipping"
    "|Gift wrap|Standard|Express|Monthly|Yearly|Credit card|PayPal|Bank transfer|Small|Medium"
    "|Large|Everyone|Only me|Friends|Allow comments|Sync contacts|Desktop alerts|Keep me signed in",
    "|",
)
_COUNTRIES = _listed(
    "Germany France Spain Italy Japan Brazil Canada Norway India Kenya Chile Poland"
)
_MONTHS = _listed("January February March April May June July August October November December")
STATES = _listed("Active Pending New Draft Paid Overdue Beta Done Open Closed Sale Failed Live")


class Words:
    """A source of texts: the same seed gives the same texts."""

    def __init__(self, rng: random.Random) -> None:
        """Draw from `rng`."""
        self._rng = rng

    def pick(self, choices: list[str] | tuple[str, ...]) -> str:
        """One of `choices`."""
        return self._rng.choice(choices)

    def some(self, choices: list[str] | tuple[str, ...], count: int) -> list[str]:
        """`count` different ones of `choices`, or all of them."""
        return self._rng.sample(choices, min(count, len(choices)))

    def brand(self) -> str:
        """A company's name."""
        tail = self.pick(["", "", "", " Labs", " Studio", " & Co", "ly", ".io", " App"])
        return self.pick(_BRANDS) + tail

    def person(self) -> str:
        """A first and a last name."""
        return f"{self.pick(_FIRST)} {self.pick(_LAST)}"

    def initials(self) -> str:
        """Two capital letters."""
        return self.pick(_FIRST)[0] + self.pick(_LAST)[0]

    def title(self, low: int = 1, high: int = 5) -> str:
        """A heading of `low` to `high` words, in sentence or in title case."""
        words = self._phrase(self._rng.randint(low, high))
        if self._rng.random() < 0.4:
            return " ".join(word.capitalize() for word in words)
        return " ".join(words).capitalize()

    def sentence(self, low: int = 5, high: int = 16) -> str:
        """A sentence of `low` to `high` words."""
        words = self._phrase(self._rng.randint(low, high))
        if len(words) > 9 and self._rng.random() < 0.5:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize() + self._rng.choice("....!?")

    def paragraph(self, low: int = 1, high: int = 4) -> str:
        """`low` to `high` sentences."""
        return " ".join(self.sentence() for _ in range(self._rng.randint(low, high)))

    def price(self) -> str:
        """An amount of money."""
        amount = self._rng.choice([self._rng.randint(1, 99), self._rng.randint(100, 9999)])
        cents = self._rng.choice(["", "", ".00", ".99", ".50"])
        return self._rng.choice("$$$€£") + f"{amount:,}{cents}"

    def number(self) -> str:
        """A figure as statistics show it."""
        return self._rng.choice(
            [
                f"{self._rng.randint(1, 99)}%",
                f"{self._rng.randint(1, 999):,}",
                f"{self._rng.randint(1000, 99999):,}",
                f"{self._rng.uniform(1, 99):.1f}k",
                f"+{self._rng.uniform(0, 20):.1f}%",
            ]
        )

    def date(self) -> str:
        """A date in one of several forms."""
        day, month = self._rng.randint(1, 28), self._rng.randint(1, 12)
        year = self._rng.randint(2015, 2026)
        return self._rng.choice(
            [
                f"{self.pick(_MONTHS)} {day}, {year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day} {self.pick(_MONTHS)[:3]} {year}",
                f"{self._rng.randint(2, 23)} hours ago",
            ]
        )

    def email(self) -> str:
        """An e-mail address."""
        return f"{self.pick(_FIRST).lower()}@{self.pick(_BRANDS).lower()}.com"

    def country(self) -> str:
        """A country."""
        return self.pick(_COUNTRIES)

    def code(self) -> str:
        """A line of program text."""
        verb, subject = self.pick(_VERBS), self.pick(_SUBJECTS)
        return self._rng.choice(
            [
                f"import {subject}",
                f"{subject} = {verb}({self._rng.randint(1, 9)})",
                f"$ {verb} --{subject}",
                f"def {verb}_{subject}(self):",
                f"return {subject}.{verb}()",
            ]
        )

    def _phrase(self, count: int) -> list[str]:
        pools = (_SUBJECTS, _VERBS, _ADJECTIVES, _LINKS)
        weights = (5, 2, 3, 4) if count > 3 else (5, 2, 3, 0)
        return [
            self._rng.choice(self._rng.choices(pools, weights)[0]) for _ in range(max(count, 1))
        ]
