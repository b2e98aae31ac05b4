"""Every quoted span: between marks, and block quotations."""
