"""Who proposes candidates: the trace, its refinement, and a model."""
