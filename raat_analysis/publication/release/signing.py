"""`raat sign-off`: note who stands for the numbers and pages of an edition as they are now."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from raat_analysis.errors import ParameterRefused, RaatError, cases
from raat_analysis.publication.difference.pages import pages, pages_hash
from raat_analysis.publication.release.places import MAKE, Places
from raat_analysis.running.dvc_command import changed_stages
from raat_analysis.sign_off import SignOff, numbers_hash, write_sign_off


def sign(at: Places, status: str, role: str, remarks: str, day: date, today: date) -> Path:
    """Write the sign-off of the edition that was made; an edition that is not up to date is refused."""
    if day > today:
        raise ParameterRefused(f"A sign-off of {day} is later than today, {today}. Next step: give the day of signing.")
    refuse_stale(at)
    given: dict[str, Any] = {"edition": at.params.edition, "status": status, "role": role, "date": day}
    seen = {"remarks": remarks, "numbers": numbers_hash(at.published), "pages": pages_hash(pages(at.public))}
    try:
        signed = SignOff.model_validate({**given, **seen})
    except ValidationError as error:
        wrong = [f"--{e['loc'][0]}: {e['msg']}" for e in error.errors()]
        raise ParameterRefused(f"{len(wrong)} things are missing or wrong:\n{cases(wrong)}") from error
    return write_sign_off(at.sign_offs, signed)


def refuse_stale(at: Places) -> None:
    """Refuse an edition that is not what exports, code and sign-off give now, or that was edited by hand."""
    changed = changed_stages(at.root)
    if changed:
        raise RaatError(
            f"Edition {at.params.edition} is not up to date; DVC sees {len(changed)} changes:\n{cases(changed)}\n"
            f"What goes in was changed since it was made, or what came out was edited. {MAKE}"
        )
