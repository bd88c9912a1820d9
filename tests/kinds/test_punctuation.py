"""Kind `punctuation` through the public interface."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.errors import RuleError
from newslint.finding import severity_rank
from newslint.ruleset import RuleSet, load_rules

RULES = load_rules()
OF_KIND = [rule.code for rule in RULES.rules if rule.kind == "punctuation"]


def only(*codes: str) -> RuleSet:
    return RULES.only(codes)


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, only(*codes))]


def mended(text: str, *codes: str) -> list[str]:
    return [finding.suggestions[0] for finding in lint_text(text, only(*codes))]


# Paragraphs of edited news in which no rule of this kind may give a warning.
CLEAN = [
    "At 5 p.m., Sgt. Lee Ortiz of Spokane, Wash., drove to St. Paul, Minn., with T. J. Mills Jr., who is 81, in a Ford Co., Ltd., van.",
    "“Who knows?”, she asked. “I don’t. . . . Perhaps…” Her brother — a poet, etc. — said: “No!” Then they left.",
    "The firm Yahoo! and the musical Oliver! were both for sale; so was www.example.com/a.Html, or so a.lee@example.com wrote.",
    "He runs .NET servers, writes Node.js, and was born in the ’60s, when rock ’n’ roll cost .50 a song and 3.5 per cent was low.",
    "She said, “he told me ‘go,’ and I went.” He testified, “she said he would pay.” They agreed on “the whole thing.”",
    "“We stay as long as it takes,” the mayor said. “Nobody has asked us to leave.\n\n“Nobody will.”",
    'The 12" record and the 6\' 2" singer were in "Bridges," a film; "it works," he said, "and so do I."',
    "The U.S.A. and the U.K. met in Washington, D.C., on Jan. 3, 2021, at 10:30 a.m. EST; the vote was 6-3, or 66.7%.",
    "J.K. Rowling, J.R.R. Tolkien and W.E.B. Du Bois were read in 3. Bundesliga towns, vs. none in 2. Liga ones.",
    "McDonald’s and eBay, LinkedIn and YouTube, MacArthur and LaGuardia, DeSantis and O’Brien, iPhones and PlayStations.",
    "The gene p53 and vitamin B12, the A320neo and the F-35B, 3D and 4K, the M25 and the £20m deal, 20,000 of them.",
    "He wrote: “Dear Sir, […] I remain, etc.” The reply (in full): “No (and never).” [Sic.]",
    "Tags: red,green,blue,black,white. Coordinates: 51.5,-0.1. Score: 3-1 (h.t. 2-0). Time: 12:30-13:45.",
    "The poll — taken May 3–5 — had 1,000 people in it, ±3 points; the margin, 0.5 per cent, is small.",
    "“Help!,” by the Beatles, and “Who’s Afraid of Virginia Woolf?” are classics, the critic of the “New Yorker” says.",
    "At No. 10, the Prime Minister’s aide, Dr. A. Shah, M.P., said: “It’s Mr. Berg’s, not mine.”",
    "It took five years’ work, the workers’ union said, and ‘the boss’s car’ — his wife’s, in fact — was sold for £5,000.",
    "The word “the”, the sign “?” and the mark “.” are small; so is “,”.",
    "Net profit rose to $4.2bn (2020: $3.9bn); earnings per share were 42.5c, up from 39.1c a year ago.",
    "He is 6ft 2in, weighs 14st., eats at 7am and 7pm, and sleeps 8hrs. a day — Monday to Friday.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_news_gives_no_alarm(text: str) -> None:
    alarms = [finding for finding in lint_text(text, only(*OF_KIND)) if severity_rank(finding.severity) >= severity_rank("warning")]
    assert [f"{finding.code} {finding.match}" for finding in alarms] == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("They left the border. .", "border. .", "border."),
        ("They left the town,, and came back.", "town,,", "town,"),
        ("They left the town., and came back.", "town.,", "town,"),
        ("They left the town;. Then they came back.", "town;.", "town."),
        ("“They left the town.” .", "town.” .", "town.”"),
        ("“They left the town.”, she said.", "town.”,", "town,”"),
    ],
)
def test_doubled_marks_are_found_and_mended(text: str, wrong: str, right: str) -> None:
    assert found(text, "TY001") == [wrong]
    assert mended(text, "TY001") == [right]


def test_an_entity_is_no_doubled_mark() -> None:
    assert found("The firm of Berg &quot;, as it is called, was sold.", "TY001") == []


def test_a_space_before_a_mark_is_found_unless_it_is_the_habit_of_the_file() -> None:
    assert found("The ferry left , and nobody saw it .", "TY003", "TY009") == ["left ,", "it ."]
    french = "Qui sait ? Personne ! Nous partons ; vous restez ! The sign reads so ! It is French !"
    assert found(french, "TY003", "TY009") == []


def test_a_file_cut_into_tokens_is_told_once() -> None:
    text = "The ferry , the bridge , the mill , the river , and the sea are there , he said . They stay . So do we . Good . Fine ."
    assert len(found(text, "TY003")) == 1


def test_spaced_dots_are_an_ellipsis() -> None:
    assert found("He thought . . . and then he left.", "TY001", "TY003") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They saw the bridge.The river was low.", "bridge.The"),
        ("They saw Loftus Road.Holloway was there, too.", "Road.Holloway"),
        ("Is that so?Nobody can say.", "so?Nobody"),
        ("They came from Norway,he said.", "Norway,he"),
        ("The price fell;the volume did not.", "fell;the"),
        ("“They left”she said.", "left”she"),
        ("“They left.”The mayor stayed.", "left.”The"),
        ("He spoke of change.“Nobody came,” he said.", "change.“Nobody"),
        ("It began in 2019.The end is near.", "2019.The"),
    ],
)
def test_a_lost_space_is_found_and_mended(text: str, wrong: str) -> None:
    assert found(text, "TY004") == [wrong]
    (right,) = mended(text, "TY004")
    assert right.replace(" ", "") == wrong and right.count(" ") == 1


@given(
    st.sampled_from(["example.com", "www.example.org/The", "jo.The@example.org", "a.b.The", "J.The", "@some.The", "Fig.The", "var.The()"])
)
def test_addresses_and_initials_have_lost_no_space(token: str) -> None:
    assert found(f"They wrote {token} on the wall of the mill.", "TY004") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("“We need an answer, “he said.", "answer,” he"),
        ("“We need an answer, ”he said.", "answer,” he"),
        ("He called it “a shame ”, and left.", "shame”"),
        ("He called it “a shame“, and left.", "shame”"),
        ("He called it “ a shame”, and left.", "“a"),
        ('"We need an answer, "the mayor said.', 'answer," the'),
        ("He saw the ”bridge” and left.", "the “bridge"),
    ],
)
def test_turned_quote_marks_are_mended(text: str, right: str) -> None:
    assert mended(text, "TY020", "TY073") == [right]


def test_foreign_quote_marks_count_in_english_only() -> None:
    english = "The mayor of the town said that the «old bridge» was not safe and had to be closed for the winter."
    french = "Le maire a dit que le « vieux pont » était fermé pour tout l’hiver et que personne ne passerait."
    assert found(english, "TY022") == ["«old bridge»"]
    assert found(french, "TY022") == []


PROSE = [
    "The council met on Monday to speak about the bridge. It was a long night for all of those who came.",
    "Nobody asked the people of the valley what they thought. They came all the same, in boots and coats.",
    "The clerk read a letter of the builder, who wants to be paid. He has waited for the money for a year.",
    "In the end the vote was close. Four members said yes, three said no, and the mayor did not vote at all.",
]


def test_one_lost_final_stop_is_a_hint_and_many_are_a_warning() -> None:
    one = "\n\n".join([*PROSE[:2], PROSE[2][:-1], PROSE[3]])
    many = "\n\n".join(paragraph[:-1] for paragraph in PROSE)
    assert found(one, "TY005", "TY006") == ["year"]
    assert [finding.code for finding in lint_text(many, only("TY005", "TY006"))] == ["TY006"] * 4


def test_headings_captions_and_lists_need_no_final_stop() -> None:
    text = "\n\n".join(
        [
            PROSE[0],
            "What the people of the valley think of the bridge and of its builder",
            PROSE[1],
            "The old bridge of Harlow is seen on Monday evening, with the mill and the school behind it. Photo by Anna Berg",
            "The council will pay for these things, and for nothing else that anybody in the valley may want to be paid:",
            "a roof for the school beside the river, which has leaked since the storm of last winter and the one before",
            PROSE[2],
        ]
    )
    assert found(text, "TY005", "TY006") == []


@pytest.mark.parametrize("ending", [" and the […]", " and the [...]", " and then they went to the", " and then they left, as many do,"])
def test_a_text_that_breaks_off_is_told(ending: str) -> None:
    text = "\n\n".join([*PROSE[:3], PROSE[3][:-1] + ending])
    assert len(found(text, "ST010")) == 1


def test_a_text_with_an_end_is_not_cut() -> None:
    assert found("\n\n".join(PROSE), "ST010", "ST011") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They built the pipelineThe mayor was glad.", "pipelineThe"),
        ("They came to find filesSearch firms do not like it.", "filesSearch"),
        ("A fire in WestonFirefighters came late. Weston mourns; the firefighters rest.", "WestonFirefighters"),
    ],
)
def test_words_fused_at_a_capital_are_found(text: str, wrong: str) -> None:
    assert found(text, "TY040", "TY041", "TY046") == [wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They played at WestonThe mayor was glad.", "WestonThe"),
        ("She lives in NorlandIn the summer she swims.", "NorlandIn"),
        ("They flew to NorlandHaving no money, they came back.", "NorlandHaving"),
        ("He sang for himThese are sad songs.", "himThese"),
        ("The vote is in OctoberHarlow has two mills.", "OctoberHarlow"),
    ],
)
def test_a_sentence_fused_with_a_name_is_found(text: str, wrong: str) -> None:
    assert found(text, "TY040", "TY050") == [wrong]


@given(
    st.sampled_from(["PlugIn", "SignUp", "HelloYou", "FormulaOne", "TrainSim", "LinkedIn"]), st.sampled_from([",", " users", " and", "."])
)
def test_names_of_firms_are_not_fused_sentences(name: str, after: str) -> None:
    assert found(f"They use {name}{after} every day.", "TY040", "TY050") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("“We need an answer, “Holm, who leads the party, underlined on Monday.", "answer,” Holm"),
        ('"We need an answer, "the head of the northern port, Ana Holm, told a paper.', 'answer," the'),
        ('He said that " the bridge " is old.', '"the bridge"'),
        ('He spoke of "a lost year " and left.', 'year"'),
        ("It is the mayor‘s car.", "mayor’"),
    ],
)
def test_quote_marks_far_from_their_verb_are_mended(text: str, right: str) -> None:
    assert mended(text, "TY020", "TY073") == [right]


def test_a_quotation_that_goes_on_after_a_stop_is_let_be() -> None:
    assert found('"We won," she said. "The mayor said nothing." He said, "the people of the town said no."', "TY020", "TY073") == []


def test_one_mark_of_a_foreign_pair_is_told_without_its_partner() -> None:
    text = "The mayor of the town said that «the bridge is not safe and that it has to be closed for the winter."
    assert found(text, "TY054") == ["«the"]
    assert found(text.replace("safe", "safe»"), "TY054") == []


def test_quotations_opened_again_or_never_opened_are_told() -> None:
    assert found("“It was long. “Nobody came,” she said.", "TY052", "TY053") == ["“Nobody"]
    assert found("It was long,” she said. “Nobody came.”", "TY052", "TY053") == ["long,”"]
    assert found("“It was long. Nobody came.\n\nThat was all,” she said.", "TY052", "TY053") == []


def test_lines_of_a_paragraph_are_no_lost_stops() -> None:
    lines = [
        "The council met on Monday to speak about the bridge. It was a long night for the old",
        "mayor of the town. He had to go home on foot because of the snow, and to wait for the",
    ]
    text = "\n\n".join([*lines * 2, "clerk of the town, who had his keys and had lost them in the snow. They came home very late in the"])
    assert found(text, "TY006") == []


def test_a_spelling_that_comes_twice_is_meant() -> None:
    assert found("The snapHarbour app is out. Many like snapHarbour.", "TY040", "TY041", "TY046") == []


@given(st.text(alphabet='aB .,;!?“”"‘’«»()\n-', max_size=300))
def test_findings_lie_in_the_text(text: str) -> None:
    for finding in lint_text(text, only(*OF_KIND)):
        assert text[finding.start.offset : finding.end.offset] == finding.match != ""


def test_fused_needs_a_pair(tmp_path) -> None:
    (tmp_path / "rule.yaml").write_text(
        "code: TY901\nname: odd\nkind: punctuation\ncategory: typography\nseverity: info\nconfidence: 0.5\nmessage: m\nwhy: w\n"
        "check: fused\nexamples: {bad: [{text: a a, match: a a}, {text: a a, match: a a}], good: [b, c]}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="pair"):
        load_rules(tmp_path, builtin=False)
