"""Archives as other crawlers write them: Common Crawl, Heritrix, wget, Browsertrix, and the old ARC files."""

import gzip
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.fakesite.dates import http_date

HTML = "text/html; charset=utf-8"
WARC_DATE = "2026-03-10T04:00:00Z"


@dataclass(frozen=True)
class Answer:
    """An answer that a crawler got, and what it wrote of it."""

    url: str
    body: bytes = b""
    kind: str = HTML
    at: float | None = None
    """What its Date header says; None where it has none."""
    warc_date: str = WARC_DATE
    status: str = "200 OK"
    protocol: str = "HTTP/1.1"
    record: str = "response"
    warc: Mapping[str, str] = field(default_factory=dict)
    """Further WARC headers."""
    http: Mapping[str, str] = field(default_factory=dict)
    """Further HTTP headers."""

    @property
    def digest(self) -> str:
        """Of its body, as crawlers write it."""
        return "sha1:" + b32encode(sha1(self.body, usedforsecurity=False).digest()).decode()

    def again(self, at: float) -> "Answer":
        """The record of a crawler that has seen the same once more, and keeps no second copy."""
        told = {"WARC-Payload-Digest": self.digest, "WARC-Refers-To-Target-URI": self.url}
        told["WARC-Profile"] = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        return replace(self, body=b"", at=at, record="revisit", warc=told)

    def headers(self) -> list[tuple[str, str]]:
        """Of HTTP."""
        date = {} if self.at is None else {"Date": http_date(self.at)}
        return [*{**({"Content-Type": self.kind} if self.kind else {}), **date, **self.http}.items()]


def warc(answers: Iterable[Answer], packed: bool = True) -> bytes:
    """A file as most crawlers write it: what it is, then a record for each answer."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "Crawler/3.4", "format": "WARC"}))
    for each in answers:
        writer.write_record(_record(writer, each))
    return out.getvalue()


def common_crawl(answers: Iterable[Answer], packed: bool = True) -> bytes:
    """A file of Common Crawl's: request, answer and metadata; bodies unpacked, and what they were packed in renamed."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    writer.write_record(writer.create_warcinfo_record("CC-MAIN.warc.gz", {"software": "Nutch", "isPartOf": "CC-MAIN"}))
    for each in answers:
        renamed = {"X-Crawl-Content-Encoding": "gzip", "X-Crawl-Transfer-Encoding": "chunked"}
        kind = each.kind.partition(";")[0] or "application/octet-stream"
        told = {"WARC-Payload-Digest": each.digest, "WARC-Identified-Payload-Type": kind, **each.warc}
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Accept-Encoding", "gzip")], is_http_request=True)
        date = {"WARC-Date": each.warc_date}
        writer.write_record(writer.create_warc_record(each.url, "request", http_headers=asked, warc_headers_dict=date))
        writer.write_record(_record(writer, replace(each, warc=told, http={**renamed, **each.http})))
        note = b"fetchTimeMs: 217\r\ncharset-detected: UTF-8\r\nlanguages-cld2: {}\r\n"
        writer.write_record(
            writer.create_warc_record(
                each.url,
                "metadata",
                BytesIO(note),
                length=len(note),
                warc_content_type="application/warc-fields",
                warc_headers_dict=date,
            )
        )
    return out.getvalue()


def _record(writer: WARCWriter, answer: Answer) -> object:
    head = StatusAndHeaders(answer.status, answer.headers(), protocol=answer.protocol)
    return writer.create_warc_record(
        answer.url,
        answer.record,
        BytesIO(answer.body),
        length=len(answer.body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": answer.warc_date, **answer.warc},
    )


def arc_records(answers: Iterable[Answer]) -> Iterator[bytes]:
    """Records as crawlers wrote them before there was WARC, the first of which tells what the file is."""
    note = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    yield b"filedesc://a.arc 0.0.0.0 20260310040000 text/plain %d\n%b\n" % (len(note), note)
    for each in answers:
        lines = [f"{each.protocol} {each.status}", *(f"{name}: {value}" for name, value in each.headers())]
        content = "\r\n".join(lines).encode() + b"\r\n\r\n" + each.body
        date = "".join(sign for sign in each.warc_date if sign.isdigit())
        kind = each.kind.partition(";")[0]
        yield f"{each.url} 192.0.2.1 {date} {kind} {len(content)}\n".encode() + content + b"\n"


def arc(answers: Iterable[Answer], packed: bool = True) -> bytes:
    """An ARC file."""
    return b"".join(gzip.compress(record) if packed else record for record in arc_records(answers))


def wacz(path: Path, archives: Mapping[str, bytes], compression: int = ZIP_STORED) -> Path:
    """A file of Browsertrix': archives, their index and a word on them, in a zip file."""
    with ZipFile(path, "w", compression) as packed:
        packed.writestr("datapackage.json", '{"profile": "data-package"}')
        for name, content in archives.items():
            packed.writestr(f"archive/{name}", content)
        packed.writestr("indexes/index.cdx.gz", gzip.compress(b"!meta 0 {}\n"))
    return path
