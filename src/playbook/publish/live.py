"""The live server: the book and its notebooks on this computer only, behind a random token.

One Jupyter server on the loopback address. It reads no settings from the computer it runs on,
opens no terminal, and asks nothing of any other host.
"""

import logging
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playbook.places import pack
from playbook.publish.live_log import LOG, begin, to_file

DEFAULT_PORT = 8888
LAST_PORT = 65_535
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:* data: blob:; "
    "frame-ancestors 'self'; form-action 'self'; object-src 'none'"
)
_DISABLED = (
    "@jupyterlab/apputils-extension:announcements",  # news
    "@jupyterlab/extensionmanager-extension",  # a catalogue on another host
    "@jupyterlab/lsp-extension",  # language servers
    "@jupyter-notebook/lab-extension:interface-switcher",  # a button to a program not served
    "@jupyter-notebook/lab-extension:launch-tree",
)

Say = Callable[[str], None]


class ServeError(Exception):
    """The server could not start; the message says why and what to do."""


def check_port(port: int) -> None:
    """Refuse what is not a port with a ``ServeError``; a port does nothing.

    >>> check_port(8888)
    """
    if not 1 <= port <= LAST_PORT:
        raise ServeError(
            f"{port} is not a port: choose a number from 1 to {LAST_PORT}, for example --port 8890."
        )


def default_work_folder() -> Path:
    """Give the folder where a learner's copies are kept when no other is named.

    >>> default_work_folder().name
    'Commissioning Playbook'
    """
    return Path.home() / "Commissioning Playbook"


def serve(
    book: Path,
    work: Path | None = None,
    *,
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    say: Say = print,
) -> None:
    """Serve a built book and its live notebooks until stopped with Ctrl-C.

    The server listens on this computer only and wants its token, which is new each
    time. A port that is taken is passed over for the next free one, which is said.
    Notebooks open as copies in ``work``; the playbook's own files are never changed.

    Raises
    ------
    ServeError
        The book is not built, the folder for copies cannot be used, the port is not a number
        from 1 to 65535, or no port is free.
    """
    check_port(port)
    if not (book / "index.html").is_file():
        raise ServeError(f"There is no built book in {book}: build it first with playbook build.")
    work = _work_folder(work or default_work_folder())
    _close_off()
    app = _jupyter(book, work, port, open_browser and _has_screen())
    app.io_loop.add_callback(lambda: _announce(app, port, say))  # after it listens
    with suppress(KeyboardInterrupt):
        _run(app, port)
    say(f"The playbook has stopped. Your notebooks are in {work}")


def _announce(app: Any, asked: int, say: Say) -> None:
    if app.port != asked:
        say(f"Port {asked} is taken, so the playbook uses {app.port}.")
    token = app.identity_provider.token
    say(f"Open the playbook (Ctrl-C stops it): http://127.0.0.1:{app.port}/book/?token={token}")


def _run(app: Any, port: int) -> None:
    try:
        app.start()
    except SystemExit as problem:
        if problem.code:
            raise ServeError(_no_port(port)) from problem


def _no_port(port: int) -> str:
    return f"No port could be used from {port} on: name another one with --port."


def _work_folder(work: Path) -> Path:
    """Make the folder for copies, and refuse one that lies among the playbook's own files."""
    work = work.expanduser().resolve()
    own = pack().resolve()
    if work.is_relative_to(own):
        raise ServeError(
            f"Your copies cannot be kept in {work}, which is inside the playbook's own folder: "
            "name another folder with --work."
        )
    try:
        (work / ".playbook").mkdir(parents=True, exist_ok=True)
        begin(work / ".playbook" / LOG)
    except OSError as problem:
        raise ServeError(
            f"The folder {work} for your copies cannot be made ({problem.strerror}): "
            "name another folder with --work."
        ) from problem
    return work


def _close_off() -> None:
    """Keep this computer's own Jupyter settings out, and use the Python that runs this."""
    for name in ("JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE", "JUPYTER_CONFIG_DIR"):
        os.environ.pop(name, None)
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"


def _jupyter(book: Path, work: Path, port: int, open_browser: bool) -> Any:
    """Make the Jupyter server, listening but not yet answering."""
    from jupyter_server.serverapp import ServerApp
    from traitlets.config import Config

    from playbook.publish.live_handlers import handlers

    app = ServerApp(config=Config(_settings(work, port, open_browser)))
    try:
        app.initialize(argv=[])
    except SystemExit as problem:
        raise ServeError(_no_port(port)) from problem
    for name in (None, "JupyterNotebookApp"):  # None: what nobody else writes down
        logging.getLogger(name).handlers = app.log.handlers
    app.web_app.add_handlers(".*$", handlers(book, work))
    return app


def _settings(work: Path, port: int, open_browser: bool) -> dict[str, Any]:
    own, token = work / ".playbook", secrets.token_urlsafe(24)
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "allow_root": True,  # in a container there may be no other user
            "port": port,
            "root_dir": str(work),
            "default_url": "/book/",
            "open_browser": open_browser,
            "allow_origin": "",
            "allow_remote_access": False,
            "disable_check_xsrf": False,
            "terminals_enabled": False,
            "answer_yes": True,
            "jpserver_extensions": {"notebook": True},
            "tornado_settings": {
                "headers": {"Content-Security-Policy": _POLICY},
                "page_config_hook": _without_what_is_not_here,
            },
            "logging_config": to_file(own / LOG, token),
        },
        "IdentityProvider": {"token": token},
        "MappingKernelManager": {
            "kernel_manager_class": "playbook.publish.live_kernels.QuietKernelManager"
        },
        "QuietKernelManager": {"log_path": str(own / LOG)},
        "KernelSpecManager": {"allowed_kernelspecs": {"python3"}},
        "JupyterNotebookApp": {
            "user_settings_dir": str(own / "settings"),
            "workspaces_dir": str(own / "workspaces"),
        },
    }


def _without_what_is_not_here(_: Any, page: dict[str, Any]) -> dict[str, Any]:
    """Take out of Jupyter's page what would ask another host, or lead to what is not served."""
    disabled = [*page.get("disabledExtensions", []), *_DISABLED]
    return {**page, "disabledExtensions": disabled, "fullMathjaxUrl": ""}


def _has_screen() -> bool:
    """Say whether a browser window can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
