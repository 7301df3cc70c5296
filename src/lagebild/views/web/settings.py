"""How the page is to look: language and theme.

Takes the form in the page's head; gives back the page that it came from, with the choice kept by the browser.
"""

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from lagebild.views.labels import interface_languages
from lagebild.views.web.seat import LANG, THEME, THEMES, Seat

REMEMBERED = 400 * 24 * 3600


def choose(seat: Seat, form: FormData) -> Response:
    """Keep the choice."""
    response = RedirectResponse(way_back(form), 303)
    for name, cookie, allowed in (("lang", LANG, interface_languages()), ("theme", THEME, THEMES)):
        value = str(form.get(name, ""))
        if value in allowed:
            response.set_cookie(cookie, value, max_age=REMEMBERED, samesite="strict", httponly=True)
    return response


def way_back(form: FormData, otherwise: str = "/") -> str:
    """The page that a form came from: an address of this server, nothing else."""
    back = str(form.get("back", ""))
    try:
        parts = urlsplit(back)
    except ValueError:
        return otherwise
    plain = back.isascii() and back.isprintable() and "\\" not in back
    local = back.startswith("/") and not back.startswith("//") and not parts.netloc and not parts.scheme
    return back if plain and local else otherwise
