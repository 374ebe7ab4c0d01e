"""What is kept on disk: so far only counters, in one SQLite file."""
