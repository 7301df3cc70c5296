"""Coverage-guided fuzzing of what takes other people's bytes apart (atheris).

`make fuzz` installs atheris and runs every target for half an hour of the processor; `ARGS="--seconds 300 opml"` less and fewer. A target may raise the
errors that are addressed to whoever made the bytes, and nothing else. What broke one is written beside its seeds as `crash-…`, and is
kept there after it was mended: tests/benchmarks/test_fuzz.py runs every file of seeds/ without atheris.
"""
