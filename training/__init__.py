"""How the shipped parsers are made: `python -m training.train de`."""
