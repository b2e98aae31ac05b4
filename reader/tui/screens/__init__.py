"""The screens: they alone hold the library."""
