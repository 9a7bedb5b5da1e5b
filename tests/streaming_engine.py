"""An endpoint that begins to answer; what comes next is the test's."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Streaming(BaseHTTPRequestHandler):
    """An endpoint that begins to answer; what comes next is the test's."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.go_on()

    def say(self, text):
        delta = {"choices": [{"index": 0, "delta": {"content": text}}]}
        self.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_):
        pass


@contextmanager
def endpoint(handler):
    """The base URL of an endpoint on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def slow_endpoint():
    """The base URL of one that takes minutes; events tell that it was asked, and then left."""
    asked, left = threading.Event(), threading.Event()

    class Slow(Streaming):
        def go_on(self):
            asked.set()
            try:
                for _ in range(2_000):
                    self.say("x")
                    time.sleep(0.05)
            except OSError:
                left.set()

    with endpoint(Slow) as url:
        yield url, asked, left
