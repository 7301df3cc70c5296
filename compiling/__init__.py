"""An optional step: the claims compiled to machine code, by mypyc, from the same source (docs/decisions/0019)."""
