"""Regions: the 28 RegioPlus regions, Oost-Nederland (RA02, the WGV area) and Nederland (NL01)."""

from raat_analysis.codelists import entries
from raat_analysis.errors import ParameterRefused

COUNTRY = "NL01"
AREA = "RA02"


def region_codes() -> list[str]:
    """The 28 RegioPlus regions, in the order of their code."""
    return [code for code, entry in entries("regions").items() if entry["kind"] == "region"]


def wgv_codes() -> list[str]:
    """The four WGV regions."""
    return [code for code in region_codes() if entries("regions")[code]["part_of"] == AREA]


def members(code: str) -> list[str]:
    """The RegioPlus regions that a code stands for: itself, the four of RA02, or all 28 of NL01."""
    if code == COUNTRY:
        return region_codes()
    return wgv_codes() if code == AREA else [code]


def slug(code: str) -> str:
    return str(entries("regions")[code]["slug"])


def sheet_codes(regions: str | list[str]) -> list[str]:
    """The regions that get a factsheet: `wgv` (four and Oost-Nederland), `all` (28 and Oost-Nederland), or codes."""
    if regions == "wgv":
        return [*wgv_codes(), AREA]
    if regions == "all":
        return [*region_codes(), AREA]
    allowed = [*region_codes(), AREA]
    unknown = [code for code in regions if code not in allowed] if isinstance(regions, list) else [regions]
    if unknown or not regions:
        raise ParameterRefused(
            f"params.yaml: regions: {unknown or regions} unknown. "
            f"Allowed: wgv, all, or a list of these codes: {', '.join(allowed)}."
        )
    return list(dict.fromkeys(regions))
