"""Language: from the text of a story to the clauses of its sentences."""
