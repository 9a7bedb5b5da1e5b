"""Answers that keep to a form: at every token the model chooses among those it allows."""
