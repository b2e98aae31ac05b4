"""Where each actor stands on a point, with the passage that shows it."""
