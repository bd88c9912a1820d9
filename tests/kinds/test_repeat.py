"""Kind `repeat` through the public interface: rule files in, findings out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.errors import RuleError
from newslint.finding import Finding
from newslint.ruleset import RuleSet, load_rules

RULES = load_rules()


def only(*codes: str) -> RuleSet:
    return RULES.only(codes)


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, only(*codes))]


def lines(findings: list[Finding]) -> list[int]:
    return [finding.start.line for finding in findings]


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


LEDE = "The council of Harlow sold the old mill on Monday. A builder from the capital will pay two million crowns for it, the clerk said."
MORE = "Four members left the hall before the vote. One of them told reporters that nobody had asked the people who live by the river."
HEADLINE = "Council of Harlow sells the old mill to a builder"

TRAPS = [
    "She had had enough, and said that that was that; her doctor told her her knee would heal.",
    "The house that he grew up in in the fifties is now a museum, and the line they stood in in the rain was long.",
    "Boutros Boutros-Ghali and Zsa Zsa Gabor met in Walla Walla, where Duran Duran played to fans in Pago Pago shirts.",
    "“No, no, no,” he cried. “Go, go, go!” The crowd sang la la la la la and shouted Oi Oi Oi Oi Oi.",
    "From day to day, from town to town, again and again and again, boys will be boys will be boys.",
    "Location location location, the agent says, and a trillion trillion stars will not change it.",
    "The score was 6-4 6-4, the votes 10 10 10 9 9, the code 0 0 0 0 0 0, and the count one two one two.",
    "The Who's who who of rock, knock-knock jokes and a tom-tom drum were on the bill in Baden-Baden.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_doublings_that_are_meant_are_let_be(text: str) -> None:
    assert found(text, "MT001", "MT002", "MT003", "MT004", "MT005", "MT006") == []


@given(st.sampled_from(["minister", "harbour", "spoke", "quickly", "the", "between"]), st.sampled_from([" ", "  ", "\u00a0", "\t"]))
def test_any_doubled_word_is_found_whatever_the_space(word: str, space: str) -> None:
    text = f"Nobody saw {word}{space}{word} of the old town."
    assert found(text, "MT001") == [f"{word}{space}{word}"]


def test_a_doubled_word_across_a_hard_line_break_is_found() -> None:
    text = (
        "The council sold the mill on Monday to a builder who lives in the\n"
        "capital and who has bought four other mills in the valley of the\n"
        "the river since the spring, although nobody there had wanted to\n"
        "sell one of them before the flood came down the hills last year.\n"
    )
    assert found(text, "MT001") == ["the\nthe"]


def test_words_with_a_mark_or_a_paragraph_between_are_not_doubled() -> None:
    assert found("He said no more, more or less.\n\nLess is more. More is less.", "MT001") == []


def test_a_phrase_is_told_whole_with_what_should_stand() -> None:
    (finding,) = lint_text("The lorry was stopped near the old bridge near the old bridge by soldiers.", only("MT004"))
    assert finding.match == "near the old bridge near the old bridge"
    assert finding.suggestions == ("near the old bridge",)


@pytest.mark.parametrize(
    ("text", "match", "meant"),
    [
        ("He spoke of the state state's rivers.", "state state's", "state's"),
        ("It came in the 34th-minute minute of play.", "34th-minute minute", "34th-minute"),
        ("They paid for a full full-page advert.", "full full-page", "full-page"),
    ],
)
def test_a_word_beside_its_own_form_is_doubled(text: str, match: str, meant: str) -> None:
    (finding,) = lint_text(text, only("MT001"))
    assert (finding.match, finding.suggestions) == (match, (meant,))


def test_a_name_is_doubled_only_where_it_stands_alone_elsewhere() -> None:
    text = "A new phone, {0} {0}, is out. It is the best {1} so far, and {1} sells many."
    assert found(text.format("Harlo", "Harlo"), "MT782") == ["Harlo Harlo"]
    assert found(text.format("Harlo", "phone"), "MT782") == []


def test_a_noun_joined_to_itself_is_told_after_an_article() -> None:
    assert found("The studio denied the rumours and rumours about her.", "MT783") == ["rumours and rumours"]
    assert found("There were rumours and rumours; the hours and hours went by.", "MT783") == []


def test_a_loop_is_one_finding_however_long() -> None:
    text = "The report says " + "of the state " * 50 + "is sound."
    (finding,) = lint_text(text, only("MT005"))
    assert finding.match == ("of the state " * 50).rstrip()


def test_the_headline_is_told_each_time_it_comes_again() -> None:
    text = story(HEADLINE, "By Anna Berg", HEADLINE, LEDE, f"{HEADLINE}?(1)", MORE, HEADLINE.upper(), f"{HEADLINE} - Harlow Post")
    assert lines(lint_text(text, only("ST001"))) == [5, 9, 13, 15]


def test_a_headline_cut_short_and_one_slightly_changed_are_told() -> None:
    text = story(HEADLINE, LEDE, MORE, "Council of Harlow sells the old mill to…", "Council of Harlow sells old mill to a builder")
    assert lines(lint_text(text, only("ST001"))) == [7, 9]


def test_another_headline_with_some_of_the_words_is_not_told() -> None:
    assert found(story(HEADLINE, LEDE, MORE, "Council of Weston buys a new mill from a banker"), "ST001") == []


def test_a_table_of_contents_is_not_a_repeated_headline() -> None:
    sections = ["What is the old mill of Harlow?", "Who owns the old mill of Harlow?", "Where is the old mill of Harlow?"]
    text = story("All that you need to know about Harlow mill", *sections, LEDE, sections[0], MORE, sections[1], LEDE[:60], sections[2])
    assert found(text, "ST001") == []


def test_site_names_stacked_in_the_head_are_told_one_by_one() -> None:
    text = story("Harlow News24", "Harlow News24", "Harlow News24", HEADLINE, LEDE)
    assert lines(lint_text(text, only("ST002"))) == [1, 3, 5]


def test_a_line_that_comes_again_and_again_is_told_once() -> None:
    text = story("Go on reading here", LEDE, "Go on reading here", MORE, "Go on reading here")
    assert lines(lint_text(text, only("ST003"))) == [5]


def test_speakers_scores_and_separators_are_no_repeated_lines() -> None:
    text = story("Mayor:", "Yes.", "Mayor:", "No.", "Mayor:", "2-1", "2-1", "2-1", "* * *", "* * *", "* * *", "Q?", "Q?", "Q?")
    assert found(text, "ST002", "ST003") == []


def test_neighbouring_sentences_said_again_are_one_finding() -> None:
    (finding,) = lint_text(story(LEDE, MORE, LEDE), only("ST004"))
    assert finding.match == LEDE
    assert "line 1" in finding.message


def test_a_quotation_given_twice_is_let_be() -> None:
    quote = "“Nobody asked the people who live by the river what they think of it,” Berg said."
    assert found(story(quote, LEDE, quote), "ST004") == []


def test_results_that_differ_in_their_figures_are_not_near_repeats() -> None:
    text = story(
        "The ten-year bond of the state of Harlow rose by 3 points to 4.1 per cent.",
        "The ten-year bond of the state of Harlow rose by 5 points to 4.6 per cent.",
    )
    assert found(text, "ST005") == []


def test_a_standfirst_that_the_body_repeats_is_told_at_the_top() -> None:
    standfirst = "A builder from the capital will pay two million crowns for it, Anna Berg writes"
    assert found(story(HEADLINE, standfirst, LEDE, MORE), "ST006") == [standfirst]


@given(st.text(alphabet='ab \n.,-()"“”é', max_size=400))
def test_findings_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    findings = lint_text(text, only(*(rule.code for rule in RULES.rules if rule.kind == "repeat")))
    for finding in findings:
        assert text[finding.start.offset : finding.end.offset] == finding.match != ""
    for code in {finding.code for finding in findings}:
        spans = [(finding.start.offset, finding.end.offset) for finding in findings if finding.code == code]
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_place_belongs_to_lines_only(tmp_path) -> None:
    (tmp_path / "rule.yaml").write_text(
        "code: ST901\nname: odd\nkind: repeat\ncategory: structure\nseverity: info\nconfidence: 0.5\nmessage: m\nwhy: w\n"
        "check: word\nplace: stacked\nexamples: {bad: [{text: a a, match: a a}, {text: a a, match: a a}], good: [b, c]}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="place"):
        load_rules(tmp_path, builtin=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg wins again, the sailor Berg wins again in Harlow.", ["the sailor Berg wins again in Harlow"]),
        ("They won 4-0 in Harlow: 4-0 in Harlow after a long day.", ["4-0 in Harlow after a long day"]),
        ("Fire in Harlow: hall shut – Fire in Harlow: hall shut", ["Fire in Harlow: hall shut"]),
        ("We want peace, we want bread.", []),
        ("They came late, very late.", []),
    ],
)
def test_echoed_clauses(text: str, expected: list[str]) -> None:
    assert found(text, "MT464") == expected


def test_pairs_written_twice() -> None:
    assert found("The town of Upper Harlow Upper Harlow was shut.", "MT465") == ["Upper Harlow Upper Harlow"]
    assert found("They sang New York New York all night.", "MT465") == []


def test_noun_phrase_joined_to_itself() -> None:
    assert found("He praised the crowd and the crowd.", "MT466") == ["the crowd and the crowd"]
    assert found("He praised the crowd and the crowds.", "MT466") == []
