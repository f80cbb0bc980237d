"""A loopback server in a process of its own over pages that were made before: it takes next to no time itself."""

import asyncio
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def serving(pages: Mapping[str, bytes], port: int) -> Iterator[None]:
    """Serve pages by path on 127.0.0.1; each is a whole answer, headers included."""
    ready = multiprocessing.Event()
    process = multiprocessing.Process(target=_run, args=(dict(pages), port, ready), daemon=True)
    process.start()
    ready.wait(30)
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _run(pages: dict[str, bytes], port: int, ready: "multiprocessing.synchronize.Event") -> None:
    asyncio.run(_serve(pages, port, ready))


async def _serve(pages: dict[str, bytes], port: int, ready: "multiprocessing.synchronize.Event") -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := await reader.readline():
            while (await reader.readline()).strip():
                pass
            writer.write(pages.get(request.split()[1].decode(), MISSING))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    ready.set()
    await server.serve_forever()
