"""Event tables as other coders write them, one module a format."""

FORMATS = ("csv", "petrarch", "phoenix", "icews", "gdelt", "gdelt2", "polecat")
