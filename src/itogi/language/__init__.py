"""Russian text into words: tokens, sentences, morphology, syntax, names, lemmas, inflection."""

from itogi.language.analysis import analyse, analyse_all
from itogi.language.inflection import inflect, nominative

__all__ = ["analyse", "analyse_all", "inflect", "nominative"]
