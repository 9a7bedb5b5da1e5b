"""What runs inside the sandbox, by the workspace's own interpreter.

The files travel as text over stdin, so that nothing of ours is written into the workspace's view,
and nothing outside it need be readable. They use the standard library alone, of Python 3.8 on.
"""
