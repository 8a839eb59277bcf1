"""The command line: one short function a command, which only brings together what other modules do.

What a command needs is imported when it runs: coding one short article should not wait for parts that it does not use.
"""

from coder.cli import changes, coding, dictionaries, legacy, places, reports, scores
from coder.cli.group import main

__all__ = ["changes", "coding", "dictionaries", "legacy", "main", "places", "reports", "scores"]
