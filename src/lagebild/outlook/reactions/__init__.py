"""Reactions: will A do k to B within 7 or 28 days?

Takes deeds; gives probabilities with the base rate beside them, and what a rolling back-test says they are worth.
"""
