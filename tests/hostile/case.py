"""What a case is: a file, and what has to come of it."""

from collections import namedtuple

# `says` is a part of the message of the refusal; where it is survived, a part of some problem's
# message, or nothing where nothing is wrong with it.
Case = namedtuple("Case", "file what outcome says make")


def refused(file, what, says, make):
    return Case(file, what, "refused", says, make)


def survived(file, what, make, says=""):
    return Case(file, what, "survived", says, make)


def either(file, what, make):
    """Refused or survived: what matters is that it ends well, within the time and the memory."""
    return Case(file, what, "either", "", make)
