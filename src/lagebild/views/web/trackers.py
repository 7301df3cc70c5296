"""The trackers: deployments and aid, sanctions, casualties, demands; a row a story.

Takes a request; gives the page, with figures by source, how far it has come and how it stands.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.stories.trackers import TRACKERS
from lagebild.views.storywords import figure, given, names, origin_name
from lagebild.views.web.lines import lines_of
from lagebild.views.web.lists import BY_NAME, checked
from lagebild.views.web.paging import page_of
from lagebild.views.web.picture import WINDOW, limit_of
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat


def first_page(request: Request) -> Response:
    """The first of them."""
    return RedirectResponse(f"/trackers/{next(iter(TRACKERS))}", 302)


def tracker_page(request: Request) -> Response:
    """One tracker."""
    seat = Seat(request)
    name = request.path_params["name"]
    if name not in TRACKERS:
        raise HTTPException(404)
    picture, labels = seat.desk.picture(), seat.labels
    actor = checked(BY_NAME[f"trackers/{name}"], seat.asked_all(("actor",))).get("actor", "")
    tracked = picture.tracked(name, actor)
    shown = page_of(tracked.tracks, seat)
    lines = lines_of((tracked.gists[t.story] for t in shown.rows), labels)
    told = [
        (
            track,
            line,
            names(track.who, labels),
            names(track.whom, labels),
            [figure(f, labels) for f in given(tracked.gists[track.story].story, labels, track.figures)],
        )
        for track, line in zip(shown.rows, lines, strict=True)
    ]
    return page(
        request, "tracker.html", name=name, names=list(TRACKERS), told=told, shown=shown, actor=actor,
        origin=origin_name, window=limit_of(tracked.looked_at, WINDOW),
    )  # fmt: skip
