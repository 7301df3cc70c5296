"""Event data sets in, deeds out: GDELT 2.0, ICEWS, POLECAT, ACLED, UCDP GED, the benchmark form, and our own stories.

How each lays out its rows is data (forms.toml, codes.csv); a row that cannot be mapped is set aside with its reason.
"""

from lagebild.outlook.imports.benchmarks import deeds_of_benchmark
from lagebild.outlook.imports.forms import Form, load_forms
from lagebild.outlook.imports.plover import deeds_of_plover
from lagebild.outlook.imports.stories import deeds_in, deeds_of_stories
from lagebild.outlook.imports.tabular import Aside, Imported, import_table

__all__ = [
    "Aside",
    "Form",
    "Imported",
    "deeds_in",
    "deeds_of_benchmark",
    "deeds_of_plover",
    "deeds_of_stories",
    "import_table",
    "load_forms",
]
