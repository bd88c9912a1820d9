from corpus_helpers import empty_story
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.votes import Claim, Conflict, Disagreement, decide


def claim(member: int, value: str, start: int = 0, *, told: bool = True) -> Claim:
    return Claim(member, value, value.title(), start, start + len(value), start // 10 + 1, told)


def conflict(*values: str, check: str = "office-conflict", winner: str = "") -> Conflict:
    """What file 0, 1, 2 ... says of one thing."""
    return Conflict(check, "Ann Orr", tuple(claim(member, value) for member, value in enumerate(values)), 1.0, winner)


def decided(*values: str, sources: tuple[int, ...] | None = None) -> list[Disagreement]:
    return decide(empty_story(*(sources or range(len(values)))), [conflict(*values)])


def test_the_rarest_value_is_the_outlier_and_the_others_bear_witness() -> None:
    (found,) = decided("mayor", "mayor", "governor", "mayor")
    assert (found.member, found.start, found.end, found.other) == (2, 0, 8, "Mayor")
    assert found.witnesses == ("0.txt:1", "1.txt:1", "3.txt:1")
    assert (found.votes, found.against, found.strong, found.evidence) == (3, 1, True, "3 sources against 1")


def test_two_against_one_is_weak_evidence_and_says_so() -> None:
    (found,) = decided("mayor", "governor", "mayor")
    assert (found.member, found.strong, found.evidence) == (1, False, "2 sources against 1, weak evidence")


def test_copies_are_one_witness() -> None:
    found = decided("mayor", "mayor", "mayor", "governor", "governor", sources=(0, 0, 0, 1, 2))
    assert [(entry.member, entry.other, entry.votes, entry.against) for entry in found] == [
        (member, "Governor", 2, 1) for member in range(3)
    ]


def test_a_tie_goes_against_the_file_that_is_an_outlier_elsewhere() -> None:
    story = empty_story(0, 1, 2, 3)
    clear = Conflict("number-conflict", "dead", tuple(claim(member, value) for member, value in enumerate(("12", "21", "12", "12"))))
    tie = Conflict("office-conflict", "Ann Orr", (claim(0, "mayor"), claim(1, "governor")))
    assert {(found.check, found.member) for found in decide(story, [tie, clear])} == {("number-conflict", 1), ("office-conflict", 1)}
    clear_of_0 = clear._replace(claims=tuple(claim(member, value) for member, value in enumerate(("21", "12", "12", "12"))))
    assert {(found.check, found.member) for found in decide(story, [tie, clear_of_0])} == {("number-conflict", 0), ("office-conflict", 0)}


def test_a_tie_without_any_other_sign_is_told_in_the_later_file() -> None:
    (found,) = decided("mayor", "governor")
    assert (found.member, found.evidence) == (1, "1 source against 1, weak evidence")


def test_a_source_that_says_both_has_no_vote() -> None:
    story = empty_story(0, 1, 2)
    both = Conflict("office-conflict", "Ann Orr", (claim(0, "mayor"), claim(0, "governor", 40), claim(1, "mayor"), claim(2, "mayor")))
    (found,) = decide(story, [both])
    assert (found.member, found.start, found.votes, found.against) == (0, 40, 2, 1)


def test_a_winner_that_is_given_stands_against_the_votes() -> None:
    story = empty_story(0, 1, 2)
    found = decide(story, [conflict("Riabkov", "Riabkov", "Ryabkov", winner="Ryabkov")])
    assert [(entry.member, entry.other, entry.votes) for entry in found] == [(0, "Ryabkov", 1), (1, "Ryabkov", 1)]


def test_claims_that_only_bear_witness_are_not_told() -> None:
    story = empty_story(0, 1, 2)
    claims = (claim(0, "mayor"), claim(1, "mayor"), claim(2, "governor", told=False))
    assert decide(story, [Conflict("office-conflict", "Ann Orr", claims)]) == []


def test_a_message_names_four_witnesses_at_most() -> None:
    (found,) = decided("mayor", "mayor", "mayor", "mayor", "mayor", "mayor", "governor")
    assert found.named == "0.txt:1, 1.txt:1, 2.txt:1, 3.txt:1 and 2 more"


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "c"])), min_size=1, max_size=12))
def test_whoever_agrees_with_the_winner_is_never_told(said: list[tuple[int, str]]) -> None:
    story = empty_story(*range(6))
    claims = tuple(claim(member, value, 10 * number) for number, (member, value) in enumerate(said))
    found = decide(story, [Conflict("office-conflict", "Ann Orr", claims)])
    winners = {entry.other for entry in found}
    assert len(winners) <= 1
    assert {(entry.member, entry.start) for entry in found} == {
        (entry.member, entry.start)
        for entry in claims
        for winner in winners
        if entry.text != winner and any(other.text == winner and other.member != entry.member for other in claims)
    }
