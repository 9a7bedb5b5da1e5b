"""What attempts to get out of the sandbox are made of."""

# Of the user, and nobody's business.
KEY = "KEY-7f3a91"


def tried(expression):
    """Python that prints what an expression gives, or that it was refused."""
    return f"""
        import os, socket, ctypes, pathlib, signal
        try:
            print({expression})
        except (OSError, PermissionError) as error:
            print("refused")
    """
