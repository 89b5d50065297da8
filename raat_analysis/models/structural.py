"""What a series consists of: level, slope, a fixed season, and the effects of declared exceptions.

Structural model on logs (Harvey, 1989, Forecasting, Structural Time Series Models and the Kalman Filter):
log y = level (a random walk) + slope × quarter + season + Σ effect × declared exception + error; the four effects of
the season add up to 0. It is statsmodels' UnobservedComponents (local linear deterministic trend, deterministic season,
exog), fitted as the regression that it is: generalised least squares at each variance ratio of a grid, the best by
restricted likelihood. An optimiser's last digits differ between processors, a grid's do not; a test holds the two
together.
Limits: 24 quarters are six of each season. Exceptions are declared, never searched for.
"""

from dataclasses import dataclass

import numpy as np
from statsmodels.regression.linear_model import GLS

from raat_analysis.models.seasonal import AHEAD, Series

RATIOS = np.concatenate([[0.0], np.round(10.0 ** np.arange(-3, 2.01, 0.25), 6)])  # variance of level ÷ of error
EXACT = 1e-12  # a sum of squares below this is a perfect fit


@dataclass(frozen=True)
class Structure:
    """Per quarter the season on the log scale and its standard error; per exception its log effect and that error."""

    season: Series
    season_error: Series
    effects: Series
    effects_error: Series
    ratio: float
    degrees_of_freedom: int


def structural(logs: Series, declared: Series) -> Structure:
    """The model's season and effects at the best variance ratio."""
    quarters = np.arange(logs.size, dtype=np.float64)
    season = _season_columns(quarters)
    columns = np.column_stack([np.ones(logs.size), quarters, season, declared])
    fits = [GLS(logs, columns, sigma=_covariance(quarters, ratio)).fit() for ratio in RATIOS]
    scores = [_restricted(fit, _covariance(quarters, ratio)) for fit, ratio in zip(fits, RATIOS, strict=True)]
    best = int(np.argmax(np.round(scores, 8)))
    part, errors = slice(2, 2 + AHEAD - 1), fits[best].cov_params()
    variances = np.einsum("ti,ij,tj->t", season, errors[part, part], season)
    freedom = logs.size - columns.shape[1]
    effects = fits[best].params[2 + AHEAD - 1 :], fits[best].bse[2 + AHEAD - 1 :]
    return Structure(season @ fits[best].params[part], np.sqrt(variances), *effects, float(RATIOS[best]), freedom)


def _season_columns(quarters: Series) -> Series:
    """Three columns for four effects that add up to 0."""
    place = quarters % AHEAD
    return np.asarray((place[:, None] == np.arange(AHEAD - 1)) - 1.0 * (place[:, None] == AHEAD - 1))


def _covariance(quarters: Series, ratio: float) -> Series:
    """Of a random walk and independent errors, for an error variance of 1."""
    return np.asarray(np.eye(quarters.size) + ratio * np.minimum.outer(quarters, quarters))


def _restricted(fit: object, covariance: Series) -> float:
    """Restricted log-likelihood, but for a constant (Patterson & Thompson, 1971, Biometrika 58)."""
    rest, spread = fit.df_resid, max(fit.ssr, EXACT)  # type: ignore[attr-defined]
    design = np.linalg.slogdet(fit.normalized_cov_params)[1]  # type: ignore[attr-defined]
    return float(-0.5 * (np.linalg.slogdet(covariance)[1] - design + rest * np.log(spread / rest)))
