"""From YAML files to frozen models; every problem with its file, line, column and a hint."""
