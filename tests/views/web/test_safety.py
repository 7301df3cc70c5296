"""Who may ask, who may write, what a page may do."""

import pytest

HOSTS = ("127.0.0.1", "localhost", "[::1]")
STRANGERS = (
    "example.org",
    "127.0.0.1.example.org",
    "127.0.0.1:80",
    "localhost:8080",
    "0.0.0.0",
    "",
    "127.0.0.1\t",
)
WRITES = (
    "/read", "/keep", "/settings", "/remarks/note", "/remarks/misread", "/remarks/grade", "/remarks/pin", "/remarks/merge",
    "/remarks/split", "/remarks/save", "/remarks/withdraw",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_this_machine_is_answered(looker, host):
    assert looker.get("/help", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", STRANGERS)
@pytest.mark.parametrize("path", ["/", "/api/claims", "/static/page.js"])
def test_another_name_is_refused(looker, host, path):
    got = looker.get(path, headers={"host": host})
    assert got.status_code == 403
    assert "another name" in got.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_take_in_a_page_but_may_link_to_it(looker, site):
    asked = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    linked = {"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    framed = linked | {"sec-fetch-dest": "iframe"}
    assert looker.get("/help", headers=asked).status_code == 403
    assert looker.get("/help", headers=framed).status_code == 403
    assert looker.get("/help", headers=linked).status_code == 200


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(
    "origin", [None, "null", "http://example.org", "https://127.0.0.1", "http://127.0.0.1:81", "http://[::"]
)
def test_a_form_of_another_site_is_refused(looker, path, origin):
    assert looker.post(path, origin=origin).status_code == 403


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_a_form_without_the_token_of_its_page_is_refused(looker, path, token):
    before = looker.remarks
    assert looker.post(path, {"claim": "x", "text": "y"}, token=token).status_code == 403
    assert looker.remarks == before


@pytest.mark.parametrize("path", WRITES)
def test_the_token_of_another_browser_is_refused(looker, path):
    token = looker.token()
    looker.http.cookies.clear()
    assert looker.post(path, token=token).status_code == 403
    looker.page("/")
    assert looker.post(path, token=token).status_code == 403


@pytest.mark.parametrize("path", WRITES)
def test_what_writes_cannot_be_followed_as_a_link(looker, path):
    assert looker.get(path).status_code in (405, 404) or path == "/read"


@pytest.mark.parametrize(
    "path", ["/", "/stories", "/nothing", "/api/stories", "/static/page.css", "/stories.csv"]
)
def test_every_answer_says_what_it_may_do(looker, path):
    headers = looker.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_only_scripts_of_this_answer_run(looker):
    first, second = looker.get("/help"), looker.get("/help")
    nonces = [
        got.headers["content-security-policy"].split("'nonce-")[1].split("'")[0] for got in (first, second)
    ]
    assert nonces[0] != nonces[1]
    assert all(f'nonce="{nonce}"' in got.text for nonce, got in zip(nonces, (first, second), strict=True))


def test_the_cookie_is_for_this_site_and_no_script(looker):
    cookie = looker.get("/").headers.get_list("set-cookie")[-1]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "back",
    [
        "//example.org",
        "https://example.org/",
        "javascript:alert(1)",
        "/\\example.org",
        "\n",
        "ü",
        "/a\r\nb: c",
    ],
)
def test_a_form_leads_back_to_this_server_alone(looker, back):
    assert looker.post("/settings", {"back": back, "theme": "dark"}).headers["location"] == "/"


def test_a_picture_by_itself_runs_nothing(looker):
    got = looker.get(f"/stories/{looker.largest['story']}/chain.svg")
    assert got.headers["content-type"].startswith("image/svg+xml")
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert "script" not in got.headers["content-security-policy"]
