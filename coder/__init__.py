"""Codes who did what to whom in news text."""
