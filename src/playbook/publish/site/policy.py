"""The rule, kept by the browser itself, that a page asks nothing of any other host."""

from base64 import b64encode
from hashlib import sha256


def content_security_policy(*inline_scripts: str) -> str:
    """Give the policy for pages whose only scripts of their own are ``inline_scripts``.

    Everything else must come from the place the page came from: the same host, or the same
    disk when a page is opened from a folder. Styles may stand in the page, because figures
    carry theirs. Scripts may not, unless their exact text was known when the page was built.

    >>> content_security_policy("go()").split("; ")[1]
    "script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"
    """
    known = " ".join(_fingerprint(script) for script in inline_scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {known}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "frame-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )


def _fingerprint(script: str) -> str:
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
