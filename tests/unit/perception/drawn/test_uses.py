"""Where code asks for an entry of a catalogue."""

import pytest

from limner_server.perception.drawn.uses import Keys

CATALOGUE = "src/locales/en/login.json"


def asked(text, *keys, path="src/Login.jsx", catalogue=CATALOGUE):
    found = Keys([(key, catalogue) for key in keys]).uses(text, path)
    return {use.key: use.sure for use in found if use.sure > 0.5}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("t('login.title')", "login.title"),
        ("$t('login.title')", "login.title"),
        ('i18n.t("login.title")', "login.title"),
        ('<Trans i18nKey="login.title" />', "login.title"),
        ('<FormattedMessage id="login.title" />', "login.title"),
        ("formatMessage({ id: 'login.title' })", "login.title"),
        ("{{ 'login.title' | translate }}", "login.title"),
        ("useTranslation('login'); t('title')", "title"),
        ("useTranslation('x', { keyPrefix: 'login' }); t('title')", "login.title"),
        ("t('login:title')", "title"),
        ("t(`${prefix}.title`)", "login.title"),
        ("t(`notices.${kind}`)", "notices.storm"),
        ("getString(R.string.app_name)", "app_name"),
        ("messages.login.title", "login.title"),
        ("{% trans 'Sign in' %}", "Sign in"),
        ("_('Sign in')", "Sign in"),
        ('{{ _("Sign in") }}', "Sign in"),
        ("gettext('Save')", "Save"),
    ],
)
def test_each_way_to_ask_for_an_entry_is_understood(text, key):
    assert key in asked(text, key)


def test_rails_asks_by_the_path_of_the_template():
    uses = asked("<%= t('.title') %>", "sessions.new.title", path="app/views/sessions/new.html.erb")
    assert uses == {"sessions.new.title": 0.95}


@pytest.mark.parametrize(
    "text",
    [
        "t('register.title')",
        "t('title')",
        "<a className='title'>",
        "title",
        "t(`register.${kind}`)",
        "const a = 'subtitle'",
    ],
)
def test_another_key_is_not_taken_for_it(text):
    assert asked(text, "login.title", catalogue="src/locales/en.json") == {}


def test_the_place_of_a_use_is_told():
    text = "const a = 1;\nt('login.title')"
    (use,) = Keys([("login.title", CATALOGUE)]).uses(text, "a.jsx")
    assert text[use.offset :].startswith("login.title")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<Button :label=\"$t('login.title')\" />", "login.title"),
        ('android:text="@string/greeting"', "greeting"),
        ("{{ __('auth.heading') }} @lang('auth.heading')", "heading"),
        ("{% blocktrans %}Hello {{ name }}, you{% endblocktrans %}", "Hello %(name)s, you"),
        ("<Trans>Sign in\n  here</Trans>", "Sign in here"),
    ],
)
def test_keys_are_found_within_attributes_and_between_tags(text, key):
    assert key in asked(text, key, catalogue="lang/en/auth.php")
