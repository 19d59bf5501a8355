"""The command line as a person meets it: examples of the help, bad input, exit codes."""

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from itogi.cli import add, app, brief, code, explain, read
from itogi.cli.world import check, show, update

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "examples" / "pages"
runner = CliRunner()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with two sample pages where a person would have them."""
    pages = tmp_path / "examples" / "pages"
    pages.mkdir(parents=True)
    for page in ("rus-kaz-day-of-republic.html", "rus-kaz-grain.html"):
        shutil.copy(PAGES / page, pages)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITOGI_STORE", str(tmp_path / "own.db"))
    return tmp_path


def run(*arguments):
    return runner.invoke(app, list(arguments))


EXAMPLES = [
    line.strip()
    for command in (read, code, explain, add, brief, check, show, update)
    for line in inspect.getdoc(command).splitlines()
    if line.startswith("  itogi ")
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_the_help_run(desk, line):
    shell = line.replace("itogi ", f"{sys.executable} -c 'from itogi.cli import main; main()' ")
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def commands(readme):
    """The lines of the README's blocks that call itogi, as one shell script."""
    blocks = re.findall(r"```console\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.partition("#")[0].strip() for line in lines if line.startswith("itogi ")]


def test_the_commands_of_the_readme_run(desk):
    lines = commands(ROOT / "README.md")
    call = f"itogi() {{ {sys.executable} -c 'from itogi.cli import main; main()' \"$@\"; }}"
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join([call, *lines])], capture_output=True, text=True
    )
    assert len(lines) >= 5
    assert done.returncode == 0, done.stderr


def test_both_readmes_show_the_same_commands():
    assert commands(ROOT / "README.ru.md") == commands(ROOT / "README.md")


