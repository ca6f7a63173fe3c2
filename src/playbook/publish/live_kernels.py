"""Kernels of the live server: what they say for programmers goes to the log, not the terminal."""

import os
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Unicode

from playbook.publish.live_log import open_private


class QuietKernelManager(ServerKernelManager):
    """A kernel manager that sends its kernel's own messages to a file.

    What a notebook prints is not among them: it goes to the notebook as ever.
    """

    log_path = Unicode(os.devnull, config=True, help="The file for messages.")

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        with open_private(Path(self.log_path)) as log:
            await super()._async_launch_kernel(kernel_cmd, **{**kw, "stdout": log, "stderr": log})

    _launch_kernel = _async_launch_kernel  # type: ignore[assignment]
