"""What holds for all tests."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Nothing is kept in, or taken from, the cache of whoever runs the tests."""
    before = os.environ.get("LAGEBILD_CACHE")
    os.environ["LAGEBILD_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["LAGEBILD_CACHE"]
    else:
        os.environ["LAGEBILD_CACHE"] = before
