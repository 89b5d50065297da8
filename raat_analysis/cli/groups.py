"""The command `raat` itself, and how its commands are listed and end."""

import click

from raat_analysis.cli_errors import in_words


class InOrder(click.Group):
    """Commands in the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


class Plain(InOrder):
    """Commands of which an error is said in words before click says it in its own."""

    def invoke(self, ctx: click.Context) -> object:
        with in_words():
            return super().invoke(ctx)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="raat-analysis")
def raat() -> None:
    """From raw exports to factsheets on the care and welfare labour market.

    Settings are in params.yaml: the edition, the publisher and the regions.
    """
