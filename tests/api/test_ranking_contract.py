"""A fuzzer plays the ranking's operations against their own description, good and bad input alike; no check is left out."""

import os
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from schemathesis import Case

EXAMPLES = int(os.environ.get("CIREDE_FUZZ", "40"))
STATUSES = {
    "positive_data_acceptance": ["2xx", "404", "412"],
    "negative_data_rejection": ["400", "404", "405", "412", "413", "415", "422", "428"],
    "missing_required_header": ["400", "422", "428"],
}
CONFIG = {"checks": {name: {"expected-statuses": statuses} for name, statuses in STATUSES.items()}}

app = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict(CONFIG))


@schema.include(path_regex="^/api/v1/(barriers|profiles|rankings)").parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_keeps_its_description(case: "Case[Any]") -> None:
    """Whatever is sent, the answer is one that the description announces, and no good request is refused."""
    case.call_and_validate()
