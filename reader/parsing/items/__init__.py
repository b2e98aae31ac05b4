"""Where items start and end."""
