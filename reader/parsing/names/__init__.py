"""Who is named where: listed or found, joined under one record."""
