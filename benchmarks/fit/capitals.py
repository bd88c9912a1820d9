"""Fit the word lists by which a capital inside a sentence is judged: words that edited news hardly ever writes with one.

    python benchmarks/fit/capitals.py FOLDER

FOLDER holds clean, edited English news as .txt files, a paragraph a line. Written are rules/knowledge/never-capitalised.yaml (words
seen at least 12 times in small letters and never with a capital inside a sentence) and seldom-capitalised.yaml (at least 4 times, and
with a capital that stands alone between small letters in at most 5 of 1,000 cases). Lines in which most words have capitals are left
out, and so is a capital after anything but a word or a comma.

The lists in the repository come from 1.8 million words: BBC news of 2004 and 2005, ABC news of 2006, the English originals and human
translations of the WMT news tasks of 2015 to 2023, agency news of 1998, and the press and essay parts of the Brown corpus.
"""

from __future__ import annotations

import html
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

NEVER_LEAST = 12
SELDOM_LEAST = 4
SELDOM_SHARE = 0.005
SHORTEST = 4

KNOWLEDGE = Path(__file__).resolve().parents[2] / "rules" / "knowledge"
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


class Counts:
    """How often each word stands in small letters, with a capital inside a sentence, and so between small-letter words."""

    def __init__(self) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()

    def add(self, line: str) -> None:
        """Count the words of a line, unless most of them have capitals."""
        line = html.unescape(line)
        words = list(WORD.finditer(line))
        if sum(word[0][0].isupper() for word in words) * 2 > len(words):
            return
        for index, word in enumerate(words):
            if word[0].islower():
                self.small[word[0]] += 1
            elif index and word[0].istitle():
                self._add_capital(line, words, index)

    def _add_capital(self, line: str, words: list[re.Match[str]], index: int) -> None:
        before, word = words[index - 1], words[index]
        between = line[before.end() : word.start()]
        if between not in (" ", ", "):
            return
        self.capital[word[0].lower()] += 1
        after = words[index + 1] if index + 1 < len(words) else None
        ends = after is None or after[0][0].islower() or line[word.end() : after.start()] != " "
        if between == " " and before[0][0].islower() and ends:
            self.alone[word[0].lower()] += 1


def fit(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The words never, and those seldom, written with a capital inside a sentence, each list sorted, without common words."""
    counts = Counts()
    for line in lines:
        counts.add(line)
    words = [(word, seen) for word, seen in counts.small.items() if len(word) >= SHORTEST and word.isalpha() and word.isascii()]
    never = {word for word, seen in words if seen >= NEVER_LEAST and not counts.capital[word]}
    seldom = {word for word, seen in words if seen >= SELDOM_LEAST and counts.alone[word] <= SELDOM_SHARE * seen}
    return sorted(never), sorted(seldom - never)


def write(name: str, about: str, words: list[str]) -> None:
    """Write a knowledge file whose words are one text."""
    body = textwrap.fill(" ".join(words), 136, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    (KNOWLEDGE / name).write_text(f"about: {about} Fitted by benchmarks/fit/capitals.py.\nwords: |\n{body}\n", encoding="utf-8")


def main() -> None:
    """Read the folder that the command line names, and write both lists."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    texts = (path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt")))
    never, seldom = fit(line for text in texts for line in text.split("\n"))
    write("never-capitalised.yaml", "Words that edited news never writes with a capital inside a sentence.", never)
    write("seldom-capitalised.yaml", "Words that edited news hardly ever writes with a capital inside a sentence.", seldom)
    print(f"{len(never)} words never, {len(seldom)} seldom with a capital")


if __name__ == "__main__":
    main()
