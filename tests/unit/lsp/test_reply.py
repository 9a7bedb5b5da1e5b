"""An answer as the document that an editor opens."""

import pytest
from lsprotocol import types

from limner_server.lsp.reply import show_reply
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.answering.reply import CitedPlace
from limner_server.tasks.ask_answer import AskAnswer


class Client:
    """A client that opens documents, or does not."""

    client_name = "tests"

    def __init__(self, *, opens):
        support = types.ShowDocumentClientCapabilities(support=opens)
        window = types.WindowClientCapabilities(show_document=support)
        self.client_capabilities = types.ClientCapabilities(window=window)
        self.shown, self.told = [], []

    async def window_show_document_async(self, params):
        self.shown.append(params)
        return types.ShowDocumentResult(success=True)

    def tell(self, message, kind=types.MessageType.Info):
        del kind
        self.told.append(message)


@pytest.fixture
def answer(tmp_path):
    said = CitedPlace(tmp_path / "src" / "a b.py", 12, 14, "def total(x)")
    unsaid = CitedPlace(tmp_path / "src" / "c.py", 3, 3, "def tax(`x`)")
    proof = Proof(Status.PROVEN, "every place named is there")
    return AskAnswer(
        result="The sum is taken in `src/a b.py:12`.\n",
        places=(said, unsaid),
        root=tmp_path,
        proof=proof,
        candidates=[],
        timings={},
        engine="no model was asked",
    )


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "limner" / "answers"


async def test_the_answer_is_opened_as_markdown_with_links_to_its_places(answer, cache, tmp_path):
    client = Client(opens=True)

    assert await show_reply(client, "Where is the\nsum taken?", answer)

    file, folder = cache / "where-is-the-sum-taken.md", (tmp_path / "src").as_uri()
    assert [params.uri for params in client.shown] == [file.as_uri()]
    assert client.told == []
    assert file.read_text().splitlines() == [
        "# Where is the sum taken?",
        "",
        f"The sum is taken in [src/a b.py:12]({folder}/a%20b.py#L12).",
        "",
        f"- [src/c.py:3]({folder}/c.py#L3) `def tax(x)`",
        "",
        "*every place named is there; no model was asked*",
    ]


async def test_an_editor_that_opens_nothing_tells_the_answer(answer, cache):
    client = Client(opens=False)

    assert not await show_reply(client, "Where?", answer)

    (message,) = client.told
    assert message.startswith("The sum is taken in")
    assert str(cache / "where.md") in message


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("../../etc/passwd?", "etc-passwd.md"),
        ("???", "answer.md"),
        ("wo ist das größte?", "wo-ist-das-größte.md"),
        ("x" * 500, "x" * 60 + ".md"),
    ],
)
async def test_no_question_leads_out_of_the_folder(answer, cache, question, name):
    await show_reply(Client(opens=True), question, answer)

    assert [path.name for path in cache.iterdir()] == [name]
