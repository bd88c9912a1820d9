"""What several documents say of one event, and where they disagree.

Each document gives `facts`; files about one event make a `story`; checks find conflicts among the facts of a story's files, and votes
decide which file is the outlier. The index keeps facts by content and finds the siblings of a file without comparing it with all others.
"""
