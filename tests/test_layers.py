"""Who may import whom: the order of docs/architecture.md, so that a part can be read without what comes after it."""

import ast
from pathlib import Path

import raat_analysis

PACKAGE = Path(raat_analysis.__file__).parent
# From left to right; a part imports only what stands before it. blocks is what reports are made of and how it is shown.
ORDER = [
    *(
        "errors",
        "storage",
        "cli_errors",
        "rounding",
        "leftovers",
        "file_hash",
        "paths",
        "running",
        "offline",
        "render_cache",
        "warm_kernels",
        "yaml_files",
        "codelists",
        "params",
        "parquet",
        "sign_off",
        "contributors",
        "numbers_table",
        "attacker",
    ),
    *(
        "contracts",
        "sources",
        "checks",
        "tidy",
        "notebook_saving",
        "measures",
        "potential",
        "models",
        "disclosure",
    ),
    *(
        "sentences",
        "shown_tables",
        "access",
        "blocks",
        "tables",
        "figures",
        "factsheets",
        "exploration",
        "rendering",
        "publication",
        "status",
    ),
    *("glossary", "scorecard"),
    *("reproduction", "verification", "demo", "cli", "__main__", "__init__"),
]
BLOCKS = {"blocks", "brand", "failures", "html_blocks", "svg", "table_columns"}  # of rendering/


def part(module: str) -> str:
    """The part that a dotted module name below raat_analysis belongs to."""
    names = module.split(".")
    return "blocks" if names[0] == "rendering" and len(names) > 1 and names[1] in BLOCKS else names[0]


def imported(tree: ast.AST) -> set[str]:
    """The modules below raat_analysis that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "raat_analysis":
            below = (node.module or "").split(".")[1:]
            found |= {".".join([*below, alias.name]) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.partition(".")[2] for a in node.names if a.name.startswith("raat_analysis.")}
    return found


def test_a_part_imports_only_what_stands_left_of_it():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        own = part(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
        for module in sorted(imported(ast.parse(path.read_text(encoding="utf-8")))):
            other = part(module)
            if other != own and ORDER.index(other) > ORDER.index(own) and own != "__init__":
                wrong.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert wrong == []


def test_every_part_has_its_place_in_the_order():
    parts = {
        p.stem if p.is_file() else p.name
        for p in PACKAGE.iterdir()
        if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert parts - set(ORDER) == set()
