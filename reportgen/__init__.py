"""From a filled-in Excel form to the finished report, with every mistake named at its cell."""

__version__ = "0.1.0"
