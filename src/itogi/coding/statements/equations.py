"""«Назвал санкции ошибкой», «считает договор выгодным», «охарактеризовал визит как успешный»."""

from __future__ import annotations

from itogi.coding.statements.lexicon import Reporting, words
from itogi.coding.statements.scene import (
    MARKS,
    OUTSIDE,
    Tree,
    finite,
    infinitive,
    key,
    nominal,
    participle,
    predicate,
    word,
)

NAMING = frozenset({"назвать", "называть"})
# «делимитацию», «станцию»: an accusative whatever the tag says.
OBJECT_ENDING = "ию"


def equation(
    tree: Tree, verb: int, reporting: Reporting, subject: int | None
) -> tuple[int, int] | None:
    """First and last token of both members, with what hangs from the second."""
    second = _as(tree, verb) if "as" in reporting.frames else _second(tree, verb)
    if second is None:
        return None
    first = _behind(tree, verb, subject)
    member = _first(tree, verb)
    if member is not None and key(tree.tokens[member]) == "который":
        return None
    itself = member is not None and key(tree.tokens[member]) == "себя"
    if itself and reporting.act == "name" and not _quoted_at_length(tree, verb, second):
        return None
    if member is None and second > verb and not _between(tree, first, second):
        first = _clause_start(tree, verb, subject)
        if word(tree.tokens[first]) in words("questions"):
            return None
    elif (member is not None and member < verb) or second < verb:
        first = tree.span(min(k for k in (member, second) if k is not None))[0]
    last = _last(tree, verb, second)
    behind = member if member is not None else _subject_like(tree, verb, second, subject)
    if behind is not None and (behind > second > verb or behind > verb > second):
        last = max(last, tree.span(behind)[1])
    return first, last


def _quoted_at_length(tree: Tree, verb: int, second: int) -> bool:
    """Whether what somebody calls himself is a quotation that counts, not a mere name."""
    level = tree.level[second]
    return level != tree.level[verb] and tree.level.count(level) >= 3


def _as(tree: Tree, verb: int) -> int | None:
    """The «как» of «рассматривает это как …»."""
    for k in range(verb + 1, min(verb + 25, len(tree))):
        token = tree.tokens[k]
        if predicate(token) or token.text in ";:":
            return None
        quoted = k + 1 < len(tree) and tree.tokens[k + 1].text in MARKS
        if word(token) == "как" and (quoted or tree.tokens[k - 1].text != ","):
            return k if quoted or tree.under(k, verb) else None
    return None


def _second(tree: Tree, verb: int) -> int | None:
    """The instrumental that says what it is called or held to be."""
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if token.feats.get("Case") != "Ins" or tree.kid(k, "case") is not None:
            continue
        if word(token).endswith(OBJECT_ENDING):
            continue
        if token.pos in ("NOUN", "PROPN", "ADJ", "NUM") or participle(token):
            return k
    for k in range(verb + 1, len(tree)):
        token = tree.tokens[k]
        if predicate(token) or infinitive(token) or token.text in ";:":
            break
        if _one_of(tree, k) or _among(tree, k):
            return k
        if token.feats.get("Case") == "Ins" and token.pos in ("NOUN", "ADJ", "VERB"):
            quoted = tree.level[k] != tree.level[verb] and _apart(tree, k)
            if (token.rel == "xcomp" or quoted) and tree.kid(k, "case") is None:
                return k
    return _misplaced(tree, verb)


def _misplaced(tree: Tree, verb: int) -> int | None:
    """«назвала решение суда ошибкой», «назвал главным южное направление»: the instrumental that the
    tree hangs on the object."""
    member = _first(tree, verb)
    if member is None or key(tree.tokens[verb]) not in NAMING:
        return None
    for k in tree.kids[member]:
        token = tree.tokens[k]
        bare = token.feats.get("Case") == "Ins" and tree.kid(k, "case") is None
        if bare and k > verb and token.rel in ("nmod", "amod") and not participle(token):
            return k
    return None


def _one_of(tree: Tree, i: int) -> bool:
    """«назвал это одной из главных задач», wherever the tree hangs it."""
    token = tree.tokens[i]
    following = word(tree.tokens[i + 1]) if i + 1 < len(tree) else ""
    # The tags do not tell the cases of «одной» apart.
    called = token.feats.get("Case") == "Ins" or word(token) == "одной"
    return called and key(token) == "один" and following == "из"


