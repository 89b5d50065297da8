"""One headless Chromium, spoken to over its own pipe (`--remote-debugging-pipe`): no port and no client library.

The DevTools protocol is what sets a real width of 320 CSS px, dark mode and print; `--dump-dom` can do none of these.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
KEYS = {"Tab": 9, "Enter": 13}
QUIET = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--no-default-browser-check", "--disable-dev-shm-usage", "--remote-debugging-pipe"),
)


class NotInstalled(Exception):
    """Something the browser tests need is not on this machine; the sentence says what to install."""


class BrowserSaid(Exception):
    """Chromium answered a command with an error, or a script on the page failed."""


def program() -> str:
    """Where Chromium is."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise NotInstalled("Chromium is needed for the browser tests: apt-get install chromium, then make test again.")
    return found


class Page:
    """A tab: open a file, set the window, run a script, press a key, print."""

    def __init__(self, to: int, back: Any) -> None:
        self.to, self.back, self.number, self.session = to, back, 0, ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask("Page.setBypassCSP", enabled=True)  # the index allows its own script and style only

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command and its answer; events that come in between are passed over."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.to, json.dumps(command).encode() + b"\0")
        return self._read(lambda said: said.get("id") == self.number).get("result", {})

    def _read(self, wanted: Any) -> dict[str, Any]:
        while True:
            said = json.loads(self._message())
            if wanted(said):
                if "error" in said:
                    raise BrowserSaid(said["error"]["message"])
                return dict(said)

    def _message(self) -> bytes:
        parts = bytearray()
        while (byte := self.back.read(1)) != b"\0":
            if not byte:
                raise BrowserSaid("Chromium stopped before it answered.")
            parts += byte
        return bytes(parts)

    def open(self, path: Path) -> None:
        """Load a file and wait until it has loaded."""
        self.number += 1
        command = {"id": self.number, "method": "Page.navigate", "params": {"url": path.as_uri()}}
        os.write(self.to, json.dumps({**command, "sessionId": self.session}).encode() + b"\0")
        self._read(lambda said: said.get("method") == "Page.loadEventFired")

    def window(self, width: int, height: int = 900, *, dark: bool = False) -> None:
        """A window of so many CSS px, light or dark."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", media="", features=features)

    def press(self, key: str) -> None:
        """One press of a key: Tab or Enter."""
        pressed = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text="\r" if key == "Enter" else "", **pressed)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def run(self, script: str) -> Any:
        """What a script on the page gives (a promise is waited for)."""
        said = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in said:
            raise BrowserSaid(json.dumps(said["exceptionDetails"])[:500])
        return said["result"].get("value")


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A Chromium with an empty profile in the folder, and its page; it is stopped at the end."""
    to_read, to_write = os.pipe()
    back_read, back_write = os.pipe()
    shell = f'exec "$0" "$@" 3</dev/fd/{to_read} 4>/dev/fd/{back_write}'
    command = ["sh", "-c", shell, program(), *QUIET, f"--user-data-dir={folder / 'profile'}"]
    process = subprocess.Popen(
        command, pass_fds=(to_read, back_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(to_read)
    os.close(back_write)
    try:
        with os.fdopen(back_read, "rb", buffering=1 << 16) as back:
            yield Page(to_write, back)
    finally:
        os.close(to_write)
        process.terminate()
        process.wait()
