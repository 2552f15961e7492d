#!/usr/bin/python3
"""A window with nothing but a VTE terminal in it: what GNOME Terminal and its relatives are made of.

    vte.py COLUMNS ROWS FONT COMMAND...     runs COMMAND in it, and ends when COMMAND ends
    vte.py --version                        prints the version of the library
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import Gdk, GLib, Gtk, Pango, Vte


def colour(red, green, blue):
    return Gdk.RGBA(red, green, blue, 1)


def main():
    if sys.argv[1:] == ["--version"]:
        print(f"VTE {Vte.get_major_version()}.{Vte.get_minor_version()}.{Vte.get_micro_version()}")
        return
    columns, rows, font, *command = sys.argv[1:]
    terminal = Vte.Terminal()
    terminal.set_font(Pango.FontDescription(font))
    terminal.set_size(int(columns), int(rows))
    terminal.set_colors(colour(1, 1, 1), colour(0, 0, 0), None)
    terminal.set_cursor_blink_mode(Vte.CursorBlinkMode.OFF)
    terminal.connect("child-exited", lambda *_: Gtk.main_quit())

    window = Gtk.Window()
    window.set_decorated(False)
    window.connect("destroy", lambda *_: Gtk.main_quit())
    window.add(terminal)
    window.show_all()
    terminal.spawn_async(
        Vte.PtyFlags.DEFAULT, None, command, None, GLib.SpawnFlags.SEARCH_PATH, None, None, -1, None, None
    )
    terminal.grab_focus()
    Gtk.main()


main()
