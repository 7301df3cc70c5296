"""Whom: given that A does k, to whom? Events of earlier days in, entities in order of probability out.

The benchmark of temporal knowledge graph forecasting, in one causal pass: decayed counts and a table of relation
pairs propose candidates, a learnt ranker puts them in order.
"""
