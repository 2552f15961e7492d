//! From characters to cells: which characters share one, and what it shows.
//!
//! Arabic letters take their presentation form, because only those are one column wide and joined in
//! every terminal; lam with alef is one cell, as its ligature is one character. Vowel signs on the
//! lam do not part the two, as in all fonts; FriBidi's table has no such pair and leaves two letters.
//! A joiner between them does part them. Marks go on the cell before them. Characters that only
//! steer (controls, joiners, bidi controls, variation selectors) work on their neighbours and get no
//! cell: terminals do not agree on the width of what they make of them, and an emoji sequence drawn
//! as its parts is in line everywhere.

use unicode_bidi::Level;
use unicode_joining_type::{JoiningType, get_joining_type};

use super::cluster::{Cluster, Clusters, Kind};
use super::forms::{self, Joins};
use super::join::{is_lam, joins_back, joins_forward, passes_on, stretch};
use super::role::{Role, is_arabic, is_flag_letter, is_skin_tone, is_vowel_sign, role};
use super::{Marks, Options};

/// Cuts `logical` into clusters in logical order. `levels` has one embedding level a byte, or is empty
/// where all are 0.
pub(super) fn clusters(logical: &str, levels: &[Level], options: Options) -> Clusters {
    let out = Clusters::with_capacity(logical.len() / 2 + 1);
    let mut shaper = Shaper { logical, levels, options, out, hook: Hook::default() };
    for (at, c) in logical.char_indices() {
        shaper.take(at, c);
    }
    shaper.out
}

/// The clusters of a text of printable ASCII at level 0.
pub(super) fn ascii_clusters(text: &str) -> Clusters {
    let mut out = Clusters::with_capacity(text.len());
    out.list.extend(text.bytes().enumerate().map(|(at, byte)| {
        let kind = if byte == b' ' { Kind::Blank } else { Kind::Ink };
        Cluster::new(char::from(byte), (at, at + 1), 1, kind, Level::ltr())
    }));
    out
}

/// What the text so far offers to the letter that comes next.
#[derive(Clone, Copy, Default)]
struct Hook {
    /// Whether there is a join to take up.
    joins: bool,
    /// The level at which it can be taken up; a joiner offers it at any.
    level: Option<Level>,
    /// The letter that offers it, if nothing but marks lies between.
    letter: Option<Letter>,
}

#[derive(Clone, Copy)]
struct Letter {
    c: char,
    /// Its place among the clusters.
    at: usize,
    /// Whether it is joined to the one before it.
    joined: bool,
    /// Whether it is the second of two lams.
    doubled: bool,
}

struct Shaper<'t> {
    logical: &'t str,
    levels: &'t [Level],
    options: Options,
    out: Clusters,
    hook: Hook,
}

