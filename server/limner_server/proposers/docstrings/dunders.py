"""What the methods do that Python itself calls."""

from __future__ import annotations

from typing import Final

# Summary, what the first argument is, what is returned; {0} is the class, {1} what it holds.
DUNDERS: Final[dict[str, tuple[str, str, str]]] = {
    "__repr__": ("Return a text that shows the {0} to a developer.", "", "{value}"),
    "__str__": ("Return the {0} as text.", "", "{value}"),
    "__bytes__": ("Return the {0} as bytes.", "", "{value}"),
    "__format__": ("Return the {0} as text, by a format.", "Format to apply.", "{value}"),
    "__bool__": ("Return whether the {0} counts as true.", "", "True if so, else False"),
    "__hash__": ("Return a hash, the same for equal objects.", "", "The hash"),
    "__eq__": (
        "Compare for equality.",
        "Object to compare with.",
        "True if they are equal, else False",
    ),
    "__ne__": (
        "Compare for inequality.",
        "Object to compare with.",
        "True if they differ, else False",
    ),
    "__lt__": (
        "Return whether this sorts before another.",
        "Object to compare with.",
        "True if so, else False",
    ),
    "__le__": (
        "Return whether this sorts before another or equals it.",
        "Object to compare with.",
        "True if so, else False",
    ),
    "__gt__": (
        "Return whether this sorts after another.",
        "Object to compare with.",
        "True if so, else False",
    ),
    "__ge__": (
        "Return whether this sorts after another or equals it.",
        "Object to compare with.",
        "True if so, else False",
    ),
    "__len__": ("Return the number of items.", "", "The number of items"),
    "__contains__": (
        "Return whether an item is contained.",
        "Item to look for.",
        "True if the item is contained, else False",
    ),
    "__iter__": ("Iterate over the items.", "", "An iterator over the items"),
    "__aiter__": ("Iterate over the items.", "", "{value}"),
    "__reversed__": ("Iterate over the items, the last one first.", "", "{value}"),
    "__next__": ("Return the next item.", "", "The next item"),
    "__anext__": ("Return the next item.", "", "{value}"),
    "__getitem__": ("Return the item under a key.", "Key of the item.", "The item under the key"),
    "__setitem__": ("Store an item under a key.", "Key of the item.", ""),
    "__delitem__": ("Remove the item under a key.", "Key of the item.", ""),
    "__missing__": ("Make the item for a key that is missing.", "Key of the item.", "{value}"),
    "__getattr__": (
        "Return an attribute that is not found otherwise.",
        "Name of the attribute.",
        "{value}",
    ),
    "__setattr__": ("Set an attribute.", "Name of the attribute.", ""),
    "__delattr__": ("Delete an attribute.", "Name of the attribute.", ""),
    "__enter__": ("Enter the context.", "", "{value}"),
    "__aenter__": ("Enter the context.", "", "{value}"),
    "__exit__": ("Leave the context.", "Type of the exception, or None.", "{value}"),
    "__aexit__": ("Leave the context.", "Type of the exception, or None.", "{value}"),
    "__add__": ("Add another object.", "Object to add.", "{value}"),
    "__radd__": ("Add to another object.", "Object to add to.", "{value}"),
    "__iadd__": ("Add another object in place.", "Object to add.", "{value}"),
    "__sub__": ("Subtract another object.", "Object to subtract.", "{value}"),
    "__mul__": ("Multiply by another object.", "Object to multiply by.", "{value}"),
    "__rmul__": ("Multiply by another object.", "Object to multiply by.", "{value}"),
    "__matmul__": ("Multiply by another matrix.", "Matrix to multiply by.", "{value}"),
    "__truediv__": ("Divide by another object.", "Object to divide by.", "{value}"),
    "__floordiv__": (
        "Divide by another object, rounding down.",
        "Object to divide by.",
        "{value}",
    ),
    "__mod__": ("Return the remainder of a division.", "Object to divide by.", "{value}"),
    "__pow__": ("Raise to a power.", "Exponent.", "{value}"),
    "__neg__": ("Return the negative.", "", "{value}"),
    "__abs__": ("Return the absolute value.", "", "{value}"),
    "__and__": ("Combine with another object by `&`.", "Object to combine with.", "{value}"),
    "__or__": ("Combine with another object by `|`.", "Object to combine with.", "{value}"),
    "__xor__": ("Combine with another object by `^`.", "Object to combine with.", "{value}"),
    "__invert__": ("Return the inverse.", "", "{value}"),
    "__int__": ("Return the {0} as an integer.", "", "{value}"),
    "__float__": ("Return the {0} as a float.", "", "{value}"),
    "__get__": ("Return the value of the attribute.", "Object that has the attribute.", "{value}"),
    "__set__": ("Set the value of the attribute.", "Object that has the attribute.", ""),
    "__set_name__": ("Remember the name of the attribute.", "Class that has it.", ""),
    "__post_init__": ("Complete the {0} after its fields are set.", "", ""),
    "__init_subclass__": ("Set up a subclass.", "", ""),
    "__new__": ("Create the {0}.", "", "{value}"),
    "__del__": ("Clean up when the {0} is destroyed.", "", ""),
    "__init__": ("Initialize the {0}.", "", ""),
}
# What further arguments of such methods are, by name or place.
SECOND: Final = {
    "__setitem__": "Item to store.",
    "__setattr__": "Value to set.",
    "__set__": "Value to set.",
    "__get__": "Class of the object.",
    "__set_name__": "Name of the attribute.",
    "__exit__": "The exception, or None.",
    "__aexit__": "The exception, or None.",
}
THIRD: Final = {"__exit__": "Its traceback, or None.", "__aexit__": "Its traceback, or None."}
