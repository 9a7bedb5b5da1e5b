"""What a user can ask for: one file a task, each reads context, candidates, proof, edit."""
