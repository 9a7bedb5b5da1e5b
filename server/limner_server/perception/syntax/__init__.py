"""Code as tree-sitter reads it: functions, names, scopes, edits made on trees."""