def test_the_python_of_the_readme_runs():
    (program,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "CONSULT ('ITA', 'SRB') () actual\n"


def test_the_version(desk):
    assert run("--version").stdout.startswith("itogi ")


def test_python_runs_it_as_a_module(desk):
    told = subprocess.run([sys.executable, "-m", "itogi", "--help"], capture_output=True, text=True)
    assert told.returncode == 0
    assert "brief" in told.stdout


@pytest.mark.parametrize("command", ["read", "code", "add", "brief", "world"])
def test_each_command_has_help_with_an_example(command):
    done = run(command, "--help")
    assert done.exit_code == 0
    assert command == "world" or re.search(rf"itogi {command} ", done.output)


def test_code_writes_one_object_an_article_in_order(desk):
    done = run("code", "--quiet", "examples/pages")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["rus-kaz-day-of-republic", "rus-kaz-grain"]
    assert done.stderr == ""
    assert done.exit_code == 0


def test_jobs_change_nothing(desk):
    assert (
        run("code", "examples/pages").stdout == run("code", "--jobs", "2", "examples/pages").stdout
    )


def test_the_output_is_the_same_in_every_run(desk):
    program = [sys.executable, "-c", "from itogi.cli import main; main()", "code", "examples/pages"]
    runs = {
        subprocess.run(
            program, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1


def test_code_reads_jsonl_from_standard_input(desk):
    line = json.dumps({"id": "a", "text": "Президент Чили прибыл с визитом в Перу."})
    done = runner.invoke(app, ["code", "-"], input=line)
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["id"], row["states"]) == ("a", ["CHL", "PER"])


def test_read_gives_text_without_furniture(desk):
    done = run("read", "--text", "examples/pages/rus-kaz-grain.html")
    assert "Просмотр" not in done.stdout
    assert len(done.stdout) > 500


BAD = [
    ("empty.txt", b"", "empty"),
    ("empty.html", b"", "empty"),
    ("binary.txt", bytes(range(256)) * 20, "binary|not text"),
    ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary|not text|PNG"),
    ("broken.jsonl", b'{"text": "\xd0\xb0"}\n{"text": \n{"text": "\xd0\xb1"}\n', "broken.jsonl:2"),
    ("notext.jsonl", b'{"title": "a"}\n', "text"),
    ("noarticle.html", b"<html><body><nav>menu</nav></body></html>", "article|text"),
    ("letter.doc", b"abc", r"\.html"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_one_line_and_the_rest_is_done(desk, name, content, reason):
    (desk / name).write_bytes(content)
    done = run("code", name, "examples/pages/rus-kaz-grain.html")
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    lines = done.stderr.splitlines()
    assert ids[-1] == "rus-kaz-grain"
    assert done.exit_code == 1
    assert len(lines) == 1
    assert lines[0].startswith(name)
    assert re.search(reason, lines[0])
    assert "Traceback" not in done.stderr


def test_a_missing_path_is_named(desk):
    done = run("code", "nowhere/at/all", "examples/pages/rus-kaz-grain.html")
    assert done.exit_code == 1
    assert "nowhere/at/all" in done.stderr
    assert len(done.stdout.splitlines()) == 1


STORY = """<h1>Президент Сербии прибыл в Италию</h1>
<p>Президент Сербии Александр Вучич прибыл в Рим с двухдневным визитом, сообщила его канцелярия.</p>
<p>Переговоры с премьер-министром Италии займут весь первый день, вечером стороны выступят.</p>
<p>На второй день гостя ждут в палате депутатов, где он расскажет о дорогах и торговле.</p>"""


def test_a_page_in_cp1251_is_read(desk):
    page = f"<html><head><title>Визит</title></head><body>{STORY}</body></html>"
    (desk / "old.html").write_bytes(page.encode("cp1251"))
    (row,) = [json.loads(line) for line in run("code", "old.html").stdout.splitlines()]
    assert row["states"] == ["ITA", "SRB"]


def test_a_page_of_twenty_megabytes_ends_in_time(desk):
    noise = "<script>var a = '" + "x" * (20 * 2**20) + "';</script>"
    (desk / "big.html").write_text(f"<html><body>{STORY}{noise}</body></html>", "utf-8")
    (row,) = [json.loads(line) for line in run("code", "big.html").stdout.splitlines()]
    assert "SRB" in row["states"]


def test_a_truncated_page_keeps_what_it_has(desk):
    whole = (PAGES / "rus-kaz-grain.html").read_bytes()
    (desk / "cut.html").write_bytes(whole[: int(len(whole) * 0.7)])
    done = run("code", "cut.html")
    assert done.exit_code == 0
    assert "KAZ" in json.loads(done.stdout)["states"]


def test_adding_twice_changes_nothing(desk):
    first = run("add", "examples/pages")
    assert "2 added" in first.stderr
    before = run("brief", "RUS", "KAZ").stdout
    second = run("add", "examples/pages")
    assert "0 added, 0 updated, 2 unchanged" in second.stderr
    assert run("brief", "RUS", "KAZ").stdout == before


@pytest.mark.parametrize("ending", [".html", ".md", ".json"])
def test_a_brief_by_ending(desk, ending):
    done = run("brief", "RUS", "KAZ", "examples/pages", "-o", f"brief{ending}")
    assert done.exit_code == 0
    assert len((desk / f"brief{ending}").read_bytes()) > 1000


def test_a_brief_takes_names_in_russian_and_english(desk):
    by_code = run("brief", "RUS", "KAZ", "examples/pages").stdout
    assert run("brief", "Россия", "Казахстан", "examples/pages").stdout == by_code
    assert run("brief", "russia", "Kazakhstan", "examples/pages").stdout == by_code


def test_a_brief_in_english(desk):
    done = run("brief", "RUS", "KAZ", "examples/pages", "--language", "en")
    assert "Russia" in done.stdout and "Sources" in done.stdout


WRONG = [
    (("brief", "RUS", "Казакстан", "examples/pages"), "Казахстан"),
    (("brief", "RUS", "Нарния", "examples/pages"), "Нарния"),
    (("brief", "RUS", "RUS", "examples/pages"), "different"),
    (("brief", "RUS", "KAZ", "examples/pages", "-o", "brief.xyz"), r"\.html"),
    (("brief", "RUS", "KAZ", "examples/pages", "--since", "yesterday"), "yesterday"),
    (("brief", "RUS", "KAZ", "--store", "/nowhere/at/all.db"), "all.db"),
    (("code", "--jobs", "0", "examples/pages"), "jobs"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_wrong_usage_says_what_to_do(desk, arguments, says):
    done = run(*arguments)
    assert done.exit_code == 2
    assert re.search(says, done.stderr)
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(desk):
    program = f"{sys.executable} -c 'from itogi.cli import main; main()' code examples/pages"
    done = subprocess.run(["sh", "-c", f"{program} | head -c 10"], capture_output=True, text=True)
    assert done.stderr == ""


def test_the_program_starts_without_setuptools_or_natasha_imported(desk):
    check_modules = (
        "import sys; sys.modules['pkg_resources'] = None; sys.modules['setuptools'] = None\n"
        "from itogi.coding import code; from itogi.reading import article_from_text\n"
        "coding = code(article_from_text('Сербия поздравила Италию.', 'a'))\n"
        "assert coding.states == ('ITA', 'SRB')\n"
        "assert not {'natasha', 'slovnet', 'navec'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check_modules], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_output_is_utf8_whatever_the_locale(desk):
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    program = [sys.executable, "-c", "from itogi.cli import main; main()"]
    done = subprocess.run(
        [*program, "read", "--text", "examples/pages"], capture_output=True, env=env
    )
    assert done.returncode == 0
    assert "Казахстан" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_verbose_tells_what_it_took(desk, jobs):
    page = desk / "examples" / "pages" / "rus-kaz-grain.html"
    done = run("code", str(page), str(page), "--verbose", "--quiet", "--jobs", jobs)
    assert len(done.stdout.splitlines()) == 2
    said = re.fullmatch(
        r"2 articles in \d+\.\d s, \d+\.\d a second; (\d+) words, (\d+\.\d)% of them met before",
        done.stderr.strip(),
    )
    assert said and int(said[1]) > 200 and 50 <= float(said[2]) <= 100


def test_explain_tells_one_layer_of_one_sentence(desk):
    page = "examples/pages/rus-kaz-grain.html"
    done = run("explain", page, "--sentence", "2", "--layer", "events", "--language", "ru")
    assert done.exit_code == 0
    assert "Предложение 2" in done.stdout and "Предложение 3" not in done.stdout
    assert "События" in done.stdout and "Разбор" not in done.stdout


def test_explain_writes_a_page(desk):
    page = "examples/pages/rus-kaz-grain.html"
    done = run("explain", page, "-o", "grain.html")
    assert done.exit_code == 0, done.output
    assert (desk / "grain.html").read_text("utf-8").count("<svg") > 3


def test_explain_reads_standard_input(desk):
    line = json.dumps({"id": "one", "text": "Япония осудила Иран."}, ensure_ascii=False)
    done = runner.invoke(app, ["explain", "-"], input=line)
    assert done.exit_code == 0
    assert "ACCUSE JPN → IRN" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code_", "said"),
    [
        (["examples/pages/rus-kaz-grain.html", "-o", "a.pdf"], 2, "a.pdf"),
        (["examples/pages/rus-kaz-grain.html", "--sentence", "999"], 1, "no sentence 999"),
        (["nowhere.txt"], 1, "nowhere.txt"),
    ],
)
def test_explain_names_what_it_cannot_do(desk, arguments, code_, said):
    done = run("explain", *arguments)
    assert done.exit_code == code_
    assert said in done.output