impl Shaper<'_> {
    /// Takes the character `c` at byte `at`.
    fn take(&mut self, at: usize, c: char) {
        let src = (at, at + c.len_utf8());
        let role = role(c);
        if role == Role::Dropped {
            let joins = passes_on(c, self.hook.joins, self.rtl(at));
            let level = if get_joining_type(c) == JoiningType::Transparent { self.hook.level } else { None };
            self.hook = Hook { joins, level, letter: None };
            return;
        }
        let level = self.level(at);
        if self.hook.level.is_some_and(|hook| hook != level) {
            self.hook = Hook::default();
        }
        match role {
            Role::Dropped => {}
            Role::Unseen(kind) => self.push(src, c, 0, kind),
            Role::Mark => return self.mark(src, c),
            Role::Base { .. } if is_arabic(c) => return self.letter(src, c),
            Role::Base { .. } if self.completes_wide(at, c) => {}
            Role::Base { shown, width, kind } => {
                self.push(src, if level.is_rtl() { forms::mirror(shown) } else { shown }, width, kind);
            }
        }
        let joins = !c.is_ascii() && passes_on(c, self.hook.joins, self.rtl(at));
        self.hook = Hook { joins, level: Some(level), letter: None };
    }

    /// Whether `c` is the second half of a flag, which goes on the cell of the first one, or a skin
    /// tone, which is left out: it is a cell of its own to some terminals and part of the person to
    /// others.
    fn completes_wide(&mut self, at: usize, c: char) -> bool {
        if is_skin_tone(c) {
            return self.out.list.last().is_some_and(|cluster| cluster.width == 2);
        }
        let Some(last) = self.out.list.last_mut() else { return false };
        let half = is_flag_letter(c) && is_flag_letter(last.shown) && !last.has_marks() && last.end as usize == at;
        if half {
            last.width = 2;
            last.end = (at + c.len_utf8()) as u32;
            self.out.add_mark(c);
        }
        half
    }

    /// An Arabic letter: in its form, or as the second half of a ligature.
    fn letter(&mut self, src: (usize, usize), c: char) {
        let (rtl, level) = (self.rtl(src.0), self.level(src.0));
        let kind = get_joining_type(c);
        let joined = self.hook.joins && joins_back(kind, rtl);
        let before = self.hook.letter.filter(|letter| joined && letter.at + 1 == self.out.list.len());
        if self.ligates(before, src.1, c, rtl) {
            self.hook = Hook::default();
            return;
        }
        let goes_on = joins_forward(kind, rtl) && self.next_joins(src.1, level, rtl);
        let doubled = before.is_some_and(|letter| is_lam(letter.c) && is_lam(c));
        if self.options.justify
            && rtl
            && let Some(first) = before.filter(|letter| !letter.doubled)
            && let Some(cluster) = self.out.list.last_mut()
        {
            cluster.stretch = stretch(first.c, c, goes_on);
        }
        let shown = match kind {
            _ if !self.options.shape => c,
            JoiningType::NonJoining => c,
            _ if rtl => forms::form(c, Joins { before: joined, after: goes_on }),
            _ => forms::form(c, Joins { before: goes_on, after: joined }),
        };
        let letter = Letter { c, at: self.out.list.len(), joined, doubled };
        self.push(src, shown, 1, Kind::Ink);
        self.hook = Hook { joins: joins_forward(kind, rtl), level: Some(level), letter: Some(letter) };
    }

    /// Makes the lam before the alef `c` the ligature of the two, if they are one.
    fn ligates(&mut self, lam: Option<Letter>, end: usize, c: char, rtl: bool) -> bool {
        let Some(lam) = lam.filter(|_| rtl && self.options.shape) else { return false };
        let Some(ligature) = forms::lam_alef(lam.c, c, lam.joined) else { return false };
        let Some(cluster) = self.out.list.last_mut() else { return false };
        cluster.shown = ligature;
        cluster.end = end as u32;
        true
    }

    /// Puts a mark on the cell before it; without one, on a blank of its own. What an embedding cuts
    /// from its letter has a place of its own in the order, and so a cell.
    fn mark(&mut self, src: (usize, usize), c: char) {
        if self.options.marks == Marks::Strip && is_vowel_sign(c) {
            return;
        }
        let level = self.level(src.0);
        match self.out.list.last_mut() {
            Some(cell) if matches!(cell.kind, Kind::Ink | Kind::Blank) && cell.level == level => {
                cell.end = src.1 as u32;
                cell.kind = Kind::Ink;
            }
            _ => self.push(src, ' ', 1, Kind::Ink),
        }
        self.out.add_mark(c);
    }

    /// Whether what follows byte `from`, marks aside, is something to join to: only what has the same
    /// level stands beside it.
    fn next_joins(&self, from: usize, level: Level, rtl: bool) -> bool {
        for (at, c) in self.logical.get(from..).unwrap_or("").char_indices() {
            let kind = get_joining_type(c);
            if self.level(from + at) != level && role(c) != Role::Dropped {
                return false;
            }
            if kind != JoiningType::Transparent {
                return joins_back(kind, rtl);
            }
        }
        false
    }

    fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(Level::ltr())
    }

    /// Whether the letter at byte `at` runs from right to left, or would if the text were ordered.
    fn rtl(&self, at: usize) -> bool {
        !self.options.order || self.level(at).is_rtl()
    }

    fn push(&mut self, src: (usize, usize), shown: char, width: u8, kind: Kind) {
        self.out.list.push(Cluster::new(shown, src, width, kind, self.level(src.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of `text` as `symbol` or, for wide ones, `symbol=2`, in logical order.
    fn check(text: &str, options: Options, expect: &[&str]) {
        check_at(Level::rtl(), text, options, expect);
    }

    fn check_at(level: Level, text: &str, options: Options, expect: &[&str]) {
        let levels = vec![level; text.len()];
        let made = clusters(text, &levels, options);
        let cells: Vec<String> = made
            .list
            .iter()
            .filter(|cluster| cluster.width > 0)
            .map(|cluster| match cluster.width {
                1 => made.symbol(cluster).to_string(),
                width => format!("{}={width}", made.symbol(cluster)),
            })
            .collect();
        assert_eq!(cells, expect, "{text:?}");
    }

    #[test]
    fn letters_join_across_marks_and_not_across_blanks() {
        let keep = Options::default();
        check("بَب ب", keep, &["\u{FE91}\u{64E}", "\u{FE90}", " ", "\u{FE8F}"]);
        check("دب", keep, &["\u{FEA9}", "\u{FE8F}"]);
        check("بـب", keep, &["\u{FE91}", "\u{640}", "\u{FE90}"]);
        check("ء", keep, &["\u{621}"]);
    }

    #[test]
    fn joiners_work_and_have_no_cell() {
        let keep = Options::default();
        check("ه\u{200D}", keep, &["\u{FEEB}"]);
        check("\u{200D}ه\u{200D}", keep, &["\u{FEEC}"]);
        check("می\u{200C}خ", keep, &["\u{FEE3}", "\u{FBFD}", "\u{FEA5}"]);
        check("ب\u{200F}ب", keep, &["\u{FE91}", "\u{FE90}"]);
    }

    #[test]
    fn lam_alef_is_one_cell_unless_something_is_between() {
        let keep = Options::default();
        check("سلام", keep, &["\u{FEB3}", "\u{FEFC}", "\u{FEE1}"]);
        check("لَا", keep, &["\u{FEFB}\u{64E}"]);
        check("كلّاً", keep, &["\u{FEDB}", "\u{FEFC}\u{651}\u{64B}"]);
        check("ل\u{200C}ا", keep, &["\u{FEDD}", "\u{FE8D}"]);
        check("ل\u{64E}\u{200D}ا", keep, &["\u{FEDF}\u{64E}", "\u{FE8E}"]);
        check("لاً", keep, &["\u{FEFB}\u{64B}"]);
        check("ل\u{200D}ا", keep, &["\u{FEDF}", "\u{FE8E}"]);
        check("لا", Options { shape: false, ..keep }, &["ل", "ا"]);
    }

    #[test]
    fn stripping_takes_vowels_and_leaves_hamza() {
        let strip = Options { marks: Marks::Strip, ..Options::default() };
        check("بَّ", strip, &["\u{FE8F}"]);
        check("لَا", strip, &["\u{FEFB}"]);
        check("ا\u{654}", strip, &["\u{FE8D}\u{654}"]);
        check("e\u{301}", strip, &["e\u{301}"]);
    }

    #[test]
    fn wide_characters_are_cut_where_terminals_agree() {
        let keep = Options::default();
        check("漢a", keep, &["漢=2", "a"]);
        check("👍🏽👩\u{200D}💻", keep, &["👍=2", "👩=2", "💻=2"]);
        check("❤\u{FE0F}", keep, &["❤"]);
        check("🇮🇶", keep, &["🇮🇶=2"]);
        check("\u{64E}a", keep, &[" \u{64E}", "a"]);
        check_at(Level::ltr(), "a\u{1B}[1m\u{0}\tb", keep, &["a", "[", "1", "m", " ", "b"]);
    }

    #[test]
    fn a_cell_knows_all_bytes_of_its_characters() {
        let cells = clusters("لاًب", &[Level::rtl(); 8], Options::default()).list;
        assert_eq!(cells.iter().map(|cell| cell.start..cell.end).collect::<Vec<_>>(), [0..6, 6..8]);
    }
}
