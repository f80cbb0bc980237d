"""Faults of connections, of answers and of their framing."""

from tests.faults.promises import HALF, LOST, RECORD
from tests.faults.site import wires
from tests.faults.site.fault import NONE, POSTS, Fault
from tests.faults.site.server import EVERYWHERE, POST, Stage
from tests.faults.site.wires import first, status


def nobody_there(stage: Stage) -> None:
    """Nobody listens at the port."""
    stage.http.socket.close()


def gone_after_three_posts(stage: Stage) -> None:
    """Nobody listens any more once three posts were asked for."""

    def leave(line: wires.Line) -> None:
        stage.http.socket.close()
        wires.good(line)

    stage.wires[POST.format(20)] = leave


CONNECTIONS = (
    Fault("nobody listens", RECORD, code=5, stored=NONE, prepare=nobody_there, told="refused|Refused"),
    Fault("nobody listens any more", RECORD, code=5, stored=frozenset({20, 24}), prepare=gone_after_three_posts),
    Fault("reset at once", LOST, wires.reset, error="ConnectionLost|ResponseNeverReceived|connection"),
    Fault("reset in the middle of a body", HALF, wires.reset_inside, error="."),
    Fault("no answer", RECORD, wires.silent, error="took longer than"),
    Fault("no answer, the first time", LOST, first(1, wires.silent), 0, POSTS),
    Fault("silence in the middle of a body", HALF, wires.silent_inside, error="took longer than"),
    Fault("silence everywhere", RECORD, wires.silent, 5, NONE, at=EVERYWHERE, told="took longer than"),
    Fault("reset everywhere", RECORD, wires.reset, 5, NONE, at=EVERYWHERE),
)
FRAMING = (
    Fault("chunks that are cut", HALF, wires.cut_chunks, error="."),
    Fault("gzip that is cut", HALF, wires.cut_gzip, error="."),
    Fault("cut, without a length", HALF, wires.cut_without_length, error="."),
    Fault("a Content-Length that is too large", HALF, wires.length_too_large, error="."),
    Fault("a Content-Length that is too small", HALF, wires.length_too_small, error="."),
    Fault("chunks that are cut, the first time", LOST, first(1, wires.cut_chunks), 0, POSTS),
    Fault("gzip that is cut, the first time", LOST, first(1, wires.cut_gzip), 0, POSTS),
    Fault("no HTTP", LOST, lambda line: line.send(b"220 mail.example ESMTP\r\n"), error="."),
    Fault("nothing", LOST, lambda line: None, error="."),
)
STATUSES = (
    Fault("403", RECORD, status("403 Forbidden"), error="HTTP status 403"),
    Fault("404", LOST, status("404 Not Found"), 0),
    Fault("410", LOST, status("410 Gone"), 0),
    Fault("429 with Retry-After", LOST, first(1, status("429 Slow", "Retry-After: 1")), 0, POSTS),
    Fault("503 with Retry-After", LOST, first(1, status("503 Busy", "Retry-After: 1")), 0, POSTS),
    Fault(
        "503 with a long Retry-After", RECORD, status("503 Busy", "Retry-After: 9999"), 5, NONE, told="asks for 9999 s"
    ),
    Fault("500 for a while", LOST, first(1, status("500 Oops")), 0, POSTS),
    Fault("500 for ever", RECORD, status("500 Oops"), error="HTTP status 500"),
    Fault("a status beyond all", LOST, status("999 Request denied"), error="HTTP status 999"),
    Fault("403 everywhere", RECORD, status("403 Forbidden"), 4, NONE, at=EVERYWHERE, told="status 403"),
    Fault("404 everywhere", RECORD, status("404 Not Found"), 4, NONE, at=EVERYWHERE),
    Fault("a list that is cut", HALF, wires.cut_without_length, 4, POSTS, at="/index.php/category-2.html"),
)
FAULTS = (*CONNECTIONS, *FRAMING, *STATUSES)
