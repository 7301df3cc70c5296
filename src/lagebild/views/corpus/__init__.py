"""The commands on corpora: what a whole collection of documents says, as tables."""
