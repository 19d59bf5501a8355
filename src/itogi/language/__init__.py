"""Russian text into words: tokens, sentences, morphology, syntax, names, lemmas, inflection."""

from itogi.language.analysis import analyse, analyse_all

__all__ = ["analyse", "analyse_all"]
