"""Small sentences that every message of the data package shares."""

from collections.abc import Iterable
from difflib import get_close_matches


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a person would write them.

    >>> listed(["18plus", "18-74", "75plus"], "or")
    '18plus, 18-74 or 75plus'
    """
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def nearest(word: str, valid: Iterable[str]) -> str:
    """Give the valid word that a person most likely meant, or nothing.

    >>> nearest("75+", ["18plus", "18-74", "75plus"])
    '75plus'
    >>> nearest("banana", ["18plus"])
    ''
    """
    by_lower = {choice.lower(): choice for choice in valid}
    found = get_close_matches(word.strip().lower(), by_lower, n=1, cutoff=0.4)
    return by_lower[found[0]] if found else ""


def did_you_mean(word: str, valid: Iterable[str]) -> str:
    """Ask whether the nearest valid word was meant; an empty text when none is near.

    >>> did_you_mean("18+plus", ["18plus", "75plus"])
    'Did you mean 18plus?'
    """
    guess = nearest(word, valid)
    return f"Did you mean {guess}?" if guess else ""


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "row"), counted(1650, "row"), counted(2, "entry", "entries")
    ('1 row', '1,650 rows', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def plural(word: str) -> str:
    """Give the plural of an English noun that forms it by rule.

    >>> plural("area"), plural("sex"), plural("specialty"), plural("day")
    ('areas', 'sexes', 'specialties', 'days')
    """
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy")):
        return word[:-1] + "ies"
    return word + "s"


def shown(text: str) -> str:
    """Show a cell's text so that blanks and stray spaces can be seen.

    >>> shown(""), shown("75+ "), shown("x" * 80)[-4:]
    ('nothing (a blank cell)', "'75+ '", "...'")
    """
    if not text:
        return "nothing (a blank cell)"
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"
