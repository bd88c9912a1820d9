"""Fit the word list by which rarer words are told from those of every news text.

    python benchmarks/fit/news_words.py FOLDER

FOLDER holds clean, edited English news as .txt files, one text each. Written is rules/knowledge/news-words.yaml: the words that stand in
at least 3 of 1,000 texts, by the share of texts that have them. Names are left out: words that have a small letter in less than a tenth
of the cases.

The list in the repository comes from 3,300 texts: BBC news of 2004 and 2005, ABC news of 2006, the English originals and human
translations of the WMT news tasks of 2015 to 2023, and agency news of 1998.
"""

from __future__ import annotations

import html
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

SHARES = (30, 10, 3, 1, 0.3)  # of 100 texts
SMALL_SHARE = 0.1
SHORTEST = 3

LIST = Path(__file__).resolve().parents[2] / "rules" / "knowledge" / "news-words.yaml"
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def fit(texts: Iterable[str]) -> dict[float, list[str]]:
    """The words by the greatest of `SHARES` that the share of texts with them reaches."""
    texts_with: Counter[str] = Counter()
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    count = 0
    for text in texts:
        words = WORD.findall(html.unescape(text))
        count += 1
        texts_with.update({word.lower() for word in words})
        small.update(word for word in words if word[0].islower())
        capital.update(word.lower() for word in words if word[0].isupper())
    found: dict[float, list[str]] = {share: [] for share in SHARES}
    for word, number in sorted(texts_with.items()):
        if len(word) >= SHORTEST and word.isalpha() and small[word] >= SMALL_SHARE * (small[word] + capital[word]):
            share = next((share for share in SHARES if number * 100 >= share * count), None)
            if share is not None:
                found[share].append(word)
    return found


def write(found: dict[float, list[str]]) -> None:
    """Write the knowledge file."""
    lines = ["about: Words of news texts, by how many of 100 texts have them at least. Fitted by benchmarks/fit/news_words.py.", "entries:"]
    for share, words in found.items():
        body = textwrap.wrap(", ".join(f"'{word}'" if word in RESERVED else word for word in words), 128, break_on_hyphens=False)
        lines += [f"  - of-100: '{share}'", f"    words: [{body[0]}", *(f"            {line}" for line in body[1:])]
        lines[-1] += "]"
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")


RESERVED = {"null", "true", "false", "yes", "no", "on", "off"}  # what YAML may take for something else


def main() -> None:
    """Read the folder that the command line names, and write the list."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    found = fit(path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt")))
    write(found)
    print(", ".join(f"{len(words)} in {share} % of the texts" for share, words in found.items()))


if __name__ == "__main__":
    main()
