"""What leaves the program as text: records in, ``str`` out; only ``writing`` touches files."""
