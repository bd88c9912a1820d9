"""LanguageTool: asked over HTTP, from a server that runs already or one of our own, which ends with the run.

Asking goes through language-tool-python. Starting does not: it would try nine hundred ports where Java fails, download LanguageTool where
a folder is not named as it expects, and leave the server behind where the run is killed. LanguageTool counts in UTF-16; the package mends
where a remark begins, but not how long it is.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Any, NamedTuple, TypeVar

from newslint.errors import NewslintError
from newslint.grammar import Remark, Wanted
from newslint.source import Source

T = TypeVar("T")

EXTRA = 'pip install "newslint[languagetool]"'
SECONDS = 30.0  # for one document
SECONDS_TO_START = 60.0
MOST_TIME_OUTS = 3  # in a row; a server that is so slow is asked no more
MOST_AT_ONCE = 20_000  # code points in one request: LanguageTool refuses texts that are too long
LONGEST_REASON = 200
_JAR = "languagetool-server*.jar"
_CLASS = "org.languagetool.server.HTTPServer"


class Run(NamedTuple):
    """What LanguageTool did in a run.

    `version` is empty if it never answered. `checked` and `unchecked` count documents; `problem` says in one line what went wrong.
    """

    version: str = ""
    checked: int = 0
    unchecked: int = 0
    problem: str = ""

    def told(self) -> str:
        """That it ran, or why it did not, in one line."""
        if not self.version:
            return f"LanguageTool did not run: {self.problem or 'there was nothing to check'}"
        files = f"{self.checked:,} {'file' if self.checked == 1 else 'files'}"
        if not self.problem:
            return f"LanguageTool {self.version} checked {files}"
        return f"LanguageTool {self.version} checked {files} and left out {self.unchecked:,}: {self.problem}"


class Failure(Exception):
    """Why LanguageTool could not be asked."""


class LanguageTool:
    """Asks one server for all documents of a run. It is started, or looked up, when first needed, and never fails: see `run`.

    Args:
        place: the address of a server, such as http://localhost:8081, or a folder with LanguageTool's jars.
        seconds: the time for each document.
    Raises:
        NewslintError: the package is missing, or there is no such folder.
    """

    def __init__(self, place: str, *, seconds: float = SECONDS) -> None:
        self._place = place
        self._is_address = place.startswith(("http://", "https://"))
        self._seconds = seconds
        self._server: Server | None = None
        self._tools: dict[str, Any] = {}
        self._address = ""
        self._slow = 0
        self._given_up = False
        self.run = Run()
        if not self._is_address and not _folder_of_jars(Path(place)):
            raise NewslintError(f'"{place}" is neither the address of a LanguageTool server (http://…) nor a folder with {_JAR}')
        try:
            import language_tool_python  # noqa: F401
        except ImportError as error:
            raise NewslintError(f"LanguageTool is asked through a package that is not installed ({error.name}); {EXTRA}") from error

    def __enter__(self) -> LanguageTool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server, if it is ours."""
        if self._server:
            self._server.stop()
            self._server = None

    def remarks(self, source: Source, wanted: Sequence[Wanted]) -> list[Remark]:
        """What LanguageTool says of a text, sorted by place; nothing if it cannot be asked, which `run` tells."""
        if not wanted:
            return []
        if self._given_up:
            self._fail(self.run.problem)
            return []
        try:
            if not self._address:
                self._connect()
            found = self._within(self._seconds, lambda: [remark for entry in wanted for remark in self._asked(source, entry)])
        except TimeoutError:
            self._slow += 1
            self._given_up = self._slow >= MOST_TIME_OUTS
            last = "; it was asked no more" if self._given_up else ""
            self._fail(f"it needed more than {self._seconds:g} seconds for {source.path}{last}")
            return []
        except Failure as failure:
            self._given_up = True
            self._fail(f"it failed at {source.path}: {failure}; it was asked no more" if self.run.version else str(failure))
            return []
        self._slow = 0
        self.run = self.run._replace(checked=self.run.checked + 1)
        return sorted(set(found))

    def _fail(self, problem: str) -> None:
        self.run = self.run._replace(unchecked=self.run.unchecked + 1, problem=problem)

    def _connect(self) -> None:
        if self._is_address:
            address = self._place.rstrip("/").removesuffix("/v2")
        else:
            self._server = Server(Path(self._place))
            address = self._server.start()
        try:
            version = self._within(self._seconds, lambda: _version(address))
        except TimeoutError:
            raise Failure(f"{self._place} does not answer within {self._seconds:g} seconds") from None
        self._address = address
        self.run = self.run._replace(version=version)

    def _asked(self, source: Source, wanted: Wanted) -> Iterator[Remark]:
        tool = self._tool(wanted)
        for base, piece in _pieces(source.text):
            for match in tool.check(piece):
                start = base + match.offset
                end = source.from_utf16(source.utf16_offset(start) + match.error_length)
                if not base <= start < end <= base + len(piece):
                    raise Failure(f"its answer speaks of the place {start} to {end}, which is none in this text")
                yield Remark(start, end, wanted.language, match.rule_id, match.category, match.message, tuple(match.replacements))

    def _tool(self, wanted: Wanted) -> Any:
        if wanted.language not in self._tools:
            import language_tool_python

            # A proxy of the user's has no business with a server on this machine.
            proxies = {"no_proxy": "*"} if _is_local(self._address) else None
            tool = language_tool_python.LanguageTool(wanted.language, remote_server=f"{self._address}/", proxies=proxies)
            self._tools[wanted.language] = tool
        tool = self._tools[wanted.language]
        tool.enabled_rules = set(wanted.rules)
        tool.enabled_categories = set(wanted.categories)
        tool.enabled_rules_only = True
        return tool

    def _within(self, seconds: float, ask: Callable[[], T]) -> T:
        """What `ask` gives, if it comes in time. A thread that hangs is left behind: it dies with the process at the latest."""
        answers: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()

        def work() -> None:
            try:
                answers.put((ask(), None))
            except Exception as error:  # whatever a server's answer makes of the packages that read it
                answers.put((None, error))

        threading.Thread(target=work, daemon=True).start()
        try:
            answer, error = answers.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None
        if isinstance(error, Failure):
            raise error
        if error is not None:
            raise Failure(self._reason(error)) from error
        return answer  # type: ignore[return-value]

    def _reason(self, error: Exception) -> str:
        if self._server and not self._server.is_running():
            return "its server ended"
        if _is_refusal(error):
            return f"{self._place} does not answer; start the server, or mend the address"
        told = " ".join(str(error).split()) or type(error).__name__
        return f"it answered what no LanguageTool answers ({told[:LONGEST_REASON]})"


