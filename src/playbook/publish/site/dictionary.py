"""The data dictionary: every column of a file, in words, from the same schema as the checks."""

from playbook.data.schema import Field, Layout, layouts
from playbook.learn.tags import Html, tag
from playbook.publish.site.links import Links

_LISTED = 6  # values beyond this are codes of areas, which have a table of their own


def of_kind(links: Links, argument: str) -> str:
    """Describe every published layout of one kind of data.

    A kind that does not exist raises ``ValueError`` with those that do.
    """
    first, *others = layouts(argument)
    parts = [_layout(first, first.described)]
    for other in others:
        told = {field.name for field in first.described}
        own = [field for field in other.described if field.name not in told]
        parts.append(_layout(other, own, note="The other columns are the same as above."))
    quirks = (tag("li", quirk) for quirk in first.note("quirks", ()))
    parts.append(tag("h3", "Know this before you use the file") + tag("ul", *quirks))
    return "".join(parts)


def _layout(layout: Layout, fields: list[Field] | tuple[Field, ...], note: str = "") -> str:
    facts = {
        "Who is counted": layout.note("basis"),
        "Publisher": layout.source,
        "Tried on a real file": layout.tried,
        "File name": layout.note("file_pattern"),
        "Where to get it": layout.note("how_to_get"),
    }
    told = (tag("dt", name) + tag("dd", text) for name, text in facts.items() if text)
    return "".join(
        (
            tag("h3", layout.title),
            tag("p", layout.description),
            tag("dl", *(Html(each) for each in told), class_="pb-facts-list"),
            tag("dl", *map(_field, fields), class_="pb-columns"),
            tag("p", note) if note else "",
        )
    )


def _field(field: Field) -> Html:
    say = [tag("p", field.description)]
    if field.values and len(field.values) <= _LISTED:
        say.append(tag("ul", *(_value(*each) for each in field.values.items())))
    elif field.example and field.role != "qualifier":
        say.append(tag("p", "Example: ", tag("code", field.example), class_="pb-soft"))
    name = tag("dt", tag("code", field.name), " ", tag("span", field.title))
    return Html(name + tag("dd", *say))


def _value(value: str, meaning: str) -> Html:
    return tag("li", tag("code", value), f": {meaning}" if meaning else None)
