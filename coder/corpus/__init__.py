"""Corpora: stories in, events out."""