def _is_refusal(error: BaseException | None) -> bool:
    """Whether an error comes from a connection, however it is wrapped."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, OSError) and type(error).__name__ not in ("JSONDecodeError", "InvalidJSONError"):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _version(address: str) -> str:
    """The version of the server, which is the proof that it is one."""
    import requests

    with requests.Session() as session:
        session.trust_env = not _is_local(address)
        answer = session.get(f"{address}/v2/info", timeout=SECONDS)
    software = answer.json()["software"]
    if software["name"] != "LanguageTool":
        raise Failure(f"{address} is {software['name']}, not LanguageTool")
    return str(software["version"])[:20]


def _is_local(address: str) -> bool:
    from urllib.parse import urlsplit

    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of whole lines, of at most `MOST_AT_ONCE` code points where the lines allow it, each with its offset."""
    start = 0
    while start < len(text):
        end = start + MOST_AT_ONCE
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        if not text[start:end].isspace():
            yield start, text[start:end]
        start = end


def _folder_of_jars(place: Path) -> Path | None:
    """The folder itself, or the newest folder LanguageTool-… in it, if it holds the server's jar."""
    for folder in (place, *sorted(place.glob("LanguageTool-*"), reverse=True)):
        if any(folder.glob(_JAR)) or any(folder.glob(f"libs/{_JAR}")):
            return folder
    return None


class Server:
    """A LanguageTool server on a loopback port, under a keeper that stops it when this process ends."""

    def __init__(self, place: Path) -> None:
        self._folder = _folder_of_jars(place) or place
        self._keeper: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def start(self) -> str:
        """Start it, wait until it answers, and return its address.

        Raises:
            Failure: it could not be started.
        """
        java = shutil.which("java")
        if java is None:
            raise Failure('there is no program "java"; install Java 17 or newer, or name the address of a server that runs')
        port = _free_port()
        jars = os.pathsep.join(str(self._folder / part) for part in ("*", "libs/*"))
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in stop)
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "newslint.integrations.keeper", java, "-cp", jars, _CLASS, "--port", str(port)],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # an interrupt at the terminal is for us, and we stop the server
            env={**os.environ, "PYTHONPATH": os.pathsep.join([_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])},
        )
        latest = time.monotonic() + SECONDS_TO_START
        while not _accepts(port):
            if not self.is_running():
                raise Failure(f"Java could not start it from {self._folder}: {self._last_words()}")
            if time.monotonic() > latest:
                self.stop()
                raise Failure(f"it did not start within {SECONDS_TO_START:g} seconds")
            time.sleep(0.1)
        return f"http://127.0.0.1:{port}"

    def is_running(self) -> bool:
        """Whether the server has not ended."""
        return self._keeper is not None and self._keeper.poll() is None

    def stop(self) -> None:
        """Stop it and wait for its end."""
        if self._keeper:
            if self._keeper.stdin:
                self._keeper.stdin.close()
            try:
                self._keeper.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._keeper.kill()
            self._keeper = None
        if self._log:
            self._log.close()
            self._log = None

    def _last_words(self) -> str:
        """What Java complained of, in one line."""
        if self._log is None:
            return "?"
        self._log.seek(0)
        lines = [line.strip() for line in self._log.read(100_000).decode("utf-8", "replace").splitlines() if line.strip()]
        telling = [line for line in lines if "Error" in line or "Exception" in line]
        return (telling or lines or ["it said nothing"])[0][:LONGEST_REASON]


_ROOT = str(Path(__file__).resolve().parents[2])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
