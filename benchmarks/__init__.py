"""What Lagebild is measured by: speed and memory (`bench`), readings against the gold (`gate`), the README's tables."""
