"""What to do about a wrong cell: the real cause is named, and the first advice is the site's."""

import re
from collections import Counter
from collections.abc import Iterable

from playbook.data.schema import Field
from playbook.data.wording import did_you_mean, listed

USE_AS_IT_CAME = "Download it again and use it as it came, without opening it in a spreadsheet."
COMPARE = "Compare the cell with the published file."
SPACES = "Take the spaces out."
DATES = (
    re.compile(r".*[A-Za-z]{3}.*[0-9].*|[0-9].*[A-Za-z]{3}.*"),  # Jul-16, 1 July 2016
    re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}(\1[0-9]{1,4})?([ T].*)?"),  # 2016-07, 01/07/2016
    re.compile(r"[0-9]{5}"),  # the day count of a spreadsheet
)
FEW = 3  # a longer list of codes would hide the message


def number_advice(text: str) -> str:
    """Say what to do about a cell that should hold a number.

    >>> number_advice(" 12")
    'Take the spaces out.'
    """
    if text == "*":
        return "Published files hide a number with a blank cell and the qualifier c, not a star."
    if "," in text:
        return f"{USE_AS_IT_CAME} Or write the number without commas, and save it as CSV UTF-8."
    return SPACES if text.strip() != text else COMPARE


def period_advice(field: Field, text: str) -> str:
    """Say what to do about a cell that should hold a period: first, why it does not.

    >>> from playbook.data.schema import layouts
    >>> month = layouts("delayed_discharges")[0].field("MonthOfDelay")
    >>> period_advice(month, "201613")
    'There is no month 13. Compare the cell with the published file.'
    >>> period_advice(month, "201607.0")[:42]
    'This is a number with a decimal. Download '
    """
    if not text:
        return COMPARE
    if text.strip() != text:
        return SPACES
    if re.fullmatch(r"[0-9]+\.0*", text):
        return f"This is a number with a decimal. {USE_AS_IT_CAME}"
    month = re.fullmatch(r"[0-9]{4}-?([0-9]{2})(-?[0-9]{2})?", text)
    monthly = field.period is not None and field.period.name in ("month", "week", "date", "day")
    if month and monthly and not 1 <= int(month[1]) <= 12:
        return f"There is no month {month[1]}. {COMPARE}"
    if any(date.fullmatch(text) for date in DATES):
        return f"Spreadsheets turn months into dates. {USE_AS_IT_CAME}"
    return COMPARE


def value_advice(field: Field, text: str, others: Counter[str]) -> str:
    """Say what to do about a value that a column does not know.

    The nearest word is asked about, but never the nearest code: it is another place. Of codes,
    ``others`` (the good ones of the column, with their rows) are said instead.

    >>> from playbook.data.schema import layouts
    >>> area = layouts("delayed_discharges")[0].field("CA")
    >>> value_advice(area, "S12000021", Counter(S12000020=29))
    'The other rows hold S12000020 (Moray). Compare the cell with the published file.'
    """
    if text in field.hints:
        return field.hints[text]
    if text in field.replaced:
        name = field.values[field.replaced[text]]
        return f"This is an older code of {name}. The code now is {field.replaced[text]}."
    if not field.named:
        return did_you_mean(text, field.values) or COMPARE
    by_name = {name.lower(): code for code, name in field.values.items()}
    if text.lower() in by_name:
        return f"Published files hold codes, not names. Use {by_name[text.lower()]}."
    return f"{_held(field, others)}{COMPARE}"


def _held(field: Field, others: Counter[str]) -> str:
    """Say which codes the other rows hold; nothing when none is good."""
    if not others:
        return ""
    codes = [code for code, _ in others.most_common(FEW)]
    like = "codes such as " if len(others) > FEW else ""
    return f"The other rows hold {like}{listed(_with_name(field, codes))}. "


def _with_name(field: Field, codes: Iterable[str]) -> list[str]:
    return [f"{code} ({name})" if (name := field.values.get(code)) else code for code in codes]
