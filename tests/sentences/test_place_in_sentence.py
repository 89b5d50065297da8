"""A region's name inside a sentence."""

from raat_analysis.codelists import entries
from raat_analysis.sentences.places import place, place_first


def test_the_achterhoek_has_its_article_and_twente_has_none():
    assert (place("Achterhoek"), place_first("Achterhoek")) == ("de Achterhoek", "De Achterhoek")
    assert (place("Twente"), place_first("Twente")) == ("Twente", "Twente")


def test_a_sentence_name_holds_the_words_of_the_name():
    for entry in entries("regions").values():
        plain = entry["name"].replace(" & ", " en ").casefold()
        assert plain in entry["in_sentence"].casefold(), entry["name"]
