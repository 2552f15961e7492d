"""One look: a terminal is started, brought to a screen of the dashboard, pictured, and left again."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

import reading
import terminals
from desk import Process, Trouble, wait
from raster import Grid

HERE = pathlib.Path(__file__).resolve().parent


@dataclass
class Screen:
    """A screen of the dashboard, and the keys that lead to it from the start, by their X names."""

    name: str
    columns: int
    rows: int
    keys: list
    # The styles of its text that change the shape of a letter: plain, bold, italic, underlined.
    styles: list
    # Whether it is one article, with one right margin.
    article: bool


SCREENS = [
    # The one Arabic article that has this number: with brackets, marks and Latin names, in the reader.
    Screen("article", 100, 32, ["2", "f", "slash", *"31207", "Return", "Return"], ["0", "1", "4", "1;4"], True),
    # The list and the evidence side by side, with Arabic in both.
    Screen("panes", 200, 50, ["f", "slash", *"hafnium", "Return"], ["0", "1", "3", "4", "3;4"], False),
]
# What tmux calls a key that X calls otherwise.
TMUX_KEYS = {"slash": "/", "Return": "Enter"}

# The output of weston: larger than any terminal of a run.
OUTPUT = (2200, 1200)


@dataclass
class Look:
    """What came out of one look."""

    case: terminals.Case
    screen: Screen
    trouble: str = ""
    # How the program says it speaks to the terminal, and why.
    chosen: str = ""
    grid: Grid = None
    # The cells of the terminal in the picture, without what lies around them.
    picture: object = None
    # The same, drawn anew at once.
    fresh: object = None
    right: int = 0
    total: int = 0
    unmarked: int = 0
    wrong: list = field(default_factory=list)
    edge: tuple = (0, 0)
    border: tuple = (0, 0)
    # What was not as it should be besides the cells.
    kept: list = field(default_factory=list)
    # More pictures, for the eye of one who looks for a fault, by name.
    others: dict = field(default_factory=dict)
    # How far the picture is from that of the case beside it, in pixels and in cells.
    apart: tuple = None
    # What tmux holds, where there is one in the terminal.
    rows: str = None

    def good(self):
        """Whether everything is as it should be; of a case that has to be wrong, whether it is."""
        if self.trouble or self.kept:
            return False
        if self.case.wrong:
            return self.right < self.total
        beside = self.apart is None or self.apart[1] <= self.case.cells
        return self.right == self.total and self.edge[0] == self.edge[1] and self.border[0] == self.border[1] and beside


class Looker:
    """What the looks of a run have in common: the program, its prepared data, the desk, a folder."""

    def __init__(self, program, desk, folder, env, log):
        self.program, self.desk, self.folder, self.env, self.log = program, desk, folder, env, log
        self.data = folder / "data"
        # The first command fills the case with the sample archive.
        subprocess.run(
            [program, "--data", self.data, "--offline", "articles"], env=env, check=True, stdout=subprocess.DEVNULL
        )
        help_text = subprocess.run([program, "--help"], env=env, capture_output=True, text=True).stdout
        self.has_bidi = "--bidi" in help_text
        self.truths = {}

    def dashboard(self, home, bidi):
        """The command line of the dashboard, on data of its own."""
        data = home / "marsad"
        shutil.copytree(self.data, data)
        wish = ["--bidi", bidi] if bidi and self.has_bidi else []
        return [str(self.program), "--data", str(data), "--offline", *wish]

    def home(self, name):
        home = self.folder / name
        (home / "run").mkdir(parents=True)
        (home / "run").chmod(0o700)
        return home

    def environment(self, home):
        return {**self.desk.env, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), "TMUX_TMPDIR": str(home / "run")}

    def truth(self, screen):
        """The text of a screen as it should stand there: what the program draws for a terminal that
        changes nothing, read from a tmux that nobody sees."""
        if screen.name not in self.truths:
            home = self.home(f"truth-{screen.name}")
            env = self.environment(home)
            tmux = ["tmux", "-L", "truth", "-f", str(terminals.tmux_file(home, "off"))]
            size = ["-x", str(screen.columns), "-y", str(screen.rows)]

            def rows():
                return subprocess.run([*tmux, "capture-pane", "-p"], env=env, capture_output=True, text=True).stdout

            def settled(before):
                last = [None, 0]

                def ready():
                    now = rows()
                    last[1] = last[1] + 1 if now == last[0] else 0
                    last[0] = now
                    return last[1] >= 4 and now.strip() and now != before

                wait("the screen in tmux", ready)
                return last[0]

            subprocess.run([*tmux, "new-session", "-d", *size, *self.dashboard(home, "app")], env=env, check=True)
            try:
                text = settled("")
                for key in screen.keys:
                    subprocess.run([*tmux, "send-keys", TMUX_KEYS.get(key, key)], env=env, check=True)
                    text = settled(text)
            finally:
                subprocess.run([*tmux, "kill-server"], env=env, capture_output=True)
            self.truths[screen.name] = text
        text = self.truths[screen.name]
        return text, reading.cells(text.split("\n")[: screen.rows], screen.columns)

    def look(self, case, screen):
        """Everything about one case on one screen; troubles are told in the result."""
        look = Look(case, screen)
        home = self.home(f"{case.name}-{screen.name}")
        try:
            self.go(look, home)
        except Trouble as trouble:
            look.trouble = str(trouble)
            look.picture = look.picture or getattr(trouble, "picture", None)
        return look

    def go(self, look, home):
        case, screen = look.case, look.screen
        text, truth = self.truth(screen)
        signs = reading.signs_of(truth, screen.styles)
        stages = home / "stages"
        stages.mkdir()
        dashboard = self.dashboard(home, case.bidi)
        alone, again = terminals.ALONE.get(case.terminal, ("", ""))
        plan = {
            "size": [screen.columns, screen.rows],
            "signs": signs,
            "alone": alone,
            "again": again,
            "program": dashboard,
            "doctor": [*dashboard, "doctor"],
        }
        (stages / "plan.json").write_text(json.dumps(plan))

        env = self.environment(home)
        started = []
        try:
            if case.terminal == "foot":
                env = self.weston(env, home, started)
            inner = [sys.executable, HERE / "inside.py", stages]
            line = terminals.command(case, screen.columns, screen.rows, home, inner)
            started.append(Process([str(part) for part in line], env, self.log))
            # Weston's window is the one that X knows.
            window = self.desk.window(started[0])
            self.walk(look, window, stages, env, truth, signs, started[-1])
        finally:
            for process in reversed(started):
                process.end()
            if case.tmux:
                subprocess.run(["tmux", "-L", "pixels", "kill-server"], env=env, capture_output=True)

    def weston(self, env, home, started):
        (home / "weston.ini").write_text(
            "[shell]\npanel-position=none\nlocking=false\nanimation=none\nstartup-animation=none\nclose-animation=none\n"
            "background-color=0xff000000\n[keyboard]\nrepeat-rate=0\n"
        )
        size = [f"--width={OUTPUT[0]}", f"--height={OUTPUT[1]}", "--idle-time=0", "--socket=pixels"]
        line = ["weston", "--backend=x11-backend.so", *size, f"--config={home / 'weston.ini'}"]
        started.append(Process(line, env, self.log))
        wait("weston", lambda: os.path.exists(f"{env['XDG_RUNTIME_DIR']}/pixels"))
        return {**env, "WAYLAND_DISPLAY": "pixels"}

    def walk(self, look, window, stages, env, truth, signs, process):
        desk, screen = self.desk, look.screen

        def stage(number):
            def there():
                if process.ended() and not (stages / f"at-{number}").exists():
                    raise Trouble("the terminal ended")
                return (stages / f"at-{number}").exists()

            wait(f"stage {number} inside of the terminal", there, 30)
            return json.loads((stages / f"at-{number}").read_text())

        def go(number):
            (stages / f"go-{number}").touch()

        ready = stage(1)
        size, look.chosen = ready["size"], ready["chosen"]
        if size != [screen.columns, screen.rows]:
            raise Trouble(f"the terminal has {size[0]}x{size[1]} cells instead of {screen.columns}x{screen.rows}")
        desk.ask("xdotool", "windowfocus", window)
        # The pointer would be in the picture of a compositor: into the corner of its output.
        desk.ask("xdotool", "mousemove", *(str(length - 1) for length in OUTPUT))
        picture = desk.still(window)
        try:
            grid = look.grid = Grid(picture, screen.columns, screen.rows)
        except ValueError as error:
            raise Trouble(str(error)) from None
        look.others["card"] = grid.text(picture)
        card = reading.Card(look.others["card"], grid, signs)
        go(1)
        stage(2)
        now = before = desk.still(window, unlike=picture, after="the card")
        go(2)
        now = desk.still(window, unlike=now, after="the start")
        for key in screen.keys:
            desk.press(window, key)
            now = desk.still(window, unlike=now, after=f"the key {key}")
        look.picture = grid.text(now)
        if look.case.tmux:
            look.rows = desk.ask_in(env, "tmux", "-L", "pixels", "capture-pane", "-p")
        self.judge(look, card, truth)
        # Drawn anew, the screen has to be what it came to be change by change.
        desk.press(window, "ctrl+l")
        look.fresh = grid.text(desk.still(window))
        if reading.changed(look.fresh, look.picture, grid):
            look.kept.append("what it is when drawn anew")
            look.others["anew"] = look.fresh

        desk.press(window, "q")
        ended = stage(3)
        self.left(look, ended, grid.text(before), grid.text(desk.still(window)), "the screen from before")
        go(3)
        stage(4)
        self.left(look, ended, grid.text(before), grid.text(desk.still(window)), "how the terminal treats plain Arabic")
        look.kept = sorted(set(look.kept))
        go(4)
        wait("the end of the terminal", process.ended)

    @staticmethod
    def judge(look, card, truth):
        grid = look.grid
        look.right, look.total, look.unmarked, look.wrong = reading.read(look.picture, grid, card, truth)
        if look.screen.article:
            look.edge = reading.right_edge(look.picture, grid, truth)
        look.border = reading.border(look.picture, grid, truth)

    @staticmethod
    def left(look, ended, before, after, what):
        if ended["status"]:
            look.kept.append(f"status {ended['status']}")
        if not ended["modes"]:
            look.kept.append("modes of the terminal line")
        if reading.changed(before, after, look.grid):
            look.kept.append(what)
            look.others |= {"before": before, "after": after}
