"""Words: tokens, the lexicon and inflection, wanted by the dictionary compiler and by the reader of sentences."""
