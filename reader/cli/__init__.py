"""The command line: arguments in, data on stdout, narration on stderr, an exit code."""
