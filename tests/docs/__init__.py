"""The documentation says what is there: every name in it exists, and every name that users need is in it."""
