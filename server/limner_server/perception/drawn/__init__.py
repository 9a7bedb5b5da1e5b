"""What the files of a workspace draw: texts of markup, strings of code, translations."""
