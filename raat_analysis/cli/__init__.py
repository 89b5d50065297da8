"""`raat`: the one command line."""

from raat_analysis.cli import exports, making, publishing
from raat_analysis.cli.groups import raat
from raat_analysis.cli.status import status
from raat_analysis.cli_errors import plain_errors

for command in (  # in the order of use
    *(status, exports.check, exports.export, exports.contract),
    *(making.report, publishing.difference, publishing.sign_off, publishing.publish, publishing.reproduce),
    *(publishing.fase0, publishing.audit, making.render, making.verify, making.cache),
    *(exports.demo, making.scorecard),
):
    raat.add_command(command)


@plain_errors
def main() -> None:
    """Entry point: runs `raat`; an error that a person can mend is printed without a traceback."""
    raat(prog_name="raat")
