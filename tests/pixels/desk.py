"""A screen of our own: Xvfb, the windows on it, their pictures, and the keys typed into them."""

import os
import signal
import subprocess
import time

from raster import Raster

# Room for 200 columns and 50 rows in the font of the run.
SCREEN = (2600, 1500)


class Trouble(Exception):
    """What kept one terminal from being looked at, in words."""


def wait(what, ready, seconds=20.0):
    """What `ready` gives as soon as it gives something; `Trouble` names `what` when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ready()
        if found:
            return found
        time.sleep(0.03)
    raise Trouble(f"waited {seconds:.0f} s in vain for {what}")


class Process:
    """A program in a process group of its own, so that it and its children end together."""

    def __init__(self, command, env, log, **more):
        self.child = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **more
        )

    def ended(self):
        return self.child.poll() is not None

    def end(self):
        """Ends the group; harmless when it has ended."""
        for sign, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 3)):
            try:
                os.killpg(self.child.pid, sign)
            except ProcessLookupError:
                pass
            try:
                self.child.wait(patience)
                return
            except subprocess.TimeoutExpired:
                continue


class Desk:
    """The X server of a run. Nothing manages its windows, so each has the size it asks for."""

    def __init__(self, env, log):
        ours, theirs = os.pipe()
        command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "{}x{}x24".format(*SCREEN), "-dpi", "96", "-nolisten", "tcp", "-noreset"]
        self.server = Process(command, env, log, pass_fds=[theirs])
        os.close(theirs)
        with os.fdopen(ours) as number:
            display = number.readline().strip()
        if not display:
            raise Trouble("Xvfb does not start")
        self.env = {**env, "DISPLAY": f":{display}"}

    def end(self):
        self.server.end()

    @staticmethod
    def ask_in(env, *command):
        return subprocess.run(command, env=env, capture_output=True, text=True).stdout

    def ask(self, *command):
        """The output of a small tool of X."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True).stdout

    def window(self, process):
        """The largest window to be seen, once there is one of a terminal's size."""

        def found():
            if process.ended():
                raise Trouble(f"the terminal ended with status {process.child.returncode} before it showed a window")
            best = (0, None)
            for window in self.ask("xdotool", "search", "--onlyvisible", "--name", "").split():
                told = self.ask("xdotool", "getwindowgeometry", "--shell", window).split()
                size = dict(line.split("=") for line in told)
                width, height = int(size.get("WIDTH", 0)), int(size.get("HEIGHT", 0))
                # The root window is one of them.
                if (width, height) != SCREEN:
                    best = max(best, (width * height, window))
            return best[1] if best[0] > 40_000 else None

        return wait("the window of the terminal", found, 40)

    def shot(self, window):
        """The picture of a window as it is now."""
        found = subprocess.run(
            ["import", "-silent", "-window", window, "-depth", "8", "ppm:-"], env=self.env, capture_output=True
        )
        if found.returncode:
            raise Trouble("the window is gone")
        return Raster.from_ppm(found.stdout)

    def still(self, window, unlike=None, after="", seconds=20.0):
        """The picture of a window once it has changed from `unlike` and then stays as it is."""
        last, same = None, 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            now = self.shot(window)
            same = same + 1 if last is not None and now.data == last.data else 0
            last = now
            if same >= 3 and (unlike is None or now.data != unlike.data):
                return now
            time.sleep(0.08)
        what = f"change after {after}" if same >= 3 else "come to rest"
        trouble = Trouble(f"the picture does not {what}")
        trouble.picture = last
        raise trouble

    def press(self, window, *keys):
        """Types keys one after the other, by their X names."""
        self.ask("xdotool", "windowfocus", window)
        self.ask("xdotool", "key", "--delay", "40", *keys)
