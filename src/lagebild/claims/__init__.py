"""Sentences -> Claims: who did what to whom, who says so, how surely, how many, where and when."""

from lagebild.claims.knowledge import Knowledge, knowledge_of
from lagebild.claims.passage import claims_in, claims_of

__all__ = ["Knowledge", "claims_in", "claims_of", "knowledge_of"]
