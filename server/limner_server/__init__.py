"""The language server: what was asked, context, candidates, proof, edit."""
