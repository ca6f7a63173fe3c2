"""A name for a folder that every computer, shared drive and cloud can hold."""

import re
import unicodedata

LONGEST = 40  # a project holds paths of up to 60 letters, and Windows stops at 260 in all
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d"}


def folder_name(name: str) -> str:
    """Turn the name of a project into the name of its folder.

    Letters lose their accents. Everything but letters, figures, hyphens, dots and underscores
    becomes a hyphen. Long names are cut at a word. A name of which nothing is left, and one
    that Windows keeps for itself, gets the word "project".

    >>> folder_name("Home First / Übergang"), folder_name("home-first"), folder_name("???")
    ('home-first-ubergang', 'home-first', 'project')
    >>> folder_name("CON"), len(folder_name("far too long " * 20)) <= LONGEST
    ('con-project', True)
    """
    spelt = "".join(_LETTERS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9._]+", "-", plain.replace("'", "")).strip("-._")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0].strip("-._") or words[:LONGEST]
    if not words:
        return "project"
    return f"{words}-project" if _RESERVED.fullmatch(words.partition(".")[0]) else words
