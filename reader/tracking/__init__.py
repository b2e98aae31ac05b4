"""What the records add up to.

Positions by point and side, their history, the same words told twice, timelines.
"""
