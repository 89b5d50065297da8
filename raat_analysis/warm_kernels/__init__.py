"""Jupyter kernels that begin warm: forked from a server that imported the libraries once and did nothing else.

Depends on nothing of the rest of the package but the name of the module to import (`PRELOAD`).
"""
