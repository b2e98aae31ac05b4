"""The panes: each shows records and posts messages."""
