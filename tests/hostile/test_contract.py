"""The OpenAPI document and the service say the same."""

import re

from api.app import create_app
from api.settings import load_settings
from tests.hostile.contract import run


def test_the_service_answers_as_its_openapi_says() -> None:
    """Every operation, all checks of schemathesis, a few examples; there is a command for more."""
    operations = sum(map(len, create_app(load_settings()).openapi()["paths"].values()))

    done = run(25)

    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    tested = re.search(r"Tested: (\d+)", done.stdout)
    assert tested
    assert int(tested[1]) == operations
    assert "contract_checks" not in done.stderr
