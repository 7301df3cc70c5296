"""Pictures as SVG, the same on a page, in a brief and from the terminal.

Each takes plain data and labels and gives `Markup`; no picture reads a file, a ledger or the clock.
"""
