"""Which points of the plan an item is about."""
