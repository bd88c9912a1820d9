"""A small rule pack and texts for the tests of the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Run = Callable[..., "subprocess.CompletedProcess[str]"]

RULES = """\
- code: BP950
  name: own-footer
  kind: phrase
  category: boilerplate
  severity: error
  confidence: 0.9
  message: '"{match}" is a footer'
  why: A footer is not news.
  phrases: [read more below]
  examples:
    bad:
      - {text: 'Read more below.', match: Read more below}
      - {text: 'So it ends. Read more below', match: Read more below}
    good:
      - He read more.
      - Below, she read.
- code: MT950
  name: own-calque
  kind: substitution
  category: translation
  severity: warning
  confidence: 0.6
  message: '"{match}" should be "{suggestion}"'
  why: A word for word translation.
  swap: {harbour chancellor: harbour master}
  examples:
    bad:
      - {text: The harbour chancellor spoke., match: harbour chancellor, suggestion: harbour master}
      - {text: A harbour chancellor left., match: harbour chancellor}
    good:
      - The harbour master spoke.
      - The chancellor left the harbour.
- code: RD950
  name: own-hint
  kind: phrase
  category: readability
  severity: info
  confidence: 0.3
  enabled: false
  message: '"{match}" is a long word for very'
  why: Plain words read better.
  phrases: [exceedingly]
  examples:
    bad:
      - {text: It was exceedingly cold., match: exceedingly}
      - {text: An exceedingly long wait., match: exceedingly}
    good:
      - It was cold.
      - The limit was exceeded.
"""

BAD = "The harbour chancellor spoke on Monday.\n\nRead more below\n"
CLEAN = "The harbour master spoke on Monday.\n"
OWN = ("--rules", "house", "--select", "BP950,MT950")
