"""From a job to an order that anyone with the cache can fill."""

import io

import polars as pl

from raat_analysis.exploration.provenance import PROTECTION
from raat_analysis.parquet import write_table
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering.ingredients import ingredients, key_of, made_with
from raat_analysis.rendering.job import Job, Order

PUBLISHED = "data/processed/published"  # where the tables lie in a project


def key(job: Job, engine: str) -> str:
    """The key of a job's report in the cache."""
    return key_of(ingredients(job, engine))


def order(job: Job, engine: str, cache: RenderCache) -> Order:
    """The order for a job; its notebook and its rows are in the cache from now on."""
    notebook, content = f"notebooks/{job.notebook.name}", job.notebook.read_bytes()
    desk = {notebook: cache.objects.put(content)}
    if job.rules:
        desk[f"{PUBLISHED}/public/{PROTECTION}"] = cache.objects.put(job.rules)
    desk |= {f"{PUBLISHED}/{path}": cache.objects.put(_parquet(table)) for path, table in job.tables().items()}
    return Order(
        name=job.name,
        stem=job.stem,
        notebook=notebook,
        parameters=dict(job.parameters),
        facts=job.facts,
        open_data=job.open_data,
        engine=engine,
        desk=desk,
        made_with=made_with(content, job.facts, engine),
        key=key(job, engine),
        cache=cache.folder,
    )


def _parquet(table: pl.DataFrame) -> bytes:
    made = io.BytesIO()
    write_table(table, made)
    return made.getvalue()
