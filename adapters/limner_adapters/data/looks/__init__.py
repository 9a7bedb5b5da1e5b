"""What is laid over a drawn page, whatever its dialect: its width, light, density, script, pen."""
