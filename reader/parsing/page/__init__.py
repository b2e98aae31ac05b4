"""What a saved file is made of: decoded text, lines with their roles, layout, outlet."""
