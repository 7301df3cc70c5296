import json

from lagebild.views.jsonlines import line_of, schema


def test_a_reading_is_one_line(wire):
    line = line_of(wire)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_offsets_in_a_line_cut_the_text_in_it(wire):
    record = json.loads(line_of(wire))
    text, triggers = record["document"]["text"], [claim["trigger"] for claim in record["claims"]]
    assert triggers and all(text[span["start"] : span["end"]] == span["text"] for span in triggers)


def test_an_event_has_a_type_and_a_statement_a_kind(wire):
    contents = [claim["content"] for claim in json.loads(line_of(wire))["claims"]]
    assert all(("type" in content) != ("kind" in content) for content in contents)


def missing(record, shape, defs, path="$"):
    """The places where a record is not what its schema says; as much of JSON Schema as ours uses."""
    if "$ref" in shape:
        shape = {**defs[shape["$ref"].rsplit("/", 1)[1]], **{k: v for k, v in shape.items() if k != "$ref"}}
    if "anyOf" in shape:
        found = [list(missing(record, one, defs, path)) for one in shape["anyOf"]]
        yield from [] if [] in found else min(found, key=len)
        return
    if "enum" in shape and record not in shape["enum"]:
        yield f"{path}: {record!r}"
    kinds = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "array": list,
        "object": dict,
        "boolean": bool,
        "null": type(None),
    }
    if "type" in shape and not isinstance(record, kinds[shape["type"]]):
        yield f"{path}: {record!r} is no {shape['type']}"
        return
    if isinstance(record, dict):
        yield from (f"{path}.{name} is missing" for name in shape.get("required", ()) if name not in record)
        known = shape.get("properties", {})
        yield from (f"{path}.{name} is not in the schema" for name in record if name not in known)
        for name in record.keys() & known.keys():
            yield from missing(record[name], known[name], defs, f"{path}.{name}")
    if isinstance(record, list):
        for i, item in enumerate(record):
            yield from missing(item, shape.get("items", {}), defs, f"{path}[{i}]")


def test_every_line_is_what_the_schema_says(wire, denial, english):
    shape = schema()
    for reading in (wire, denial, english):
        assert list(missing(json.loads(line_of(reading)), shape, shape["$defs"])) == []


def test_the_schema_tells_what_a_claim_is():
    assert schema()["$defs"]["Claim"]["description"].startswith("Somebody says")


def test_the_schema_is_json():
    assert json.loads(json.dumps(schema()))["$ref"] == "#/$defs/Reading"
