"""How programs of the flow run beside each other: one run at a time in a clone, and work spread over processes."""
