"""The checks that `coder check` runs, grouped by what they look at. The list of all of them is in `coder.maintain.check`."""
