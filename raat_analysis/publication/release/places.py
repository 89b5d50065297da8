"""Where the parts of an edition stand in a project, for who signs, releases and reproduces it."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.params import Params, read_params


@dataclass(frozen=True)
class Places:
    """A project and the edition that its params.yaml asks for."""

    root: Path
    params: Params

    @property
    def published(self) -> Path:
        """The published tables: public/ and members/."""
        return self.root / "data" / "processed" / "published"

    @property
    def public(self) -> Path:
        """The public folder that the stage publish made."""
        return self.root / "reports" / self.params.edition / "public"

    @property
    def sign_offs(self) -> Path:
        return self.root / "data" / "sign_off"

    @property
    def editions(self) -> Path:
        """What earlier editions left: numbers, pages, records, and the ledger."""
        return self.root / "data" / "editions"

    @property
    def released(self) -> Path:
        """The folder of the release; the zip stands beside it."""
        return self.root / "releases" / self.params.edition


def places(root: Path, edition: str) -> Places:
    """The places of `edition`, which must be that of params.yaml and must have been made."""
    params = read_params(root / "params.yaml")
    if params.edition != edition:
        raise ParameterRefused(
            f"{edition} is not the edition of params.yaml, {params.edition}. "
            "Next step: give that edition, or set `edition` in params.yaml and make report."
        )
    found = Places(root, params)
    if not (found.public / "edition.json").is_file():
        raise RaatError(f"Edition {edition} was not made yet: reports/{edition}/public is not there. {MAKE}")
    return found


MAKE = "Next step: make report."
