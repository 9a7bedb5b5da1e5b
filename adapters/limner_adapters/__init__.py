"""What teaches the model: data, training, evaluation."""
