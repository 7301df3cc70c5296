"""Pictures as SVG, the same on a page, in a brief and from the terminal.

Each takes plain data and labels and gives a `Picture`: the SVG, and the table behind it for those who do not see it. No picture reads a
ledger or the clock: the same data give the same bytes. On a page `shown` puts a wide and a narrow drawing side by side, of which the
style sheet (`style()`) shows one; alone, `Picture.file` has its looks in it.
"""
