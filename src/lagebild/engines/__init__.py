"""Documents in, packed readings out: here, or in several processes."""

from lagebild.engines.local import NotRead, packed_in

__all__ = ["NotRead", "packed_in"]
