"""What a test does where something that it needs is absent."""

import os

import pytest


def missing(what: str, why: str) -> None:
    """Skip the test at hand, or fail it where PAPERS2BIB_REQUIRE (comma separated) names `what`."""
    if what in os.environ.get("PAPERS2BIB_REQUIRE", "").split(","):
        pytest.fail(f"required here: {why}")
    pytest.skip(why)
