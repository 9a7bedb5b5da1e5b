"""What code does when it is called: recorded in the sandbox, for tests to be written from."""
