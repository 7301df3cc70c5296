"""Lagebild beside others that code events, and beside the parser that it rests on."""
