"""Which branch of a state a phrase or a speaker stands for."""

from __future__ import annotations

from importlib.resources import files

import pytest

from itogi.coding import as_contract, code
from itogi.coding.referents.branches import branches, read_branches
from itogi.reading import article_from_text
from test_referents import at

TABLE = files("itogi.coding").joinpath("tables", "branches.toml").read_text("utf-8")

PHRASES = [
    # The post itself tells.
    ("[Президент] Уругвая Хуан Перес доволен.", "head_of_state"),
    ("[Министр] иностранных дел Чили Пабло Рохас доволен.", "foreign_ministry"),
    ("[Премьер-министр] Венгрии Иштван Надь прибыл.", "government"),
    ("[Министр] сельского хозяйства Франции Поль Мартен прибыл.", "government"),
    ("[Посол] Норвегии в Москве Кнут Йенсен молчал.", "diplomatic_mission"),
    ("Военный [атташе] посольства США Джон Смит отбыл.", "diplomatic_mission"),
    ("[Губернатор] Орловской области Пётр Белов рад.", "regional"),
    ("[Депутат] сейма Латвии Янис Озолс удивлён.", "parliament"),
    ("[Секретарь] Совета безопасности Армении Арам Саргсян отбыл.", "security_council"),
    # The words of the post name the body that is served.
    ("Официальный [представитель] МИД Литвы Ян Вайткус недоволен.", "foreign_ministry"),
    ("[Пресс-секретарь] президента Перу Хуан Диас ответил.", "head_of_state"),
    ("[Председатель] комитета Госдумы по обороне Иван Петров возразил.", "parliament"),
    ("[Заместитель] министра обороны Польши Ян Новак уехал.", "defence"),
    ("[Замминистра] иностранных дел Ирана Хасан Резаи сказал.", "foreign_ministry"),
    ("[Судья] Верховного суда США Джон Смит возразил.", "court"),
    ("[Глава] ЦИК Молдавии Ион Русу подвёл итог.", "election_commission"),
    ("Официальный кремлёвский [представитель] Иван Зуев молчал.", "head_of_state"),
    ("[Полковник] полиции Иван Зуев молчал.", "law_enforcement"),
    ("[Генерал-майор] Иван Зуев молчал.", "defence"),
    # The tables of people tell.
    ("[Лавров] прибыл в Вену.", "foreign_ministry"),
    # Bodies.
    ("[МИД] Дании доволен.", "foreign_ministry"),
    ("[Посольство] Чехии в Минске не ответило.", "diplomatic_mission"),
    ("Верховный [суд] Бразилии отказал.", "court"),
    ("[Центробанк] Турции повысил ставку.", "central_bank"),
    ("[СБУ] сообщила о задержании.", "security_service"),
    ("[Кремль] ответил на ноту.", "head_of_state"),
    ("[Парламент] Грузии принял закон.", "parliament"),
    ("[Полиция] Швеции задержала троих.", "law_enforcement"),
    ("[Пресс-служба] президента Молдавии уточнила.", "head_of_state"),
    # Several have a branch if they share it.
    ("[Министр] обороны Чили Пабло Рохас и министр обороны Перу Хуан Диас молчат.", "defence"),
    ("[Министры] иностранных дел России и Ирана встретились.", "foreign_ministry"),
    ("[Посол] Чили Пабло Рохас и министр обороны Перу Хуан Диас ответили.", None),
    # Nothing tells, or of no branch.
    ("[Россия] ответила на ноту.", None),
    ("[Эксперт] Иван Петров сомневается.", None),
    ("[Лидер] партии Джон Браун победил.", None),
    ("[Генсек] НАТО Йенс Столтенберг приедет.", None),
    ("[Судоходство] Дании растёт.", None),
]


@pytest.mark.parametrize(("text", "branch"), PHRASES)
def test_whose_branch(text: str, branch: str | None) -> None:
    found = at(text)
    assert (found and found.branch) == branch


STATEMENTS = [
    ("МИД Дании заявил, что переговоры продолжатся.", "official", "foreign_ministry"),
    ("По словам министра обороны Польши Яна Новака, учения закончены.", "official", "defence"),
    ("Он не изменит решения, сообщил посол Чили Пабло Рохас.", "official", "diplomatic_mission"),
    ("Россия заявила, что ответит на ноту.", "official", None),
    ("Бывший министр обороны Польши Ян Новак заявил, что учения нужны.", "other", None),
    ("Источник в МИД Дании сообщил, что переговоры продолжатся.", "source", None),
]


@pytest.mark.parametrize(("text", "voice", "branch"), STATEMENTS)
def test_only_an_official_voice_has_a_branch(text: str, voice: str, branch: str | None) -> None:
    (row,) = as_contract(code(article_from_text(text, "note")))["statements"]
    assert (row["voice"], row["branch"]) == (voice, branch)


def test_every_branch_named_is_of_the_vocabulary() -> None:
    table = branches()
    assert {*table.posts.values(), *filter(None, table.worded.values())} <= set(table.names)
    assert {group.rpartition("_")[0] for group in table.bodies.groupindex} == set(table.names)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[branches]", "[branches", "not valid TOML"),
        ('finance = "government"', 'finance = "treasury"', "posts.finance"),
        ('finance = "government"\n', "", "finance: this branch of posts stands in offices.toml"),
        ("[posts]\n", '[posts]\ncaptain = "defence"\n', "captain: .* is not in offices.toml"),
        ("[worded]\n", '[worded]\nfinance = ""\n', "more than one"),
        ("[bodies]\n", '[bodies]\nnavy = ["флот"]\n', "bodies.navy"),
        ('court = ["суд"', 'court = ["", "суд"', "bodies.court"),
        ("[branches]\n", "[branches]\nodd = 3\n", r"\[branches\]"),
    ],
)
def test_a_broken_table_is_named(old: str, new: str, message: str) -> None:
    assert old in TABLE
    with pytest.raises(ValueError, match=f"branches.toml: .*{message}"):
        read_branches(TABLE.replace(old, new))
