"""Findings that people have accepted: the baseline, waivers, and entries of theirs that mean nothing any more."""
