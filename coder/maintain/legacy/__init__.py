"""Dictionaries of the predecessors (TABARI, PETRARCH, PETRARCH2), read into entries of our own."""
