"""Keys, tokens and passwords are taken out of what is learnt from, and nothing else is."""

import secrets
from pathlib import Path

import pytest

from limner_adapters.tuning import gather
from limner_adapters.tuning.secrets import REDACTED, is_thrown, redact, redact_all

# In two parts, so that nobody takes them for real ones.
SECRETS = {
    "AWS key": "AKIA" + "IOSFODNN7EXAMPLE",
    "GitHub token": "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
    "Slack token": "xoxb-" + "123456789012-abcdefghij",
    "Google key": "AIza" + "SyA1234567890abcdefghijklmnopqrstuv",
    "Stripe key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "JWT": "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
    "hex digits": "9f86d081884c7d659a2feaa0c55ad015",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_a_key_is_taken_out_wherever_it_stands(secret):
    text, count = redact(f"call({secret!r})  # {secret}\n")

    assert text == f"call('{REDACTED}')  # {REDACTED}\n"
    assert count == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('api_key = "a-value"', f'api_key = "{REDACTED}"'),
        ('password: str = "swordfish"', f'password: str = "{REDACTED}"'),
        ('password = "one two 3"', f'password = "{REDACTED}"'),
        ('{"db_password": "correct horse battery"}', f'{{"db_password": "{REDACTED}"}}'),
        ("const API_TOKEN: string = 'zzzz'", f"const API_TOKEN: string = '{REDACTED}'"),
        ('getenv("DB_PASSWORD", "fish")', f'getenv("DB_PASSWORD", "{REDACTED}")'),
        ("postgres://bob:fish@db/x", f"postgres://bob:{REDACTED}@db/x"),
        ("Authorization: Bearer abcdef0123456", f"Authorization: Bearer {REDACTED}"),
        ("client.login(secret=`fishes`)", f"client.login(secret=`{REDACTED}`)"),
    ],
)
def test_a_value_goes_by_its_name_and_the_code_stays_code(before, after):
    assert redact(before) == (after, 1)


def test_a_private_key_is_taken_out_whole_also_where_it_is_cut_off():
    head = "-----BEGIN RSA PRIVATE" + " KEY-----\n"
    whole = f"KEY = '''{head}MIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----'''\n"

    assert redact(whole) == (f"KEY = '''{REDACTED}'''\n", 1)
    assert redact(f"{head}MIIEow\nIBAAK") == (REDACTED, 1)


@pytest.mark.parametrize(
    "text",
    [
        "password = get_password()",
        'token_type = "bearer"',
        '{"password": "password"}',
        'fields = ("email", "password", "remember")',
        "https://{user}:{password}@host/",
        "def test_it_turns_http2_headers_into_a_very_long_name_2(self):",
        "/usr/lib/x86_64-linux-gnu/python3.11/lib-dynload",
        '<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAA">',
    ],
)
def test_what_is_no_secret_stays(text):
    assert redact(text) == (text, 0)


def test_what_is_thrown_by_dice_is_told_from_words():
    thrown = [secrets.token_urlsafe(32) for _ in range(400)] + [
        secrets.token_hex(20) for _ in range(200)
    ]

    assert sum(map(is_thrown, thrown)) >= 0.96 * len(thrown)


def test_the_code_of_this_project_loses_next_to_nothing():
    """Names of fields for passwords are all that looks like one."""
    folder = Path(gather.__file__).parents[1]
    texts = [path.read_text() for path in folder.glob("**/*.py")]

    assert sum(redact(text)[1] for text in texts) < sum(map(len, texts)) / 100_000


def test_every_text_of_a_message_is_looked_at_and_pictures_are_not():
    secret, picture = SECRETS["AWS key"], "data:image/png;base64,AKIAIOSFODNN7EXAMPLE"
    messages = [
        {"role": "user", "content": [{"text": secret}, {"image_url": {"url": picture}}]},
        {"role": "assistant", "content": secret},
    ]

    cleaned, count = redact_all(messages)

    assert count == 2
    assert cleaned[0]["content"] == [{"text": REDACTED}, {"image_url": {"url": picture}}]
    assert cleaned[1]["content"] == REDACTED
