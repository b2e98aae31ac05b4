"""Which day an item is from, and how that is known."""
