"""Who is served next: priorities, fairness between windows, what is no longer wanted."""
