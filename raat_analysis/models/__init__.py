"""Forecasts and projections: numbers that nobody has counted yet, each with its interval or its scenario."""
