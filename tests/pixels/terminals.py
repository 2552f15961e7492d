"""The terminals: what they are installed from, how they start, and which runs are worth a picture."""

import pathlib
import shutil
import subprocess
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
FONT, PIXELS, POINTS = "DejaVu Sans Mono", 16, 12

PACKAGES = {
    "xterm": "xterm",
    "kitty": "kitty",
    "konsole": "konsole",
    "mlterm": "mlterm",
    "alacritty": "alacritty",
    "foot": "foot",
    "weston": "weston",
    "tmux": "tmux",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "convert": "imagemagick",
    "dbus-run-session": "dbus",
}
# Packages without a program to look for, by the file that shows that they are there.
LIBRARIES = {
    "/usr/lib/python3/dist-packages/gi": "python3-gi",
    "/usr/lib/*/girepository-1.0/Vte-2.91.typelib": "gir1.2-vte-2.91",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf": "fonts-dejavu-core",
}


def missing():
    """The Debian packages that are not there, each once."""
    absent = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    absent += [package for file, package in LIBRARIES.items() if not list(pathlib.Path("/").glob(file[1:]))]
    return sorted(set(absent))


@dataclass
class Case:
    """One terminal asked to show the dashboard in one way."""

    name: str
    terminal: str
    # What --bidi is given; nothing leaves the program to find out by itself.
    bidi: str | None = None
    # What the terminal is told besides, where that is what the case is about.
    options: list = field(default_factory=list)
    # `on` or `off`: tmux inside of the terminal, and whether it passes switches through.
    tmux: str | None = None
    # Whether tmux has to hold the very text of the screen.
    captured: bool = True
    # The case of the same terminal whose picture this one is laid beside, and the most cells that may differ.
    beside: str | None = None
    cells: int = 0
    # A run that has to come out wrong: it shows that the checks see what they are for.
    wrong: bool = False


CASES = [
    Case("xterm", "xterm"),
    Case("xterm-tmux", "xterm", tmux="off", beside="xterm"),
    Case("alacritty", "alacritty"),
    Case("foot", "foot"),
    Case("vte", "vte"),
    Case("vte-inverse", "vte", bidi="inverse", beside="vte"),
    Case("vte-tmux-pass", "vte", tmux="on", beside="vte"),
    Case("vte-tmux", "vte", tmux="off", captured=False, beside="vte"),
    Case("vte-app", "vte", bidi="app", wrong=True),
    Case("konsole", "konsole"),
    Case("konsole-inverse", "konsole", bidi="inverse", beside="konsole"),
    Case("konsole-app", "konsole", bidi="app", wrong=True),
    Case("kitty", "kitty"),
    Case("kitty-ltr", "kitty", bidi="app", options=["-o", "force_ltr=yes"], beside="kitty"),
    Case("kitty-app", "kitty", bidi="app", wrong=True),
    Case("mlterm", "mlterm"),
    Case("mlterm-inverse", "mlterm", bidi="inverse", beside="mlterm"),
    Case("mlterm-app", "mlterm", bidi="app", wrong=True),
]


def command(case, columns, rows, home, inner):
    """The command line that starts the terminal of a case with `inner` in it, at a size in cells."""
    if case.tmux:
        inner = ["tmux", "-L", "pixels", "-f", str(tmux_file(home, case.tmux)), "new-session", *inner]
    return TERMINALS[case.terminal](case, columns, rows, home, [str(part) for part in inner])


def tmux_file(home, passthrough):
    file = home / "tmux.conf"
    file.write_text(
        f"set -g status off\nset -g allow-passthrough {passthrough}\nset -g escape-time 10\n"
        "set -g default-terminal tmux-256color\n"
    )
    return file


def xterm(case, columns, rows, _home, inner):
    look = ["-fa", f"{FONT}:pixelsize={PIXELS}", "-bg", "#000000", "-fg", "#ffffff", "-b", "0", "-bw", "0", "+sb", "-u8"]
    return ["xterm", *look, "-geometry", f"{columns}x{rows}+0+0", *case.options, "-e", *inner]


def alacritty(case, columns, rows, home, inner):
    file = home / "alacritty.yml"
    file.write_text(
        f"window: {{ dimensions: {{ columns: {columns}, lines: {rows} }} }}\n"
        f"font: {{ normal: {{ family: {FONT} }}, size: {POINTS} }}\n"
        "colors: { primary: { background: '#000000', foreground: '#ffffff' } }\n"
    )
    return ["alacritty", "--config-file", file, *case.options, "-e", *inner]


