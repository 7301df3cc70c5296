"""The picture on screen: a local page that analysts keep open.

`application` gives the web application over a Desk: a ledger, and the stories in it. Everything is made here, in Python; the scripts only
save keystrokes.
"""
