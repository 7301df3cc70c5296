"""PLOVER as data: the event types with their modes, contexts, sectors, and the CAMEO codes they answer to."""

from lagebild.ontology.load import (
    ANY_FIGURE,
    CONFLICT,
    MATERIAL,
    VICTIMS,
    EventType,
    Mode,
    Ontology,
    load_ontology,
)

__all__ = ["ANY_FIGURE", "CONFLICT", "MATERIAL", "VICTIMS", "EventType", "Mode", "Ontology", "load_ontology"]
