"""Checks of people's names, as the rule kind `name` offers them."""
