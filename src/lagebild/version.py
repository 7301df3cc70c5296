"""The version of the program (SemVer; data packs carry their own)."""

VERSION = "0.1.0"
