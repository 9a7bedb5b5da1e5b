"""Pages, templates and components of a workspace, made into documents that stand alone."""
