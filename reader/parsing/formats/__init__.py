"""Readers of file formats: each turns decoded text into a page."""
