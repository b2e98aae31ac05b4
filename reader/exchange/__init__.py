"""Notes to and from other programs, and between libraries.

W3C Web Annotation, JSON Lines, Hypothesis, Readwise, KOReader.
"""
