"""A file, standard input, a web page or JSON Lines -> Documents.

`documents_in` is the way in. What cannot be read comes out as a `SetAside` that says where and why; the rest
is read.
"""

from lagebild.documents.identity import Particulars, SetAside, document_of
from lagebild.documents.reading import documents_in

__all__ = ["Particulars", "SetAside", "document_of", "documents_in"]
