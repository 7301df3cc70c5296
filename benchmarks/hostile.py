"""Files that somebody made to do harm: bombs, loops, lies about lengths, things within things.

Gives each by its name, made when it is asked for; all are our own. benchmarks/intake.py and tests/documents/test_hostile.py take them in.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

TEXT = "Nordkorea hat nach Angaben des Geheimdienstes Soldaten nach Russland entsandt. Der Kreml bestritt das am Freitag."
MB = 1_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "http://127.0.0.1/x">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/evil.dtd">'


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


def zipped(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return out.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    xref = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1,
        xref,
        trailer,
        len(out),
    )


def paged(
    content: bytes, filters: bytes = b"/FlateDecode", fonts: bytes = b"", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF of one page with this content."""
    stream = b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(content), filters, content)
    kid = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<%s>>>>>>" % fonts
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", kid, stream, *more)


def many_pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(number))
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, number),
               *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * number)  # fmt: skip


def deflated(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def gzip_bomb(piece: bytes, times: int) -> bytes:
    """Many members of the same: ten gigabytes from ten megabytes."""
    return gzip.compress(piece, 9) * times


def overlapping(files: int) -> bytes:
    """An archive whose list names one bomb many times."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"a" * (60 * MB)
    packed = kernel.compress(data) + kernel.flush()
    crc, name = zlib.crc32(data), b"a"
    local = (
        struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(packed), len(data), 1, 0)
        + name
        + packed
    )
    entries = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(packed), len(data), 6, 0, 0, 0, 0, 0, 0
        )
        + b"%06d" % n
        for n in range(files)
    )
    return (
        local
        + entries
        + struct.pack(
            "<4s4H2LH", b"PK\5\6", 0, 0, min(files, 65535), min(files, 65535), len(entries), len(local), 0
        )
    )


def docx(document: bytes) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document))


def warc(*records: bytes) -> bytes:
    return b"\r\n\r\n".join(records) + b"\r\n\r\n"


def response(
    body: bytes, length: int | None = None, coding: str = "", url: str = "http://bote.example/a"
) -> bytes:
    """One answer in an archive, with the length that it claims."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n".encode() + body
    size = len(http) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-10-18T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + http


def letter(*parts: str, head: str = "") -> bytes:
    return ("From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n" + head + "\r\n".join(parts)).encode(
        "utf-8", "surrogatepass"
    )


def nested_letter(deep: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(deep))
    return letter(opened + "Content-Type: text/plain\r\n\r\n" + TEXT)


FILES: dict[str, Callable[[], bytes]] = {
    # pages
    "deep.html": lambda: page("<div>" * 150_000 + TEXT),
    "deep-tables.html": lambda: page("<table><tr><td>" * 50_000 + TEXT),
    "deep-lists.html": lambda: page("<ul><li>" * 100_000 + TEXT),
    "deep-fonts.html": lambda: page("<font><b><i>" * 60_000 + TEXT),
    "deep-quotes.html": lambda: page("<blockquote>" * 80_000 + TEXT),
    "brackets.html": lambda: page("<" * 1_900_000),
    "half-tags.html": lambda: page("<a href=" * 200_000),
    "comments.html": lambda: page("<!--" * 400_000),
    "before.html": lambda: b"<!-- -->" * 240_000 + page(TEXT),
    "attributes.html": lambda: page("<p " + " ".join(f"a{n}=b" for n in range(150_000)) + f">{TEXT}</p>"),
    "attribute.html": lambda: page(f"<p class='{'a ' * 900_000}'>{TEXT}</p>"),
    "paragraphs.html": lambda: page("<p>a</p>" * 200_000),
    "real-paragraphs.html": lambda: page(f"<article>{f'<p>{TEXT}</p>' * 14_000}</article>"),
    "links.html": lambda: page("<a href='/a'>a b c d</a>" * 70_000),
    "breaks.html": lambda: page(f"<article><p>{'a<br>' * 350_000}</p></article>"),
    "spans.html": lambda: page("<article><p>" + "<span>a</span>" * 130_000 + "</p></article>"),
    "entities.html": lambda: page(f"<p>{'&amp;' * 380_000}</p>"),
    "odd-entities.html": lambda: page(f"<p>{TEXT}{'&#x110000;&#0;&#xD800;&#99999999999;' * 40_000}</p>"),
    "laughs.html": lambda: (DOCTYPE.replace("x [", "html [") + f"<html><body><p>&l9;&file;{TEXT}</p></body></html>").encode(),
    "outside.xhtml": lambda: (OUTSIDE.replace("x S", "html S") + f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{TEXT}</p></body></html>").encode(),
    "records.html": lambda: page(f"<p>{TEXT}</p>", f"<script type='application/ld+json'>{'[' * 900_000}</script>"),
    "records-wide.html": lambda: page(f"<p>{TEXT}</p>", "<script type='application/ld+json'>{\"@graph\":[" + '{"@type":"A"},' * 20_000 + "{}]}</script>"),
    "digits.html": lambda: page(f"<article><p>{'1' * 1_900_000}</p></article>"),
    "dates.html": lambda: page(f"<article><p>{'2024-10-18 ' * 170_000}</p></article>"),
    "addresses.html": lambda: page(f"<article><p>{'http://a.b/c?d=e&f ' * 90_000}</p></article>"),
    "word.html": lambda: page(f"<article><p>{'a' * 1_900_000}</p></article>"),
    "blanks.html": lambda: page(f"<article><p>{' ' * 1_900_000}{TEXT}</p></article>"),
    "title.html": lambda: page(f"<p>{TEXT}</p>", f"<title>{'a ' * 900_000}</title>"),
    "metas.html": lambda: page(f"<p>{TEXT}</p>", "<meta name='author' content='a'>" * 60_000),
    "marks.html": lambda: page(f"<p>{('a' + chr(0x301) * 30) * 30_000}</p>"),
    "zeros.html": lambda: b"<html>" + b"\0" * 1_900_000,
    "controls.html": lambda: page("<p>" + "\x1b[2J\x07\x9b31m\u202e" * 100_000 + TEXT + "</p>"),
    "halves.html": lambda: page("<p>" + "\ud800" * 100_000 + "</p>"),
    "garbled.html": lambda: page("<p>" + "Ã¤Ã¶Ã¼" * 300_000 + "</p>"),
    "charset-hex.html": lambda: page(f"<p>{TEXT}ä</p>", "<meta charset='hex'>").replace("ä".encode(), b"\xe4"),
    "charset-idna.html": lambda: page(f"<p>{TEXT}ä</p>", "<meta charset='idna'>").replace("ä".encode(), b"\xe4" * 100_000),
    "charset-utf7.html": lambda: page(f"<p>+ADw-script+AD4-{TEXT}ä</p>", "<meta charset='utf-7'>").replace("ä".encode(), b"\xe4"),
    "utf16-cut.html": lambda: b"\xff\xfe" + page(f"<p>{TEXT}</p>").decode().encode("utf-16-le")[:-1],
    "large.html": lambda: page("a" * 3_000_000),
    "scripts.html": lambda: page(f"<article><p>{TEXT}</p><script>alert(1)</script><p onclick=alert(1)><img src=x onerror=alert(1)>{TEXT}</p></article>"),
    "javascript.html": lambda: page(f"<article><p>{TEXT}</p></article>", "<link rel=canonical href='javascript:alert(1)'><base href='javascript:'><meta property='og:url' content='data:text/html,x'>"),
    # PDF
    "only-the-mark.pdf": lambda: b"%PDF",
    "cut.pdf": lambda: paged(deflated(b"BT ET"))[:200],
    "noise.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8_000,
    "bomb.pdf": lambda: paged(deflated(b"0 " * 300 * MB)),
    "bomb-twice.pdf": lambda: paged(deflated(b"0 " * 300 * MB, 2), b"[/FlateDecode/FlateDecode]"),
    "filters.pdf": lambda: paged(deflated(b"BT ET", 40), b"[" + b"/FlateDecode" * 40 + b"]"),
    "run-lengths.pdf": lambda: paged(b"\x81a" * 2_000_000, b"/RunLengthDecode"),
    "a-loop-of-pages.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"),
    "a-loop-of-trailers.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"<</Root 1 0 R/Prev 9>>").replace(b"/Prev 9", b"/Prev 150"),
    "says-a-million.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", b"<</Type/Page/Parent 2 0 R>>"),
    "many-pages.pdf": lambda: many_pages(3_000),
    "deep-arrays.pdf": lambda: paged(deflated(b"[" * 5 * MB)),
    "deep-objects.pdf": lambda: pdf(b"[" * 500_000),
    "operators.pdf": lambda: paged(deflated(b"BT /F 9 Tf (a) Tj ET\n" * 400_000)),
    "a-map-of-letters.pdf": lambda: paged(deflated(b"BT /F 9 Tf (a) Tj ET"), fonts=b"/F 5 0 R", more=(b"<</Type/Font/Subtype/Type0/BaseFont/A/ToUnicode 6 0 R>>", _stream(b"1 beginbfrange\n<00000000> <7FFFFFFF> <0041>\nendbfrange"))),
    "says-it-is-long.pdf": lambda: paged(deflated(b"BT ET")).replace(b"/Length ", b"/Length 9999999"),
    "encrypted.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"<</Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6>>>>"),
    # archives
    "bomb.zip": lambda: zipped(("a.txt", b"a" * 70 * MB), ("b.txt", TEXT.encode())),
    "bombs.zip": lambda: zipped(*[(f"{n}.txt", b"a" * 59 * MB) for n in range(20)]),
    "overlapping.zip": lambda: overlapping(5_000),
    "many-files.zip": lambda: overlapping(400_000),
    "in-itself.zip": lambda: zipped(("a.zip", zipped(("b.zip", zipped(("c.txt", TEXT.encode())))))),
    "out-of-it.zip": lambda: zipped(("../../../etc/x.txt", TEXT.encode()), ("/etc/y.txt", TEXT.encode()), ("C:\\z.txt", TEXT.encode()), ("\x1b[2J.txt", TEXT.encode())),
    "cut.zip": lambda: zipped(("a.txt", TEXT.encode()))[:-30],
    "password.zip": lambda: _with_password(zipped(("a.txt", TEXT.encode()))),
    "wrong-length.zip": lambda: zipped(("a.txt", TEXT.encode() * 100)).replace(struct.pack("<L", len(TEXT) * 100), struct.pack("<L", 9)),
    "endless-line.jsonl.gz": lambda: gzip_bomb(b'{"text": "' + b"a" * 100 * MB, 100),
    "endless.txt.gz": lambda: gzip_bomb(b"\n" * 100 * MB, 100),
    "empty-lines.jsonl.gz": lambda: gzip_bomb(b"\n" * 100 * MB, 100),
    "cut.jsonl.gz": lambda: gzip.compress(b'{"text": "a"}\n' * 1_000)[:-20],
    "noise.gz": lambda: b"\x1f\x8b" + bytes(range(256)) * 100,
    "bomb.txt.zst": lambda: _zstandard(b"a" * 400 * MB),
    # office documents and letters
    "laughs.docx": lambda: docx(f"<?xml version='1.0'?>{DOCTYPE}<x>&l9;&file;&net;</x>".encode()),
    "bomb.docx": lambda: docx(b"<x>" + b"<y/>" * 24 * MB + b"</x>"),
    "deep.docx": lambda: docx(b"<x>" * 3 * MB),
    "empty.docx": lambda: zipped(("word/document.xml", b"")),
    "deep.eml": lambda: nested_letter(5_000),
    "header.eml": lambda: letter(TEXT, head="X: " + "a " * 900_000 + "\r\n\r\n"),
    "words-in-header.eml": lambda: letter(TEXT, head="Subject: " + "=?utf-8?q?=41?= " * 100_000 + "\r\n\r\n"),
    "charset.eml": lambda: letter(TEXT, head="Content-Type: text/plain; charset=zlib\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
    "senders.eml": lambda: letter(TEXT, head="To: " + "a@b.example, " * 200_000 + "\r\n\r\n"),
    "boundaries.eml": lambda: letter("--b\r\n\r\na\r\n" * 200_000, head="Content-Type: multipart/mixed; boundary=b\r\n\r\n"),
    "empty-letters.mbox": lambda: b"From a 2024\nA:\n" * 3_000_000,
    "one-line.mbox": lambda: b"From " + b"1" * 40 * MB,
    # feeds and lists of feeds
    "laughs.feed": lambda: f"<?xml version='1.0'?>{DOCTYPE}<rss version='2.0'><channel><title>&l9;&file;</title></channel></rss>".encode(),
    "outside.feed": lambda: f"{OUTSIDE}<rss version='2.0'><channel><item><title>a</title><link>file:///etc/passwd</link></item></channel></rss>".encode(),
    "title.feed": lambda: f"<rss version='2.0'><channel><title>{'<b>' * 3 * MB}</title></channel></rss>".encode(),
    "items.feed": lambda: ("<rss version='2.0'><channel>" + "<item><link>http://a.example/</link></item>" * 250_000).encode(),
    "deep.feed": lambda: ("<rss version='2.0'><channel>" + "<a>" * 3 * MB).encode(),
    "content.feed": lambda: ("<rss version='2.0'><channel><item><link>http://a.example/</link><description>" + "&lt;p&gt;a&lt;/p&gt;" * 600_000 + "</description></item></channel></rss>").encode(),
    "spaces.feed": lambda: ("<rss version='2.0' " + "".join(f"xmlns:a{n}='urn:{n}' " for n in range(100_000)) + "><channel/></rss>").encode(),
    "dates.feed": lambda: ("<rss version='2.0'><channel>" + "<item><link>http://a.example/</link><pubDate>" + "1" * 5 * MB + "</pubDate></item></channel></rss>").encode(),
    "name.feed": lambda: b"/etc/passwd",
    "laughs.opml": lambda: f"<?xml version='1.0'?>{DOCTYPE}<opml><body><outline xmlUrl='&l9;'/></body></opml>".encode(),
    "laughs-utf16.opml": lambda: f"<?xml version='1.0' encoding='utf-16'?>{DOCTYPE}<opml><body><outline xmlUrl='&l9;'/></body></opml>".encode("utf-16"),
    "outside.opml": lambda: f"{OUTSIDE}<opml><outline xmlUrl='http://a.example/'/></opml>".encode(),
    "deep.opml": lambda: b"<opml>" + b"<outline>" * MB,
    "wide.opml": lambda: ("<opml>" + "".join(f"<outline xmlUrl='http://a.example/{n}'/>" for n in range(250_000)) + "</opml>").encode(),
    "attribute.opml": lambda: b"<opml><outline xmlUrl='http://" + b"a" * 14 * MB + b"'/></opml>",
    # web archives
    "says-it-is-long.warc": lambda: warc(response(page(TEXT), 9_999_999_999)),
    "says-it-is-short.warc": lambda: warc(response(page(f"<p>{TEXT}</p>"), 40)),
    "bomb.warc": lambda: warc(response(gzip.compress(page("a" * 100 * MB), 9), coding="Content-Encoding: gzip\r\n")),
    "bombs.warc.gz": lambda: gzip_bomb(warc(response(page("a" * 50 * MB))), 50),
    "header.warc": lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * 2 * MB,
    "chunks.warc": lambda: warc(response(b"FFFFFFFFFF\r\n" + page(TEXT), coding="Transfer-Encoding: chunked\r\n")),
    "noise.warc": lambda: b"WARC/1.0\r\n" + bytes(range(256)) * 1_000,
    # what is no text
    "instructions.xml": lambda: b"<?a" * 600_000,
    "blanks.xml": lambda: b" " * 50 * MB + b"<a></a>",
    "deep-list.json": lambda: b"[" * 50 * MB,
    # lines
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 5 * MB,
    "long-line.jsonl": lambda: b'{"text": "' + b"a" * 70 * MB + b'"}',
    "halves.jsonl": lambda: b'{"text": "\\ud800 a"}\n{"text": "\\u0000"}\n{"text": 1e999}\n{"text": "a", "published": "9999999-99-99"}',
    "zeros.txt": lambda: b"\0" * 70 * MB,
    "noise.txt": lambda: bytes(range(256)) * 10_000,
}  # fmt: skip


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _with_password(archive: bytes) -> bytes:
    """The same with the flag that says it is encrypted."""
    return archive.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
    )


def _zstandard(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor(level=19).compress(data)
