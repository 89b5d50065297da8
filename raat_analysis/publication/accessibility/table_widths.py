"""How many columns each row of a table fills when cells may run over more rows and columns."""

Spans = tuple[int, int]  # columns, rows


def row_widths(rows: list[list[Spans]]) -> list[int]:
    """The columns that each row fills: a cell over more rows counts in each of them."""
    widths = [0] * len(rows)
    for place, row in enumerate(rows):
        for columns, down in row:
            for below in range(place, min(place + down, len(rows))):
                widths[below] += columns
    return widths


def uneven(rows: list[list[Spans]]) -> str:
    """The first row that is not as wide as row 1, in words; empty when there is none."""
    widths = row_widths(rows)
    odd = next((number for number, width in enumerate(widths, start=1) if width != widths[0]), None)
    if odd is None:
        return ""
    return f"has rows of unequal width: row 1 has {widths[0]} columns, row {odd} has {widths[odd - 1]}"
