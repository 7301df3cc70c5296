"""Readings, shown: on a terminal, as a page, as JSON Lines; and the command line that asks for them.

No view shows what is said to have happened without who says so and how surely.
"""
