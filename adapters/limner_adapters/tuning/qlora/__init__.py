"""Trains adapters: QLoRA by peft and the Trainer of `transformers`."""
