"""What the maintainers of dictionaries use."""
