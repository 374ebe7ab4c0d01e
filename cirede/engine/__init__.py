"""From answers to results; pure: no files, no clock, nothing kept between calls."""
