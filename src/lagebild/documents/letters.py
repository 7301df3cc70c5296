"""Mail (.eml, .mbox) -> text.

Takes the bytes of a message; gives its text, with the subject as title, the sender as publisher, and the day. Attachments are left
out; of a message in HTML alone the article is taken as of a page. A mailbox is taken apart into its messages: what one says is not the other's.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lagebild.documents.identity import Particulars
from lagebild.documents.webpages import article_of
from lagebild.errors import DocumentError

if TYPE_CHECKING:
    from email.message import EmailMessage

# The line that a mailbox has before each message, and the first of the message's own.
_BEGINS = re.compile(rb"^From [^\r\n]{1,200}?\d{4}[^\r\n]{0,20}\r?\n(?=[!-9;-~]{1,76}:)", re.M)
_KEPT_APART = re.compile(rb"^>(>*From )", re.M)


def is_mailbox(data: bytes) -> bool:
    """Whether these bytes are a mailbox of messages."""
    return _BEGINS.match(data) is not None


def messages_of(mailbox: bytes) -> Iterator[bytes]:
    """Each message of a mailbox."""
    begin: int | None = None
    for found in _BEGINS.finditer(mailbox):
        if begin is not None:
            yield _KEPT_APART.sub(rb"\1", mailbox[begin : found.start()])
        begin = found.end()
    if begin is not None:
        yield _KEPT_APART.sub(rb"\1", mailbox[begin:])


def letter_text(data: bytes) -> tuple[str, Particulars]:
    """Text and particulars of a message.

    Raises:
        DocumentError: when it has no text.
    """
    from email import message_from_bytes, policy  # mail is rare, and its library takes as long as all of ours

    message: EmailMessage = message_from_bytes(data, policy=policy.default)
    text = _body(message)
    if not text:
        raise DocumentError("no text in this message; right would be one with running text")
    return text, Particulars(
        published=_day(message), publisher=_sender(message), title=_header(message, "subject")
    )


def _body(message: "EmailMessage") -> str:
    try:
        part = message.get_body(("plain", "html"))
        if part is None:
            return ""
        content = str(part.get_content())
    except (LookupError, UnicodeError, AttributeError) as error:
        raise DocumentError(f"its letters cannot be made out ({error}); right would be UTF-8") from error
    if part.get_content_subtype() == "html":
        return article_of(content.encode("utf-8", "replace"))[0]
    return content.replace("\r\n", "\n").strip()


def _header(message: "EmailMessage", name: str) -> str | None:
    return " ".join(str(message[name] or "").split()) or None


def _sender(message: "EmailMessage") -> str | None:
    addresses = getattr(message["from"], "addresses", ())
    return (addresses[0].display_name or addresses[0].domain or None) if addresses else None


def _day(message: "EmailMessage") -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError):
        return None
