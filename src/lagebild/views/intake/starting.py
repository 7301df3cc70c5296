"""A run of `watch`, from the ledger opened to the sum told."""

from pathlib import Path

from lagebild.documents.net.manners import Net
from lagebild.languages import installed_languages
from lagebild.ledger import kept_ledger
from lagebild.views.adding import Reading, running
from lagebild.views.intake.rounds import Round, watch
from lagebild.views.options import one_of


def anything_followed(path: Path) -> bool:
    """Whether a ledger has a feed to ask."""
    with kept_ledger(path) as ledger:
        return any(not feed.ended for feed in ledger.following.feeds())


def watch_feeds(how: Reading, net: Net, rounds: Round) -> int:
    """Watch the feeds of a ledger; exit status 1 when something went wrong on the way."""
    one_of(how.lang, installed_languages(), "--lang")
    with running(how, net) as run:
        watch(run, net, rounds)
    return 1 if run.beside.aside else 0
