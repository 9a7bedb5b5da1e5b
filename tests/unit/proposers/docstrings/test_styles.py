"""Docstrings as Google, NumPy and Sphinx write them, and as the file has them."""

from documenting import document

CODE = """\
def share(total: float, parts: int = 2) -> float:
    if parts < 1:
        raise ValueError("parts")
    return total / parts
"""
HABITUAL = """\
def first(a, b):
    '''
    Returns a.

    :param a: the one
    :param b: the other
    :returns: a
    '''
    return a


def second(a, b):
    return b
"""


def test_google(tmp_path):
    assert document(tmp_path, CODE, style="google", symbol="share").doc("share") == (
        "Return the share of `total`.\n\n"
        "Args:\n"
        "    total: Total in `total / parts`.\n"
        "    parts: Parts to divide `total` by. Defaults to 2.\n\n"
        "Returns:\n    `total / parts`.\n\n"
        "Raises:\n    ValueError: If `parts` is less than 1."
    )


def test_numpy_with_types(tmp_path):
    doc = document(tmp_path, CODE, style="numpy", symbol="share").doc("share")

    assert "Parameters\n----------\ntotal : float\n    Total" in doc
    assert "Returns\n-------\nfloat\n    `total / parts`." in doc
    assert "Raises\n------\nValueError\n    If `parts` is less than 1." in doc


def test_sphinx(tmp_path):
    doc = document(tmp_path, CODE, style="sphinx", symbol="share").doc("share")

    assert ":param total: Total" in doc
    assert ":returns: `total / parts`." in doc
    assert ":raises ValueError: If `parts` is less than 1." in doc


def test_the_files_own_style_quotes_and_voice(tmp_path):
    done = document(tmp_path, HABITUAL, symbol="second")

    assert "    '''\n    Returns the second of `a` and `b`.\n" in done.text
    assert "    :param b: " in done.text


def test_the_style_that_the_projects_settings_name(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ruff]\nline-length = 70\n[tool.ruff.lint.pydocstyle]\nconvention = "numpy"\n'
    )

    done = document(tmp_path, CODE)

    assert "----------" in done.doc("share")
    assert max(map(len, done.text.splitlines())) <= 70


def test_the_style_of_the_files_beside(tmp_path):
    (tmp_path / "other.py").write_text(HABITUAL)

    assert ":param total:" in document(tmp_path, CODE).doc("share")


def test_private_functions_stay_bare_where_the_file_leaves_them_so(tmp_path):
    code = '''\
def one():
    """One."""
def two():
    """Two."""
def three(): return 3
def _four(): return 4
'''
    done = document(tmp_path, code)

    assert done.doc("three")
    assert not done.doc("_four")


def test_constructors_have_docstrings_where_the_file_has_them_so(tmp_path):
    code = '''\
class One:
    """One."""
    def __init__(self, a):
        """Make it.

        Args:
            a: The a.
        """
        self.a = a
class Two:
    def __init__(self, b):
        self.b = b
'''
    done = document(tmp_path, code)

    assert "    b: " in done.doc("Two.__init__")
    assert "Args" not in done.doc("Two")
