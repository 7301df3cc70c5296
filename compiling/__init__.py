"""An optional step: claims, and what is asked at every word, compiled to machine code by mypyc from the same source (docs/decisions/0019)."""
