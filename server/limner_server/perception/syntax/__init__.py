"""Source code as syntax trees: definitions, names in scope, imports."""
