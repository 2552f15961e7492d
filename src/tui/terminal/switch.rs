//! The sequences by which a terminal is told to leave cells in place, and to go on as before.

use super::manner::{Manner, Switch, Transport};

/// What is sent in this manner before the first frame; empty for nothing.
pub const fn enter(manner: &Manner) -> &'static str {
    sequences(manner).0
}

/// What is sent when the terminal is given back; empty for nothing. Konsole and mlterm cannot say how
/// they were set before: they get their default, by which they order.
pub const fn leave(manner: &Manner) -> &'static str {
    sequences(manner).1
}

/// Both, for the terminal itself or wrapped so that tmux passes them on.
const fn sequences(manner: &Manner) -> (&'static str, &'static str) {
    let Transport::Switch(switch) = manner.transport else { return ("", "") };
    match (switch, manner.tmux) {
        (Switch::Explicit, false) => ("\x1B[8l", "\x1B[8h"),
        (Switch::Explicit, true) => ("\x1BPtmux;\x1B\x1B[8l\x1B\\", "\x1BPtmux;\x1B\x1B[8h\x1B\\"),
        (Switch::Konsole, false) => ("\x1B]50;BidiRenderingEnabled=false\x07", "\x1B]50;BidiRenderingEnabled=true\x07"),
        (Switch::Konsole, true) => (
            "\x1BPtmux;\x1B\x1B]50;BidiRenderingEnabled=false\x07\x1B\\",
            "\x1BPtmux;\x1B\x1B]50;BidiRenderingEnabled=true\x07\x1B\\",
        ),
        (Switch::Mlterm, false) => ("\x1B]5379;use_ctl=false\x07", "\x1B]5379;use_ctl=true\x07"),
        (Switch::Mlterm, true) => {
            ("\x1BPtmux;\x1B\x1B]5379;use_ctl=false\x07\x1B\\", "\x1BPtmux;\x1B\x1B]5379;use_ctl=true\x07\x1B\\")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_switched_is_switched_back_and_passes_through_tmux() {
        for switch in [Switch::Explicit, Switch::Konsole, Switch::Mlterm] {
            let direct = Manner { transport: Transport::Switch(switch), ..Manner::default() };
            let (on, off) = (enter(&direct), leave(&direct));
            let opposite = |words: &str| words.replace("false", "true").replace("[8l", "[8h");
            assert_eq!((off.to_owned(), on == off), (opposite(on), false));
            let wrapped = Manner { tmux: true, ..direct };
            let through = |words: &str| format!("\x1BPtmux;{}\x1B\\", words.replace('\x1B', "\x1B\x1B"));
            assert_eq!((enter(&wrapped), leave(&wrapped)), (through(on).as_str(), through(off).as_str()));
        }
    }

    #[test]
    fn other_manners_switch_nothing() {
        for transport in [Transport::Strict, Transport::Word, Transport::Inverse, Transport::Terminal, Transport::Off] {
            let manner = Manner { transport, tmux: true, ..Manner::default() };
            assert_eq!((enter(&manner), leave(&manner)), ("", ""));
        }
    }
}
