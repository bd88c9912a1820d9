"""The checks across the files of a story, one module a subject."""
