"""An outlook as a page: forecasts, what they rest on, and the track record of the models that made them.

Takes outlooks and refusals; gives one HTML file that needs nothing else. It says the same lines as the terminal does.
"""

from collections.abc import Iterator, Sequence

from lagebild.outlook.forecasts import Forecast, Refusal
from lagebild.outlook.reactions.forecasting import Outlook
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.outlook_lines import SHOWN, forecast_lines, heading_of, refusal_lines, track_line
from lagebild.views.pictures.drawing import style
from lagebild.views.pictures.reliability import reliability_picture

STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h2{margin-top:2.5rem}article{border-left:.3rem solid;padding:.1rem 1rem;margin:1rem 0}li{margin:.2em 0}"
    "meter{width:100%;height:.8rem}svg{max-width:26rem;width:100%}.note{font-style:italic}"
)


def page_of(results: Sequence[Outlook | Refusal], note: str, labels: Labels) -> str:
    """The page; `note` stands at its top."""
    title = labels.word("outlook", "title")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE + style())),
    )
    parts = [part for result in results for part in parts_of(result, labels)]
    body = element("body", element("h1", title), element("p", note, class_="note") if note else None, *parts)
    return f"<!doctype html>\n{element('html', head, body, lang=labels.lang)}\n"


def parts_of(result: Outlook | Refusal, labels: Labels) -> Iterator[Markup]:
    """An outlook, or why there is none, as parts of a page."""
    if isinstance(result, Refusal):
        first, *rest = refusal_lines(result, labels)
        yield element("h2", first)
        yield from (element("p", line.strip()) for line in rest)
        return
    yield element("h2", heading_of(result.forecasts[0], labels))
    shown = [each for each in result.forecasts if each.probability >= SHOWN] or result.forecasts[:1]
    yield from (_forecast(each, labels) for each in shown)
    yield element("h3", labels.word("outlook", "reliability"))
    yield element("p", track_line(result.tested, labels))
    yield reliability_picture(result.tested["reliability"], labels).svg


def _forecast(forecast: Forecast, labels: Labels) -> Markup:
    """One forecast: its line, a bar, and all that it rests on."""
    first, *rest = (line.strip() for line in forecast_lines(forecast, labels, whole=True))
    return element(
        "article",
        element("p", element("strong", first)),
        element("meter", value=forecast.probability, min=0, max=1, aria_hidden="true"),
        element("ul", *(element("li", line) for line in rest)),
    )
