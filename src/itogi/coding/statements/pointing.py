"""Words that point to other words: «Об этом заявил X», «Так считает X», «Посыл таков: …»."""

from __future__ import annotations

from itogi.coding.statements.scene import DASHES, Scene, Tree, finite, key, predicate, word
from itogi.coding.statements.subjects import owner

OPENING = 4
"""Tokens at the head of a sentence in which «такое мнение» must stand."""
SUCH = frozenset({"такой", "подобный", "соответствующий"})
AGREED = frozenset({"согласие", "решение", "право", "договоренность"})
"""To come to it, or to have it, is a deed, no words."""
SUMMING = frozenset({"таков", "таковой", "такой", "следующий"})


def points_back(tree: Tree, i: int) -> bool:
    """«Об этом заявил …», «Это подтвердил …» at the head of a sentence."""
    said = [word(t) for t in tree.tokens[:7]]
    relayed = relaying(tree)
    if relayed is not None and opens_with_this(tree, relayed):
        return relayed < i
    if opens_with_this(tree, 0):
        return True
    behind = said_of_this(tree, i)
    if behind:
        return True
    confirms = key(tree.tokens[i]) in ("подтвердить", "подтверждать")
    return confirms and (said[0] == "это" or said[:2] == ["эту", "информацию"])


def opens_with_this(tree: Tree, first: int) -> bool:
    """Whether «об этом» stands among the words from token `first` on, as the topic."""
    said = [word(t) for t in tree.tokens[first : first + 7]]
    for k in range(min(5, len(said) - 2)):
        if said[k] in ("об", "о") and said[k + 1] == "этом":
            following = tree.tokens[first + k + 2]
            noun = following.pos in ("NOUN", "ADJ") and not following.text[:1].isdigit()
            return not (noun and following.feats.get("Case") in ("Loc", None))
    return False


def relaying(tree: Tree) -> int | None:
    """«Как передаёт агентство, об этом заявил X»: the token behind the parenthesis that opens the
    sentence."""
    if word(tree.tokens[0]) != "как":
        return None
    return next((k + 1 for k, t in enumerate(tree.tokens) if t.text == "," and k > 1), None)


def said_of_this(tree: Tree, i: int) -> bool:
    """«Президенты двух стран объявили об этом в среду»: right behind the first verb."""
    following = tree.tokens[i + 1 : i + 4]
    if [word(t) for t in following[:2]] not in (["об", "этом"], ["о", "этом"]):
        return False
    noun = len(following) > 2 and following[2].pos in ("NOUN", "ADJ")
    addressed = noun and following[2].feats.get("Case") in ("Loc", "Dat", None)
    return not addressed and not any(map(predicate, tree.tokens[:i]))


def fronted(tree: Tree, i: int, subject: int | None) -> tuple[int, int] | None:
    """«О том, что границу закроют, министр предупреждал не раз»: first and last token of the words
    that open the sentence, before the subject of the verb at token i."""
    opening = [word(t) for t in tree.tokens[:4]]
    if opening[1:] != ["том", ",", "что"] or opening[0] not in ("о", "об"):
        return None
    if subject is None or not 4 < subject < i:
        return None
    first = tree.span(subject)[0]
    if tree.tokens[first - 1].text != "," or not any(map(predicate, tree.tokens[4 : first - 1])):
        return None
    return 4, first - 2


def so(tree: Tree, i: int) -> bool:
    """«Так считает …» at the head of a sentence, not «Так, считает …» nor «Так сказал, что»."""
    return i == 1 and word(tree.tokens[0]) == "так" and finite(tree.tokens[i])


def such(scene: Scene, tree: Tree, i: int) -> str | None:
    """What is done by «Такое мнение высказал …», «С таким заявлением выступил …»: the act of the
    noun."""
    lexicon = scene.lexicon
    kind = key(tree.tokens[i])
    if not finite(tree.tokens[i]) or (kind not in lexicon.light and kind not in lexicon.verbs):
        return None
    for k in range(min(OPENING - 1, i)):
        following = tree.tokens[k + 1]
        if following.head == i and key(tree.tokens[k]) in SUCH:
            noun = lexicon.nouns.get(key(following))
            if noun is not None:
                return None if key(following) in AGREED else noun.act
    return None


def summed(scene: Scene, tree: Tree, i: int) -> int | None:
    """Whose position it is in «Позиция Москвы такова: …» and «…, — такова позиция Москвы»."""
    if key(tree.tokens[i]) not in SUMMING or i + 1 >= len(tree):
        return None
    if tree.tokens[i + 1].text == ":":
        noun = tree.kid(i, "nsubj")
    else:
        noun = i + 1 if i and tree.tokens[i - 1].text in DASHES else None
    if noun is None:
        return None
    kind, lexicon = key(tree.tokens[noun]), scene.lexicon
    known = kind in lexicon.nouns or kind in lexicon.papers or kind in lexicon.by
    return owner(tree, noun) if known else None
