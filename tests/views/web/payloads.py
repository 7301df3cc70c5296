"""Texts that would run a script where something forgot to escape them. Written for this test; `alert` is what a browser would show."""

_CALL = "alert(1)"
_EVENTS = (
    "onerror", "onload", "onmouseover", "onfocus", "onclick", "ontoggle", "onanimationstart", "onpointerenter", "onbegin", "oncut",
)  # fmt: skip
_ELEMENTS = (
    "script", "img src=x", "svg", "body", "iframe srcdoc=x", "input autofocus", "details open", "video src=x", "marquee", "math",
)  # fmt: skip
_BREAKS = (
    '"',
    "'",
    "`",
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "</option>",
    "</noscript>",
    "*/",
    "\\",
)
_ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)", "//evil.example/x?onload=alert(1)", "https://e.example/\"onclick=\"alert(1)",
    "https://e.example/'><script>alert(1)</script>", "blob:alert(1)", "file:///etc/passwd", "http:javascript:alert(1)",
)  # fmt: skip
_TEMPLATES = (
    "{{7*7}}",
    "{% raw %}",
    "${alert(1)}",
    "<%= alert(1) %>",
    "#{alert(1)}",
    "{{''.__class__}}",
    "%s%n",
    "{0}",
    "{labels}",
    "{t.__globals__}",
)
_FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://e.example","x")')
_ODD = (
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<svg><animate onbegin=alert(1) attributeName=x>", "<svg><a xlink:href=javascript:alert(1)>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<!--<img src='--><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<style>@import'//evil.example/x.css';</style>",
    "<div style=background:url(javascript:alert(1))>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u003cscript\u003ealert(1)\u003c/script\u003e", "＜script＞alert(1)＜/script＞", "<script\x0b>alert(1)</script>", "<script/x>alert(1)</script>",
    "<IMG SRC=x ONERROR=alert(1)>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<img src=x onerror=\u2028alert(1)>", "\u202e<script>alert(1)</script>",
)  # fmt: skip

PAYLOADS = tuple(
    dict.fromkeys(
        [f"<{element} {event}={_CALL}>" for element in _ELEMENTS for event in _EVENTS[:6]]
        + [f"{end}><script>{_CALL}</script>" for end in _BREAKS]
        + [f"{end} onmouseover={_CALL} x={end}" for end in _BREAKS[:3]]
        + [*_ADDRESSES, *_TEMPLATES, *_FORMULAS, *_ODD]
    )
)