def _among(tree: Tree, i: int) -> bool:
    """«назвал Индию в числе главных партнёров»."""
    if key(tree.tokens[i]) != "число" or word(tree.tokens[i - 1]) != "в":
        return False
    return tree.tokens[i].head >= 0 and key(tree.tokens[tree.tokens[i].head]) in NAMING


def _apart(tree: Tree, i: int) -> bool:
    """Whether an instrumental heads its own phrase: not the attribute of another."""
    token = tree.tokens[i]
    head = tree.tokens[token.head] if token.head >= 0 else token
    return token.pos == "NOUN" or (token.pos == "ADJ" and head.feats.get("Case") != "Ins")


def _first(tree: Tree, verb: int) -> int | None:
    """What is called or held to be something: the object."""
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if token.rel in ("obj", "iobj") and token.feats.get("Case") in ("Acc", "Gen", None):
            between = tree.tokens[k + 1 : verb]
            if not any(t.text == "," or predicate(t) for t in between):
                return k
    return None


def _subject_like(tree: Tree, verb: int, second: int, subject: int | None) -> int | None:
    """«считает недопустимым размещение ракет»: an object that looks like a subject."""
    for k in tree.kids[verb]:
        if k > second and k != subject and tree.tokens[k].rel == "nsubj":
            return k
    return None


def _behind(tree: Tree, verb: int, subject: int | None) -> int:
    """First token behind the verb and its subject, commas and adverbs aside."""
    first = verb + 1
    if subject is not None:
        held = tree.span(subject)
        if held[0] == first:
            first = held[1] + 1
    while first < len(tree) - 1 and (
        tree.tokens[first].text in ",:" or tree.tokens[first].pos == "ADV"
    ):
        first += 1
    return first


def _between(tree: Tree, first: int, second: int) -> bool:
    """Whether something that can be called so stands before the second member."""
    return any(
        nominal(t) or t.pos in ("DET", "X") or t.text in MARKS
        for k, t in enumerate(tree.tokens[first:second], first)
        if not tree.under(k, second)
    )


def _clause_start(tree: Tree, verb: int, subject: int | None) -> int:
    """First token of the clause of the verb: its object stands before it."""
    first, level = verb, tree.level[verb]
    while first > 0:
        token = tree.tokens[first - 1]
        if level != OUTSIDE and tree.level[first - 1] != level:
            break
        stops = token.text in ",;:" or word(token) in words("joining")
        if stops and tree.level[first - 1] == level:
            break
        first -= 1
    if subject is not None:
        held = tree.span(subject)
        if held[0] == first and held[1] < verb:
            return verb + 1
    return first


def _does_more(tree: Tree, verb: int, i: int) -> bool:
    """«назвал закон «позорным» и предложил …»: from token i on the subject does something else,
    though the tree hangs it on what was called so."""
    if word(tree.tokens[i]) not in ("и", "а", "но") or i + 1 >= len(tree):
        return False
    following = tree.tokens[i + 1]
    alike = all(
        following.feats.get(f) == tree.tokens[verb].feats.get(f) for f in ("Tense", "Number")
    )
    return finite(following) and following.rel == "conj" and alike and tree.level[i] == OUTSIDE


def _last(tree: Tree, verb: int, second: int) -> int:
    """Last token of an equation: what hangs from its second member, or the verb behind it."""
    if second < verb:
        return verb
    top = second
    if word(tree.tokens[second]) == "как" and tree.tokens[second].head > second:
        top = tree.tokens[second].head
    within = tree.subtree(top)
    last = second
    while last + 1 < len(tree) and (
        last + 1 in within or (tree.tokens[last + 1].pos == "PUNCT" and last + 2 in within)
    ):
        if tree.tokens[last + 1].text in ":;" and tree.level[last + 1] == tree.level[second]:
            return last
        if _does_more(tree, verb, last + 1):
            return last
        last += 1
    if any(token.text == "," for token in tree.tokens[second:last]):
        while last + 1 < len(tree) and tree.tokens[last + 1].pos != "PUNCT":
            last += 1
    if last + 1 < len(tree) and infinitive(tree.tokens[last + 1]):
        last = tree.span(last + 1)[1]
    closing = last + 1 < len(tree) and tree.tokens[last + 1].text in MARKS
    return last + 1 if closing and tree.level[last] != OUTSIDE else last