def foot(case, columns, rows, _home, inner):
    look = ["-f", f"{FONT}:pixelsize={PIXELS}", "-o", "pad=0x0", "-o", "csd.preferred=none"]
    look += ["-o", "colors.background=000000", "-o", "colors.foreground=ffffff"]
    return ["foot", *look, "-W", f"{columns}x{rows}", *case.options, *inner]


def vte(_case, columns, rows, _home, inner):
    return [HERE / "vte.py", str(columns), str(rows), f"{FONT} {POINTS}", *inner]


def konsole(case, columns, rows, home, inner):
    (home / ".local/share/konsole").mkdir(parents=True, exist_ok=True)
    (home / ".config").mkdir(exist_ok=True)
    (home / ".local/share/konsole/pixels.profile").write_text(
        f"[Appearance]\nColorScheme=WhiteOnBlack\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\n"
        f"[General]\nName=pixels\nParent=FALLBACK/\nTerminalColumns={columns}\nTerminalRows={rows}\nTerminalMargin=0\nShowTerminalSizeHint=false\n"
        "[Scrolling]\nScrollBarPosition=2\n[Cursor Options]\nCursorShape=0\n[Terminal Features]\nBlinkingCursorEnabled=false\n"
    )
    (home / ".config/konsolerc").write_text(
        "[KonsoleWindow]\nRememberWindowSize=false\n[TabBar]\nTabBarVisibility=AlwaysHideTabBar\n"
        "[MainWindow]\nMenuBar=Disabled\nToolBarsMovable=Disabled\n"
        "[MainWindow][Toolbar mainToolBar]\nHidden=true\n[MainWindow][Toolbar sessionToolbar]\nHidden=true\n"
    )
    look = ["--hide-menubar", "--hide-tabbar", "--nofork", "--profile", "pixels"]
    return ["dbus-run-session", "--", "konsole", *look, *case.options, "-e", *inner]


def kitty(case, columns, rows, _home, inner):
    wishes = {
        "font_family": FONT,
        "font_size": POINTS,
        "background": "#000000",
        "foreground": "#ffffff",
        "remember_window_size": "no",
        "initial_window_width": f"{columns}c",
        "initial_window_height": f"{rows}c",
        "window_padding_width": 0,
        "cursor_blink_interval": 0,
        "update_check_interval": 0,
        "confirm_os_window_close": 0,
    }
    look = [part for key, value in wishes.items() for part in ("-o", f"{key}={value}")]
    return ["kitty", "--config", "NONE", *look, *case.options, *inner]


def mlterm(case, columns, rows, home, inner):
    (home / ".mlterm").mkdir(exist_ok=True)
    (home / ".mlterm/aafont").write_text(f"DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\nISO10646_UCS4_1_BOLD={FONT}:bold\n")
    look = ["-A", "-w", str(PIXELS), "-b", "#000000", "-f", "#ffffff", "-O", "none", "--border=0", "--logmsg=false"]
    return ["mlterm", *look, "-g", f"{columns}x{rows}", *case.options, "-e", *inner]


# What a terminal needs to be told so that it shows a sign on its own as it is, and to be as before:
# Konsole draws even a joined form that stands alone as the letter alone.
ALONE = {"konsole": ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07")}

TERMINALS = {
    "xterm": xterm,
    "alacritty": alacritty,
    "foot": foot,
    "vte": vte,
    "konsole": konsole,
    "kitty": kitty,
    "mlterm": mlterm,
}


def version(terminal, env):
    """What a terminal calls itself and its version."""
    asking = {
        "xterm": ["xterm", "-version"],
        "vte": [HERE / "vte.py", "--version"],
        "konsole": ["konsole", "--version"],
        "kitty": ["kitty", "--version"],
        "mlterm": ["mlterm", "--version"],
        "alacritty": ["alacritty", "--version"],
        "foot": ["foot", "--version"],
        "tmux": ["tmux", "-V"],
    }[terminal]
    found = subprocess.run(asking, env=env, capture_output=True, text=True).stdout.split("\n")[0]
    words = found.replace("XTerm(", "xterm ").replace(")", "").split()
    numbers = [word for word in words if word[:1].isdigit()]
    return " ".join([words[0], *numbers[:1]]) if words else terminal
