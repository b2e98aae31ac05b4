"""The store.

Records, the library on disk, notes, search. The only seam to the reader is ``from store import
…``.
"""
