"""Records to text in other formats: strings in, strings out; the caller writes files."""
