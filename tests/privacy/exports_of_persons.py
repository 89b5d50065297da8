"""Small good exports with a row per person: header, and forty rows that are accepted."""

from pathlib import Path

ANSWER = (
    "TW-G02;2026-1;A{};Begeleiding;25 tot 35 jaar;32,5;34,0;Ja, nu;36,0;;;Geen belemmering;Geen belemmering;nee;nee;;"
    "m@voorbeeld.invalid"
)
TEAM = "TW-G02;2026-1;L{};31;19,0;8,0;7;nee;nee;Vaste dagen;Vaste dagen;Rooster en korte diensten"
EMPLOYEE = "TW-G02;2026-1;{};Begeleiding;25 tot 35 jaar;Vast;28,0;28,5;19xx"
HEADERS = {
    "fase0_medewerkers": (
        "Organisatiecode;Ronde;Antwoordnummer;Functiegroep;Leeftijdsklasse;Contracturen per week;"
        "Werkelijke uren per week;Wil je meer uren werken?;Gewenste uren per week;Voorwaarden die helpen;"
        "Belangrijkste voorwaarde;Belemmeringen die spelen;Grootste belemmering;Besproken met leidinggevende;"
        "Denkt binnen een jaar te vertrekken;Reden om te vertrekken;E-mail"
    ),
    "fase0_leidinggevenden": (
        "Organisatiecode;Ronde;Antwoordnummer;Teamgrootte;Openstaande uren per week;"
        "Uren per week van tijdelijke krachten;Aantal dat meer wil werken;Vraagt ernaar in het jaargesprek;"
        "Ruimte in de formatie;Vervulbare voorwaarden;Best vervulbare voorwaarde;Grootste belemmering"
    ),
    "fase0_hr": (
        "Organisatiecode;Ronde;Volgnummer;Functiegroep;Leeftijdsklasse;Soort contract;Contracturen per week;"
        "Werkelijke uren per week;Geboortedatum"
    ),
}
ROW = {"fase0_medewerkers": ANSWER, "fase0_leidinggevenden": TEAM, "fase0_hr": EMPLOYEE}


def rows(source: str) -> list[list[str]]:
    """The header and forty rows, as cells."""
    filled = [ROW[source].format(f"{number:05d}").split(";") for number in range(1, 41)]
    return [HEADERS[source].split(";"), *filled]


def placed(folder: Path, lines: list[str]) -> Path:
    """A file of these lines."""
    file = folder / "antwoorden.csv"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return file
