"""The one error a user is meant to read."""

from __future__ import annotations


class Refused(Exception):
    """An input or an option is refused: the message says what is wrong, where, and what to do.

    The command line turns it into one line on standard error and exit status 2.
    """
