"""The engine: a 4-bit vision-language model behind an OpenAI chat-completions endpoint."""
