"""Reading without the ceremony: for small models, calling modules costs more than arithmetic."""
