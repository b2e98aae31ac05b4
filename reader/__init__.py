"""Parley: a terminal reader for people who follow a negotiation."""
