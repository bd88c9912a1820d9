"""Rule kinds: one module each, imported only when a rule of the kind is active."""
