"""From a saved file to records.

A pipeline of small stages (see ``pipeline``), with rules as data in ``data/``.
"""
