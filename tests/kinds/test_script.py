"""Kind `script` through the public interface."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.finding import severity_rank
from newslint.ruleset import RuleSet, load_rules

RULES = load_rules()
OF_KIND = [rule.code for rule in RULES.rules if rule.kind == "script"]


def only(*codes: str) -> RuleSet:
    return RULES.only(codes)


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, only(*codes))]


CLEAN = [
    "The café owner Zoë Brontë met São Paulo’s mayor — naïve, she said — in Łódź, Kraków and Malmö.",
    "“DÉJÀ VU”—a film by André—won in “L’Été”; its star, Ólafur Þór Ægisson, is from Ísafjörður.",
    "The dose is 5 µg or 3 μg, the resistor has 4 kΩ, Δt is 2 s, β-carotene and α-helix are words, πr² an area.",
    "Nguyễn Văn Đạt, Đặng Thị Ước and Trần Phước live in Đà Nẵng; Jäääär is Estonian, Übermensch German.",
    "The family 👨\u200d👩\u200d👧‍👦 flew the 🏳️\u200d🌈 flag; 1️⃣ and ❤️ are signs.",
    "The novelist (Лев Берг) is read in Moscow; “Мир” is peace, and 北京 means northern capital.",
    "AT&T; R&D; Berg & Sons; Q&A; example.com/?a=1&b=2&copy=3; M&S – all of them are names or addresses.",
    "C:\\new\\notes.txt is a path, and \\\\server\\share is another.",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch has a station of its own.",
    "The temperature is 20 °C ± 2, the price £5 or €6, the section § 3, the rate 5‰, the mark ™ or ®.",
    "He wrote \u200fשלום\u200f in Hebrew, می\u200cخواهم in Persian, and نعم in Arabic.",
    "Let 𝑥 and 𝑦 be numbers in ℝ; the road E45 and the № 5 perfume are known.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_gives_no_alarm(text: str) -> None:
    alarms = [finding for finding in lint_text(text, only(*OF_KIND)) if severity_rank(finding.severity) >= severity_rank("warning")]
    assert [f"{finding.code} {finding.match!r}" for finding in alarms] == []


SPOILT = ["don’t", "“well”", "café", "Malmö", "£20", "naïve", "–", "…", "São", "Škoda", "20°", "€5"]


@given(st.sampled_from(SPOILT), st.sampled_from(["cp1252", "latin-1", "mac_roman"]))
def test_utf8_read_in_another_encoding_is_mended(word: str, encoding: str) -> None:
    try:
        spoilt = word.encode().decode(encoding)
    except UnicodeDecodeError:
        return
    findings = lint_text(f"They said {spoilt} and nothing else at all.", only("EN001"))
    assert findings, spoilt
    assert " ".join(finding.suggestions[0] for finding in findings if finding.suggestions).replace("\u00a0", " ") == word


@given(st.lists(st.sampled_from(["мир", "война", "Москва", "правда", "берег"]), min_size=1, max_size=4))
def test_russian_read_as_windows_1251_is_mended(words: list[str]) -> None:
    for word in words:
        try:
            spoilt = word.encode().decode("cp1251")
        except UnicodeDecodeError:
            continue
        (finding,) = lint_text(f"He wrote {spoilt} on the wall.", only("EN001"))
        assert (finding.match, finding.suggestions) == (spoilt, (word,))


def test_text_spoilt_twice_is_mended_at_once() -> None:
    twice = "don’t".encode().decode("cp1252").encode().decode("cp1252")
    (finding,) = lint_text(f"They {twice} know.", only("EN001"))
    assert finding.suggestions == ("don’t",)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_characters="\u00ad"), max_size=60))
def test_mojibake_is_never_invented_in_text_without_its_signs(text: str) -> None:
    if not any(char in text for char in "¬ÂÃÄÅâãäåæçèéêëìíîïðñòóôÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß") and not any(
        "\x80" <= char <= "\x9f" for char in text
    ):
        assert [entry for entry in lint_text(text, only("EN001")) if entry.suggestions] == []


def test_a_lost_apostrophe_is_known_by_what_follows() -> None:
    (finding,) = lint_text("They don\ufffdt know the S\ufffdo.", only("EN002"))[:1]
    assert finding.suggestions == ("don’t",)


@given(st.sampled_from(["\x00", "\x01", "\x1b", "\x7f", "\x92"]))
def test_control_characters_are_found(char: str) -> None:
    assert found(f"A ferry{char} left.", "EN003") == [char]


def test_tabs_and_line_ends_are_no_control_characters() -> None:
    assert found("A\tferry\r\nleft\nat noon.\r", "EN003") == []


@pytest.mark.parametrize(("text", "word"), [("The Pаris talks", "Paris"), ("The Сomment", "Comment"), ("The nоtе", "note")])
def test_look_alike_letters_are_told_with_the_latin_word(text: str, word: str) -> None:
    (finding,) = lint_text(f"{text} were long and went on until the evening.", only("EN008"))
    assert finding.suggestions == (word,)


def test_korean_particles_after_a_latin_name_are_let_be() -> None:
    assert found("서울에서 BTS는 어제 NATO가 발표한 내용을 읽었다. The end.", "EN008") == []


def test_a_line_in_another_script_is_told_in_english_text_only() -> None:
    english = (
        "The minister spoke about the harvest and the bread prices.\n\nМинистр рассказал об урожае\n\nHe then left the hall with his wife."
    )
    russian = "Министр рассказал об урожае и о ценах на хлеб в этом году.\n\nМинистр уехал домой\n\nThe end of it."
    assert found(english, "EN009") == ["Министр рассказал об урожае"]
    assert found(russian, "EN009") == []


@pytest.mark.parametrize(
    ("text", "match", "meant"),
    [
        ("Berg &amp; Sons", "&amp;", "&"),
        ("Berg&nbsp;and", "&nbsp;", " "),
        ("It&#8217;s late", "&#8217;", "’"),
        ("It&#x2019;s late", "&#x2019;", "’"),
        ("& laquo;quietly", "& laquo;", "«"),
        ("&amp;quot;quietly", "&amp;quot;", '"'),
    ],
)
def test_entities_are_told_with_their_character(text: str, match: str, meant: str) -> None:
    (finding,) = lint_text(text, only("EN013"))
    assert (finding.match, finding.suggestions) == (match, (meant,))


@given(st.sampled_from("‘’“”–—…éñ€😀"))
def test_escapes_are_decoded(char: str) -> None:
    written = "".join(f"\\u{int.from_bytes(unit, 'big'):04x}" for unit in _units(char))
    (finding,) = lint_text(f"They said {written} to her.", only("EN014"))
    assert (finding.match, finding.suggestions) == (written, (char,))


def _units(char: str) -> list[bytes]:
    data = char.encode("utf-16-be")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


@given(st.binary(min_size=90, max_size=200))
def test_base64_of_mixed_bytes_is_found(data: bytes) -> None:
    run = base64.b64encode(data).decode()
    shares = [sum(map(kind, run)) * 20 >= len(run) for kind in (str.isupper, str.islower, str.isdigit)]
    if all(shares) and run.count("/") * 8 < len(run):
        assert found(f"Photo {run} here.", "EN015") == [run]


def test_rot47_is_decoded_before_it_is_told() -> None:
    plain = "<p>The mayor of Harlow left in the evening.</p>"
    scrambled = "".join(chr(33 + (ord(char) - 33 + 47) % 94) if char != " " else " " for char in plain)
    (finding,) = lint_text(f"The start.\n\n{scrambled}\n\nThe end.", only("EN016"))
    assert finding.suggestions == ("The mayor of Harlow left in the evening.",)


ENGLISH = (
    "The mayor said that the bridge is not safe, and that the people of the town have to wait for it.\n\n{}\n\nHe left with his wife.\n"
)


@pytest.mark.parametrize(
    "line", ["Más de cien personas asistieron también", "Başkan eski köprü için çok para istedi", "Nie ma już czasu, mówi który burmistrz"]
)
def test_a_line_in_another_latin_language_is_told(line: str) -> None:
    assert found(ENGLISH.format(line), "EN035") == [line]


@pytest.mark.parametrize(
    "line", ["José Muñoz, Tomás Núñez and Zoë Müller", "A café, a façade of the old school", "Ticket prices: child, adult, senior"]
)
def test_names_with_accents_are_no_other_language(line: str) -> None:
    assert found(ENGLISH.format(line), "EN035") == []


def test_wide_spaces_are_told_with_the_word_after_them() -> None:
    (finding,) = lint_text("The end.\n\n\u3000\u3000The network said so.", only("EN030"))
    assert (finding.match, finding.suggestions) == ("\u3000\u3000The", ("The",))


@given(st.text(max_size=200))
def test_findings_lie_in_the_text(text: str) -> None:
    for finding in lint_text(text, only(*OF_KIND)):
        assert text[finding.start.offset : finding.end.offset] == finding.match != ""
