//! Terminals that answer as real ones do.

use std::path::Path;

use crate::pty::Session;

/// What a terminal answers to the questions about Arabic, in their order.
#[derive(Clone, Copy)]
pub struct Fake(pub &'static str);

/// Knows no switch for the order, and says its name.
pub const XTERM: Fake = Fake("\x1B[8;0$y\x1BP!|00000000\x1B\\\x1BP>|XTerm(379)\x1B\\\x1B[?64;1;2;6;9;15;18;21;22c");
/// Orders, and can be told not to.
pub const VTE: Fake = Fake("\x1B[8;1$y\x1BP!|7E565445\x1B\\\x1B[?65;1;9c");
/// Turns words.
pub const KITTY: Fake = Fake("\x1B[8;0$y\x1BP!|\x1B\\\x1BP>|kitty(0.26.5)\x1B\\\x1B[?62;c");
/// Orders, and can be told not to for the whole window.
pub const KONSOLE: Fake = Fake("\x1BP!|7E4B4445\x1B\\\x1BP>|Konsole 22.12.3\x1B\\\x1B[?62;1;4c");

impl Fake {
    /// Starts the program in a terminal of this kind.
    pub fn start(self, home: &Path, argv: &[&str]) -> Session {
        Session::answering(home, (80, 24), argv, &[], Some(self.0))
    }
}
