"""The repository itself: what it promises to a newcomer, and what it must never hold."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from raat_analysis.paths import PACKAGE
from raat_analysis.render_cache.closure import import_closure, imported_modules

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(*endings: str) -> list[Path]:
    return [path for path in tracked() if path.suffix in endings and "data/remote" not in path.as_posix()]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_top_level_has_what_the_programme_fixed():
    fixed = ["raat_analysis", "notebooks", "pipelines", "data/raw", "reports", "tests"]
    files = ["environment.yml", "dvc.yaml", "README.md", "requirements.lock", "params.yaml", "Makefile"]
    assert [name for name in fixed if not (ROOT / name).is_dir()] == []
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_conda_takes_everything_but_python_and_pip_from_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["dependencies"] == [
        f"python{PROJECT['requires-python']}",
        "pip",
        {"pip": ["-r requirements.lock"]},
    ]


def test_every_dependency_is_locked_with_a_hash_and_without_an_address():
    direct = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    pins = {canonical(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK, re.MULTILINE)}
    assert {canonical(Requirement(text).name) for text in direct} <= pins
    blocks = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in LOCK
    assert "index-url" not in LOCK


def test_the_fixed_libraries_are_dependencies():
    names = {canonical(Requirement(text).name) for text in PROJECT["dependencies"]}
    names |= {canonical(Requirement(text).name) for text in PROJECT["optional-dependencies"]["dev"]}
    fixed = "pandas polars jupyter papermill nbconvert seaborn statsmodels great-expectations pytest dvc"
    assert set(fixed.split()) <= names


def test_each_dependency_is_explained():
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    direct = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert [text for text in direct if f"`{Requirement(text).name}`" not in explained] == []


def test_no_module_is_longer_than_300_lines():
    modules = [p for p in texts(".py") if p.is_relative_to(ROOT / "raat_analysis") or p.parent.name == "pipelines"]
    assert [str(p) for p in modules if len(p.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_no_name_says_nothing():
    empty = re.compile(r"(^|/)(utils?|helpers?|common|misc)(\.py)?(/|$)")
    assert [str(p) for p in tracked() if empty.search(p.relative_to(ROOT).as_posix())] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"/(?:home|root|work|Users)/[a-z]",
        r"pypi\.org|pythonhosted",
        r"[A-Za-z0-9_.]+@(?!example\.|voorbeeld\.)[A-Za-z0-9-]+\.(?:nl|com|org)\b",
    ],
)
def test_no_machine_path_registry_or_mail_address(pattern: str):
    looked = texts(".py", ".md", ".yml", ".yaml", ".toml", ".csv", ".ipynb", ".lock", ".j2", ".typ", ".html", ".css")
    hits = [
        f"{p.relative_to(ROOT)}: {m[0]}"
        for p in looked
        if p != Path(__file__)
        for m in re.finditer(pattern, p.read_text(encoding="utf-8"))
    ]
    assert hits == []


def test_the_exports_in_git_are_at_most_15_megabytes():
    remote = [path for path in tracked() if "data/remote" in path.as_posix()]
    assert 0 < sum(path.stat().st_size for path in remote) <= 15_000_000


def test_each_export_states_its_kind_origin_licence_and_date():
    described = sorted((ROOT / "data" / "raw").glob("*/*.dvc"))
    assert described
    for path in described:
        meta = yaml.safe_load(path.read_text(encoding="utf-8"))["meta"]
        assert meta["kind"] in {"demonstration", "published"}, path
        assert meta["origin"], path
        assert meta["licence"], path
        assert str(meta["obtained"]) == path.stem


def test_every_stage_is_named_after_its_pipeline():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    assert sorted(f"{name}.py" for name in stages) == sorted(p.name for p in (ROOT / "pipelines").glob("*.py"))
    for name, stage in stages.items():
        assert f"pipelines/{name}.py" in stage["cmd"], name
        assert all(out[next(iter(out))]["persist"] for out in stage["outs"]), name


def test_a_stage_depends_on_every_file_of_the_package_that_it_imports():
    """DVC does not know imports: a file that no dependency covers could change without the stage running again."""
    wording_only = {"__init__.py", "py.typed", "cli_errors.py", "errors.py"}  # of the package itself
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    for name, stage in stages.items():
        script = (ROOT / "pipelines" / f"{name}.py").read_text(encoding="utf-8")
        files = [path.relative_to(PACKAGE).as_posix() for path in import_closure(imported_modules(script))]
        deps = tuple(dep.removeprefix("raat_analysis/") for dep in stage["deps"] if dep.startswith("raat_analysis/"))
        below = tuple(f"{dep}/" for dep in deps)
        uncovered = [file for file in files if file not in (*deps, *wording_only) and not file.startswith(below)]
        assert uncovered == [], name


def test_the_licence_is_said_the_same_everywhere():
    assert PROJECT["license"] == "EUPL-1.2"
    assert PROJECT["license-files"] == ["LICENSE"]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    texts_ = (ROOT / "LICENSES" / "CC-BY-4.0.txt").read_text(encoding="utf-8")
    assert texts_.startswith("Creative Commons Attribution 4.0 International")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "[EUPL-1.2](LICENSE)" in readme
    assert "[CC BY 4.0](LICENSES/CC-BY-4.0.txt)" in readme


def test_the_citation_has_what_its_format_asks_and_agrees_with_the_package():
    """Required by the schema of CFF 1.2.0: cff-version, message, title, and authors who have a name."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    allowed = {"cff-version", "message", "title", "abstract", "type", "version", "license", "authors", "keywords"}
    assert {"cff-version", "message", "title", "authors"} <= set(citation) <= allowed
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert [sorted(author) for author in citation["authors"]] == [["name"]]
    assert all(isinstance(citation[key], str) for key in ("message", "title", "abstract", "version", "license"))
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
