"""From rendered reports to an edition under reports/: the gates, the index, and what is in it with its hashes."""
