"""Trees as decision tables in DMN 1.3, the form in which other engines take over decisions."""
