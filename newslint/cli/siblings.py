"""The files that the files of a run are compared with: those of the corpus that their configuration names, else each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.config import Settings
    from newslint.corpus.index import Index
    from newslint.corpus.story import Story
    from newslint.corpus.survey import Survey
    from newslint.corpus.votes import Disagreement
    from newslint.ruleset import RuleSet
    from newslint.source import Source

    EachStory = Callable[[Story, Index, Callable[[Disagreement], bool]], None]


class Text(NamedTuple):
    """A file of a run: its absolute path, and its content where that does not lie there."""

    path: str
    data: bytes | None = None


class _Group(NamedTuple):
    """Files of one corpus, and the plans of the rules that compare them, by their codes."""

    texts: list[Text]
    plans: dict[str, dict[str, Any]]

    @property
    def checks(self) -> frozenset[str]:
        """The checks that the rules ask for."""
        return frozenset(plan["check"] for plan in self.plans.values())

    def is_told(self, disagreement: Disagreement) -> bool:
        """Whether one of the rules tells a disagreement."""
        from newslint.kinds.consensus import is_told

        return any(is_told(plan, disagreement) for plan in self.plans.values())


class Surveys:
    """The surveys of a run, one for each corpus, and one of the files that belong to none.

    Args:
        settings_for: gives the settings of a file.
        filters_for: gives those of a folder.
        chosen: gives the rules that some settings select.
    """

    def __init__(
        self,
        settings_for: Callable[[str], Settings],
        filters_for: Callable[[str], Settings],
        chosen: Callable[[Settings], RuleSet],
    ) -> None:
        self._settings_for = settings_for
        self._filters_for = filters_for
        self._chosen = chosen
        self._surveys: dict[tuple[str, ...], Survey] = {}
        self._of: dict[str, Survey] = {}

    def judge(self, texts: Iterable[Text], besides: Sequence[Text] = ()) -> None:
        """Compare files with their siblings.

        Args:
            texts: the files to judge.
            besides: files that those without a corpus are compared with, too.
        """
        from newslint.corpus.survey import LEAST

        for corpus, group in self._groups(texts).items():
            paths = [text.path for text in group.texts]
            if group.checks and (corpus or len({*paths, *(text.path for text in besides)}) >= LEAST):

                def compare(survey: Survey, paths: list[str] = paths, checks: frozenset[str] = group.checks) -> None:
                    survey.judge(paths, checks)

                self._of.update(dict.fromkeys(paths, self._use(corpus, group.texts, besides, compare)))

    def over_stories(self, texts: Iterable[Text], each: EachStory) -> None:
        """Go through the stories of some files; files that cannot be read are in none.

        Args:
            texts: the files.
            each: takes a story with all siblings, the index that holds it, and what says whether a rule tells a disagreement.
        """
        for corpus, group in self._groups(texts).items():
            told: set[str] = set()

            def go_through(survey: Survey, group: _Group = group, told: set[str] = told) -> None:
                for story in survey.index.stories([text.path for text in group.texts]):
                    paths = {member.path for member in story.members}
                    if told.isdisjoint(paths):
                        each(story, survey.index, group.is_told)
                        told.update(paths)

            self._use(corpus, group.texts, (), go_through)

    def disagreements(self, source: Source) -> Sequence[Disagreement]:
        """What a file says that its siblings deny."""
        from newslint.discovery import absolute

        survey = self._of.get(absolute(source.path))
        return survey.disagreements(source) if survey else ()

    def _groups(self, texts: Iterable[Text]) -> dict[tuple[str, ...], _Group]:
        """Files by the corpus that their settings name; without those whose settings cannot be used."""
        from newslint.corpus.survey import plans_across

        groups: dict[tuple[str, ...], _Group] = {}
        for text in texts:
            found = self._rules(text.path)
            if found:
                settings, ruleset = found
                group = groups.setdefault(settings.corpus, _Group([], {}))
                group.texts.append(text)
                group.plans.update(plans_across(ruleset))
        return groups

    def _use(self, corpus: tuple[str, ...], group: Sequence[Text], besides: Sequence[Text], act: Callable[[Survey], None]) -> Survey:
        """Do something with the survey of a corpus that holds a group of files, too; where its index is lost, again with another one."""
        from newslint.corpus.store import Lost

        try:
            survey = self._surveys.get(corpus) or self._new(corpus, group[0], shared=True)
            self._act(survey, corpus, group, besides, act)
        except Lost:
            survey = self._new(corpus, group[0], shared=False)
            self._act(survey, corpus, group, besides, act)
        return survey

    def _new(self, corpus: tuple[str, ...], text: Text, *, shared: bool) -> Survey:
        """A survey of a corpus, whose facts other processes may share, with the knowledge of one of its files."""
        from newslint.corpus.survey import Survey, place_of

        knowledge = self._chosen(self._settings_for(text.path)).knowledge
        self._surveys[corpus] = Survey(knowledge, place_of(corpus) if corpus and shared else None)
        return self._surveys[corpus]

    def _act(
        self, survey: Survey, corpus: tuple[str, ...], group: Sequence[Text], besides: Sequence[Text], act: Callable[[Survey], None]
    ) -> None:
        found = self._members(corpus) if corpus else (text.path for text in (*group, *besides) if text.data is None)
        members = dict.fromkeys(found)
        for path in members:
            survey.take(path)
        survey.keep_only(members)
        guests = [text for text in group if text.data is not None or text.path not in members]
        with survey.index.provisional() if guests else nullcontext():
            for text in guests:
                survey.take(text.path, text.data)
            act(survey)

    def _members(self, corpus: tuple[str, ...]) -> Iterable[str]:
        from newslint.discovery import absolute, discover

        return (absolute(found.path) for found in discover(corpus, self._filters_for) if found.error is None)

    def _rules(self, path: str) -> tuple[Settings, RuleSet] | None:
        """The settings of a file and the rules that they select; None where they cannot be used, which is told when it is linted."""
        try:
            settings = self._settings_for(path)
            return settings, self._chosen(settings)
        except NewslintError:
            return None
