"""Dictionaries: from YAML files to the compiled dictionary."""
