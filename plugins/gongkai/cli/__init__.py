"""The commands (FORMAT, Commands). Exit status: 0 good, 1 findings or bad input, 2 wrong usage."""

from gongkai.cli.main import main

__all__ = ["main"]
