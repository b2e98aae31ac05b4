"""Who said a quotation, and through whom it came."""
