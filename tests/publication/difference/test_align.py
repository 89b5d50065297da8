"""Two editions of a text beside each other: every sentence of both occurs exactly once, and nothing is lost."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.publication.difference.align import aligned
from raat_analysis.publication.difference.figures import figures
from raat_analysis.publication.difference.pages import pages
from raat_analysis.publication.difference.sentences import Sentence, counted, marked_words, sentences
from tests.publication.difference.conftest import drawing, written

SENTENCES = st.lists(
    st.sampled_from(["", "Er zijn 9.", "Er zijn 8.", "Iets anders", "Het groeit", "x"]) | st.text(max_size=9)
)
WORDS = st.lists(st.text(alphabet="ab<&", min_size=1, max_size=3), min_size=1, max_size=8).map(" ".join)


@given(SENTENCES, SENTENCES, st.sampled_from([0, 0.5, 1]))
def test_every_sentence_of_both_editions_occurs_exactly_once_and_in_order(old, new, alike):
    found = aligned(old, new, alike)
    assert [i for i, _ in found if i is not None] == list(range(len(old)))
    assert [j for _, j in found if j is not None] == list(range(len(new)))
    assert (None, None) not in found


@given(SENTENCES)
def test_a_text_beside_itself_is_the_same_throughout(text):
    assert aligned(text, text) == [(place, place) for place in range(len(text))]


@given(SENTENCES, SENTENCES)
def test_a_pair_that_is_not_the_same_is_alike(old, new):
    for i, j in aligned(old, new):
        if i is not None and j is not None:
            assert SequenceMatcher(None, old[i], new[j], autojunk=False).ratio() >= 0.5


@given(WORDS, WORDS)
@settings(max_examples=60)
def test_the_marked_words_are_the_words_of_the_sentence(was, now):
    for marked, text, tag in zip(marked_words(was, now), (was, now), ("del", "ins"), strict=True):
        plain = marked.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        assert plain.replace("&lt;", "<").replace("&amp;", "&") == text


def test_only_the_words_that_changed_are_marked():
    assert marked_words("Er zijn 9 banen.", "Er zijn 12 banen.") == (
        "Er zijn <del>9</del> banen.",
        "Er zijn <ins>12</ins> banen.",
    )


@pytest.fixture
def both(tmp_path):
    """A changed, a new and a gone sentence; a section that is new; one figure that changed and one that did not."""
    same, old, new = drawing("Kaart", 1), drawing("Lijn", 2), drawing("Lijn", 3)
    then = written(tmp_path / "then", "<p>Er zijn 9 banen. Het regent vaak.</p>", same, f"<h2>Deel</h2>{old}")
    now = written(
        tmp_path / "now",
        "<p>Zo is dat gezegd! Er zijn 12 banen.</p>",
        same,
        f"<h2>Deel</h2>{new}",
        "<h2>Nieuw</h2><p>Ja.</p>",
    )
    return pages(now), pages(then)


def test_sentences_are_the_same_changed_new_or_gone(both):
    found = sentences(*both)
    assert Sentence("", "Er zijn 9 banen.", "Er zijn 12 banen.") in found
    assert Sentence("", "Het regent vaak.", "") in found
    assert Sentence("Nieuw", "", "Ja.") in found
    assert counted(found) == {"same": 1, "changed": 1, "new": 2, "gone": 1}


def test_a_figure_is_matched_in_its_section_and_is_the_same_when_its_drawing_and_words_are(both):
    assert [(each.section, each.kind) for each in figures(*both)] == [("", "same"), ("Deel", "changed")]
