"""Messages of every type of LSP, valid and invalid, at one server that has to live through all."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

# What lsprotocol generates to test itself. It is no part of this project.
MESSAGES = Path(__file__).parents[3] / "shared" / "data" / "lsp" / "lsp_messages.jsonl.gz"
INVALID = {-32700, -32600, -32602}
# A valid request that cannot be done: no such method, no such command.
UNFULFILLED = {-32601, -32803}


class Wire:
    """The bytes between a client and a server, without a library that would mend them."""

    def __init__(self):
        self.server = subprocess.Popen(
            [sys.executable, "-m", "limner_server.cli.main", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self):
        self.server.kill()
        self.server.wait()
        for pipe in (self.server.stdin, self.server.stdout):
            pipe.close()

    def send(self, message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def request(self, number, method, params=None):
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})

    def open(self, uri, language, text):
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        params = {"textDocument": document}
        self.send({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})

    def actions(self, uri, character):
        place = {"line": 0, "character": character}
        params = {
            "textDocument": {"uri": uri},
            "range": {"start": place, "end": place},
            "context": {"diagnostics": []},
        }
        self.request("actions", "textDocument/codeAction", params)
        return self.receive()["result"]

    def receive(self):
        length = 0
        while (line := self.server.stdout.readline().strip()) or not length:
            assert self.server.poll() is None, "the server is gone"
            if line.startswith(b"Content-Length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def answers_to(self, message, sentinel):
        """All that comes back on `message`, before the answer to a harmless request after it."""
        self.send(message)
        self.request(sentinel, "limner/no-such-method")
        received = []
        while (answer := self.receive()).get("id") != sentinel:
            received.append(answer)
        return [answer for answer in received if "method" not in answer]


@pytest.fixture
def wire():
    wire = Wire()
    wire.request("hello", "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert wire.receive()["id"] == "hello"
    wire.send({"jsonrpc": "2.0", "method": "initialized", "params": {}})
    yield wire
    wire.close()


def all_messages():
    with gzip.open(MESSAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            # These two end the conversation, as they should; another test says how.
            if entry["msg"].get("method") not in ("exit", "shutdown"):
                yield entry


def verdict(entry, answers):
    """What is wrong with the server's answers to a message, or an empty string."""
    message, kind = entry["msg"], entry["type"]
    errors = [answer["error"]["code"] for answer in answers if "error" in answer]
    if not entry["valid"]:
        if errors and errors[0] in INVALID:
            return ""
        # What is inside a response can be judged only where the server had asked for it.
        return "" if kind.endswith("Response") and not answers else "accepted"
    if kind.endswith("Request"):
        if len(answers) != 1 or answers[0]["id"] != message["id"]:
            return f"answered {len(answers)} times"
        return "" if not errors or errors[0] in UNFULFILLED else "refused"
    return "answered" if answers else ""


@pytest.mark.skipif(not MESSAGES.exists(), reason="the messages are not on this machine")
def test_valid_messages_are_accepted_and_invalid_ones_answered_with_an_error(wire):
    entries = list(all_messages())
    faults = {}

    for number, entry in enumerate(entries):
        fault = verdict(entry, wire.answers_to(entry["msg"], f"sentinel {number}"))
        if fault:
            faults[number] = (fault, entry["type"], json.dumps(entry["msg"])[:300])

    assert len(entries) > 8000
    assert list(faults.values()) == []
    assert wire.server.poll() is None


@pytest.mark.parametrize(
    "message",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"jsonrpc": "2.0", "id": 1, "method": "textDocument/codeAction", "params": 7}',
        b'{"jsonrpc": "2.0", "id": 1, "method": ["textDocument/codeAction"]}',
        b'[{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]',
        b'{"jsonrpc": "2.0", "id": 1e400, "method": "shutdown"}',
    ],
)
def test_bytes_that_are_no_message_get_an_error(wire, message):
    answers = wire.answers_to(message, "after")

    if message:
        assert answers[0]["error"]["code"] in INVALID
    assert wire.server.poll() is None


def test_requests_before_the_beginning_and_after_the_end_get_an_error():
    wire = Wire()
    hover = {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}

    wire.request(1, "textDocument/hover", hover)
    assert wire.receive()["error"]["code"] == -32002
    wire.request(2, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert "result" in wire.receive()
    wire.request(3, "shutdown")
    assert wire.receive() == {"jsonrpc": "2.0", "id": 3, "result": None}
    wire.request(4, "textDocument/hover", hover)
    assert wire.receive()["error"]["code"] == -32600
    wire.send({"jsonrpc": "2.0", "method": "exit"})

    assert wire.server.wait(10) == 0
    wire.close()


def test_a_second_beginning_forgets_nothing(wire):
    wire.open("untitled:1", "html", "<p>")

    wire.request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})

    assert "result" in wire.receive()
    actions = wire.actions("untitled:1", 0)
    assert actions[0]["title"] == "Code from the clipboard image"


def test_a_client_that_says_more_than_is_known_keeps_its_server(tmp_path):
    """A capability of a later LSP; the root and the encoding are understood all the same."""
    (tmp_path / "shot.png").write_bytes(b"")
    text = "é ![x](shot.png)"
    capabilities = {
        "general": {"positionEncodings": ["utf-8"]},
        "textDocument": {"synchronization": "of a new kind"},
    }
    params = {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": capabilities}
    wire = Wire()

    wire.request(1, "initialize", params)

    assert wire.receive()["result"]["capabilities"]["positionEncoding"] == "utf-8"
    wire.open("untitled:1", "markdown", text)
    action, *_ = wire.actions("untitled:1", 4)
    assert action["title"] == "Code from shot.png"
    start = action["arguments"][0]["range"]["start"]["character"]
    assert text.encode()[start:].startswith(b"![x]")
    wire.close()
