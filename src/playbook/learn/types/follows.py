"""A text that an earlier answer on the same page chooses: what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.framework.register import unknown
from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag


@dataclass(frozen=True, kw_only=True)
class Follows:
    """The activity whose answer chooses, a text for each option of it, and one for no answer."""

    activity: str
    texts: Mapping[str, str] = field(hash=False)
    otherwise: str


def read_follows(fields: Fields) -> Follows | None:
    """Read ``follows``, or give ``None`` where an activity has none."""
    if not fields.has("follows"):
        return None
    group = fields.child("follows")
    texts = group.child("texts")
    follows = Follows(
        activity=group.text("activity"),
        texts={option: texts.text(option) for option in texts.names()},
        otherwise=group.text("otherwise"),
    )
    group.close()
    return follows


def check_follows(
    fields: Fields, follows: Follows | None, earlier: Mapping[str, Mapping[str, str]]
) -> None:
    """Hold ``follows`` to the activities above it: the options of each, by activity id."""
    if follows is None or not follows.activity:
        return
    group = fields.child("follows")
    if follows.activity not in earlier:
        what = "the activities above this one"
        group.problem(unknown(follows.activity, earlier, what), "activity")
        return
    options = earlier[follows.activity]
    if not options:
        group.problem(
            f'"{follows.activity}" cannot be followed. Follow a judge, or a choice of one answer '
            "in which every option has an id.",
            "activity",
        )
        return
    for name in follows.texts:
        if name not in options:
            what = f'the options of "{follows.activity}"'
            group.child("texts").problem(unknown(name, options, what), name)
    for name in options:
        if name not in follows.texts:
            group.problem(f'there is no text for the option "{name}".', "texts")


def follows_html(follows: Follows, options: Mapping[str, str]) -> Html:
    """Write the text for no answer, then each text with the option that it follows.

    This is what paper shows, and a page without scripts. ``options`` gives their wording by id.
    """
    return tag(
        "div",
        paragraphs(follows.otherwise),
        *(_one(options[name], text) for name, text in follows.texts.items()),
        class_="pb-follows-all",
    )


def _one(option: str, text: str) -> Html:
    asked = tag("strong", f"If you chose “{option.removesuffix('.')}”:")
    return join(tag("p", asked, class_="pb-follows-option"), paragraphs(text))


def follows_data(follows: Follows, kind: str, options: Mapping[str, str]) -> dict[str, object]:
    """Give what the script needs to choose the text: it knows an option by its wording.

    ``kind`` is the type of the activity that is followed.
    """
    says = {options[name]: text for name, text in follows.texts.items()}
    return {
        "activity": follows.activity,
        "type": kind,
        "says": says,
        "otherwise": follows.otherwise,
    }
