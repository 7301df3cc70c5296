"""Claims and what is made of them, in the forms of others: PLOVER, CAMEO, GeoJSON, STIX, schema.org, CSV and JSON Lines.

No row leaves without who says so and how surely. A form that has no column for them gets only what a text asserts itself, affirms, and
nobody in it denies, unless it is asked for with columns of our own.
"""
