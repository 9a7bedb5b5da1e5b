"""Small workspaces with a fault and a test, and a look at whether anything in them has changed."""

import hashlib

SHOP = '''\
def total(prices, discount):
    """The sum of the prices, less the discount in percent."""
    result = 0
    for price in prices:
        result += price
    return result - result * discount / 100


def cheapest(prices):
    """The lowest price, or None where there is none."""
    return max(prices, default=None)
'''
TEST_SHOP = """\
import unittest

from shop import cheapest, total


class TestShop(unittest.TestCase):
    def test_a_discount_is_taken_off(self):
        self.assertEqual(total([100, 100], 10), 180)

    def test_no_discount_leaves_the_sum(self):
        self.assertEqual(total([1, 2], 0), 3)

    def test_the_cheapest_is_the_lowest(self):
        self.assertEqual(cheapest([3, 1, 2]), 1)
"""
# The same as a script.
SCRIPT = """\
from shop import cheapest, total

assert cheapest([3, 1, 2]) == 1
assert total([1, 2], 0) == 3
assert total([100, 100], 10) == 180
assert total([80], 25) == 60
"""
MENDED = SHOP.replace("max(", "min(")


def workspace(folder, **files):
    """A folder with a shop that takes the highest price for the lowest, and further files by name.

    `__` in a name stands for a dot.
    """
    contents = {"shop.py": SHOP, "test_shop.py": SCRIPT}
    contents |= {name.replace("__", "."): content for name, content in files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text("")
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def fingerprint(folder):
    """Changes with any file, link or folder in it: its name, its content, its mode."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        seen.update(f"{path.relative_to(folder)}\0{path.lstat().st_mode}\0".encode())
        if path.is_symlink():
            seen.update(str(path.readlink()).encode())
        elif path.is_file():
            seen.update(path.read_bytes())
    return seen.hexdigest()
