"""The store of LoRA adapters: which there are, what is known of each, which one a task uses."""
