"""What must add up in the demonstration adds up exactly, as it does in the real exports."""

from collections import defaultdict

CORE = "azw_kerncijfers/2026-10-05"
TURNOVER = "uitstroom/2026-09-15"
CHILDCARE = "Kinderopvang (incl. peuterspeelzaalwerk)"
SMAL, BREED = "Zorg en welzijn (smal)", "Zorg en welzijn (breed)"
COUNTS = ["Werknemers/Totaal (aantal)", "Banen van werknemers (aantal)", "Contracturen per week (x 1 000 uur)"]


def number(text):
    return round(float(text.replace(",", ".")) * 10)


def test_smal_and_breed_are_the_sums_of_their_branches(export):
    sums, totals = defaultdict(lambda: [0] * 3), {}
    for row in export(CORE):
        cell, counts = (row["Regio's"], row["Perioden"]), [number(row[c]) for c in COUNTS]
        if row["AZW-branches"] in (SMAL, BREED):
            totals[cell, row["AZW-branches"]] = counts
            continue
        for total in (SMAL, BREED) if row["AZW-branches"] != CHILDCARE else (BREED,):
            sums[cell, total] = [a + b for a, b in zip(sums[cell, total], counts, strict=True)]
    assert len(totals) == 2 * 29 * 23
    assert dict(sums) == totals


def test_nederland_is_the_sum_of_the_regions(export):
    regions, country = defaultdict(int), {}
    for row in export(CORE):
        for column in COUNTS:
            cell = (row["AZW-branches"], row["Perioden"], column)
            if row["Regio's"] == "Nederland":
                country[cell] = number(row[column])
            else:
                regions[cell] += number(row[column])
    assert dict(regions) == country


def test_employees_are_multiples_of_ten_and_the_sum_of_the_ages(export):
    for row in export(CORE):
        ages = [int(row[c]) for c in row if c.startswith("Werknemers/") and "Totaal" not in c]
        assert len(ages) == 5
        assert sum(ages) == int(row["Werknemers/Totaal (aantal)"])
        assert all(count % 10 == 0 for count in ages)


def test_there_is_no_umc_staff_in_eight_regions(export):
    umc = [r for r in export(CORE) if r["AZW-branches"] == "Universitair medische centra"]
    empty = {r["Regio's"] for r in umc if r["Werknemers/Totaal (aantal)"] == "0"}
    assert len(empty) == 8
    assert "Twente (RA)" in empty


def test_turnover_flows_and_destinations_add_up(export):
    for row in export(TURNOVER):
        counts = [int(row[c]) for c in list(row)[4:]]
        start, inflow, outflow, *destinations, end = counts
        assert min(counts) >= 0
        assert sum(destinations) == outflow <= start
        assert end == start + inflow - outflow


def test_turnover_starts_where_the_year_before_ended(export):
    stock = {(r["Regio"], r["Branche"], r["Leeftijd"], int(r["Jaar"])): r for r in export(TURNOVER)}
    gaps = [
        abs(int(stock[region, branch, age, year + 1]["Werknemers begin"]) - int(row["Werknemers eind"]))
        for (region, branch, age, year), row in stock.items()
        if year < 2025
    ]
    assert max(gaps) <= 10
    assert sum(gap > 0 for gap in gaps) < 0.001 * len(gaps)


def test_turnover_ends_at_the_core_figures_of_the_same_quarter(export):
    ends = defaultdict(int)
    for row in export(TURNOVER):
        if row["Jaar"] == "2025":
            ends[row["Regio"] + " (RA)", row["Branche"]] += int(row["Werknemers eind"])
    quarter = [r for r in export(CORE) if r["Perioden"] == "2025 4e kwartaal" and r["Regio's"] != "Nederland"]
    compared = [(ends[r["Regio's"], r["AZW-branches"]], int(r["Werknemers/Totaal (aantal)"])) for r in quarter]
    leaves = [
        (end, count)
        for (end, count), r in zip(compared, quarter, strict=True)
        if r["AZW-branches"] not in (SMAL, BREED)
    ]
    assert len(leaves) == 28 * 11
    assert all(abs(end - count) <= 20 for end, count in leaves)


def test_ages_of_inhabitants_add_up(export):
    for row in export("arbeidsmarkt/2026-10-05"):
        parts = ("Inwoners jonger dan 20", "Inwoners 20 tot 65", "Inwoners 65 en ouder")
        assert sum(int(row[p]) for p in parts) == int(row["Inwoners"])


def test_graduates_in_the_sector_are_graduates(export):
    for row in export("opleidingen/2026-03-16"):
        assert 0 <= int(row["Na een jaar werkzaam in zorg en welzijn"]) <= int(row["Gediplomeerden"])
