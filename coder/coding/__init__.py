"""Coding: from clauses to acts, actors and events."""
