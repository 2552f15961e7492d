//! What the test asks and what answers mean: pages of rows, keys in, a verdict out.

use super::super::screen::{Row, Screen};
use super::words::words;
use crate::bidi::{Base, Options, Paragraph, Text};
use crate::config::{BidiMode, Marks, Remembered};
use crate::model::Clean;
use crate::tui::terminal::{Answers, Manner, Surroundings, Switch, Transport, Wish, decide};

/// Columns of a page, where the terminal has so many.
const WIDTH: usize = 78;

/// Columns of a number and a name before a row.
const LABEL: usize = 14;

/// The joined forms of the Arabic letters of the Arabic language, lam-alef at the end.
const FORMS: std::ops::RangeInclusive<char> = '\u{FE80}'..='\u{FEFC}';

/// Forms of a row.
const FORMS_A_ROW: usize = 25;

/// A character of a private area that no font has.
const MISSING: char = '\u{10FFFD}';

/// The ways of drawing in the order in which they are offered.
const MODES: [(char, BidiMode, &str); 5] = [
    ('1', BidiMode::App, "app"),
    ('2', BidiMode::Explicit, "explicit"),
    ('3', BidiMode::Word, "word"),
    ('4', BidiMode::Inverse, "inverse"),
    ('5', BidiMode::Terminal, "terminal"),
];

/// One way of drawing.
#[derive(Clone, Debug)]
struct Offer {
    key: char,
    mode: BidiMode,
    name: &'static str,
    manner: Manner,
}

/// A line of a page as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    /// The manner in which the terminal has to be told to leave this row as it is.
    pub held: Option<Manner>,
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub lines: Vec<Line>,
    /// How the whole terminal is spoken to while the page is there.
    pub manner: Manner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Which row is right.
    Order,
    /// Whether the row is right for which the whole window is told.
    Alone,
    /// Whether the font has the letters.
    Letters,
    /// Whether marks stand where they belong.
    Marks,
}

/// How a key changed the test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Not at all.
    Same,
    /// Another page.
    Turned,
    /// The user has seen enough.
    Seen(Remembered),
    /// All stays as it was.
    Left,
}

/// The test of one terminal.
#[derive(Clone, Debug)]
pub(super) struct Test {
    offers: Vec<Offer>,
    step: Step,
    /// How the chosen row was sent.
    manner: Manner,
    seen: Remembered,
    width: usize,
}

impl Test {
    /// A test of the terminal that gave these answers.
    pub(super) fn new(surroundings: &Surroundings, answers: &Answers, width: usize) -> Self {
        let offer = |(key, bidi, name)| {
            let wish = Wish { bidi, marks: Marks::Keep, shape: Some(true) };
            let manner = decide(wish, surroundings, answers, &|_| None);
            Offer { key, mode: bidi, name, manner }
        };
        let offers: Vec<Offer> = MODES.into_iter().map(offer).filter(|offer| can(&offer.manner, answers)).collect();
        Self {
            offers,
            step: Step::Order,
            manner: Manner::default(),
            seen: Remembered::default(),
            width: width.min(WIDTH),
        }
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: char) -> Next {
        match (self.step, key) {
            (_, '0' | '\u{1B}') => return Next::Left,
            (Step::Order, 's') if self.alone().is_some() => self.step = Step::Alone,
            (Step::Alone, 's') => self.step = Step::Order,
            (Step::Order | Step::Alone, '1'..='9') => {
                let visible = |offer: &&Offer| offer.key == key && self.is_visible(offer);
                let Some(offer) = self.offers.iter().find(visible).cloned() else { return Next::Same };
                self.seen.bidi = offer.mode;
                self.manner = offer.manner;
                // Where the terminal joins letters itself, forms are not asked of its font.
                let joins = self.manner.transport == Transport::Terminal;
                self.step = if joins { Step::Marks } else { Step::Letters };
            }
            (Step::Letters, 'y' | 'n' | ' ') => {
                self.seen.shape = (key != ' ').then_some(key == 'y');
                self.manner.shape = key != 'n';
                self.step = Step::Marks;
            }
            (Step::Marks, 'y' | 'n' | ' ') => {
                self.seen.marks = match key {
                    'y' => Marks::Keep,
                    'n' => Marks::Strip,
                    _ => Marks::Auto,
                };
                return Next::Seen(self.seen);
            }
            _ => return Next::Same,
        }
        Next::Turned
    }

    /// What is on the screen now.
    pub(super) fn page(&self) -> Page {
        match self.step {
            Step::Order => Page { lines: self.order(), manner: Manner::default() },
            Step::Alone => {
                let offer = self.alone();
                let mut lines = self.picture();
                lines.extend(offer.map(|offer| self.offered(offer)));
                lines.push(Line::blank());
                lines.extend(self.prose("alone"));
                Page { lines, manner: offer.map(|offer| offer.manner.clone()).unwrap_or_default() }
            }
            Step::Letters => Page { lines: self.letters(), manner: self.window() },
            Step::Marks => Page { lines: self.marks(), manner: self.window() },
        }
    }

    /// The rows with their numbers, for a reader that is no terminal.
    pub(super) fn rows(&self) -> Vec<String> {
        self.offers.iter().map(|offer| self.offered(offer).text).collect()
    }

    fn order(&self) -> Vec<Line> {
        let mut lines = self.picture();
        let visible = self.offers.iter().filter(|offer| self.is_visible(offer));
        lines.extend(visible.map(|offer| self.offered(offer)));
        lines.push(Line::blank());
        lines.extend(self.prose("choose"));
        if self.alone().is_some() {
            lines.extend(self.prose("held"));
        }
        lines
    }

    /// What the right row looks like.
    fn picture(&self) -> Vec<Line> {
        let truth = Paragraph::new(words("sentence"), Options::base(Base::Rtl)).single(self.room());
        let letters: String = truth.cells.iter().map(|cell| stand_in(cell.symbol.as_str())).collect();
        let margin = " ".repeat(LABEL + self.room().saturating_sub(truth.width()));
        let mut lines: Vec<Line> = self.prose("order");
        lines.extend([Line::blank(), Line::new(format!("{margin}{letters}")), Line::blank()]);
        lines.extend(self.prose("looks"));
        lines.push(Line::blank());
        lines
    }

    fn letters(&self) -> Vec<Line> {
        let forms: Vec<char> = FORMS.collect();
        let rows = forms.chunks(FORMS_A_ROW).zip(1..).map(|(forms, number)| {
            let spaced: String = forms.iter().flat_map(|form| [*form, ' ']).collect();
            self.line(&label(number, "").then(Row::default().words(&spaced)))
        });
        let mut lines: Vec<Line> = self.prose("letters");
        lines.push(Line::blank());
        lines.extend(rows);
        lines.push(Line::blank());
        lines.extend(self.prose("missing"));
        lines.extend([Line::blank(), Line::new(format!("  {MISSING} {MISSING} {MISSING}")), Line::blank()]);
        lines.extend(self.prose("font"));
        lines
    }

    fn marks(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = self.prose("marks");
        lines.push(Line::blank());
        for marks in [true, false] {
            let manner = Manner { marks, ..self.manner.clone() };
            lines.extend([self.sentence(&Row::default(), words("marked"), &manner), Line::blank()]);
        }
        lines.extend(self.prose("strokes"));
        lines.push(Line::blank());
        lines.extend(self.prose("drawn"));
        lines
    }

    fn offered(&self, offer: &Offer) -> Line {
        self.sentence(&label(offer.key, offer.name), words("sentence"), &offer.manner)
    }

    /// `text` at the right margin.
    fn sentence(&self, label: &Row, text: &str, manner: &Manner) -> Line {
        let screen = self.screen(manner);
        let field = screen.aligned(&Clean::line(text), Base::Rtl, self.width.saturating_sub(label.width()));
        Line { text: screen.send(&label.clone().then(field)), held: is_held(manner).then(|| manner.clone()) }
    }

    fn line(&self, row: &Row) -> Line {
        Line { text: self.screen(&self.manner).send(row), held: is_held(&self.manner).then(|| self.manner.clone()) }
    }

    fn prose(&self, section: &str) -> Vec<Line> {
        let rows = Text::new(words(section), Options::base(Base::Ltr)).layout(self.width);
        rows.iter().map(|row| Line::new(row.text())).collect()
    }

    fn screen(&self, manner: &Manner) -> Screen {
        Screen { width: self.width, manner: manner.clone(), color: false, justify: false }
    }

    fn room(&self) -> usize {
        self.width.saturating_sub(LABEL)
    }

    /// The offer for which the whole window is told.
    fn alone(&self) -> Option<&Offer> {
        self.offers.iter().find(|offer| is_whole(&offer.manner))
    }

    fn is_visible(&self, offer: &Offer) -> bool {
        is_whole(&offer.manner) == (self.step == Step::Alone)
    }

    /// How the whole terminal is spoken to once a row is chosen.
    fn window(&self) -> Manner {
        if is_whole(&self.manner) { self.manner.clone() } else { Manner::default() }
    }
}

impl Line {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), held: None }
    }

    fn blank() -> Self {
        Self::new("")
    }
}

fn label(number: impl std::fmt::Display, name: &str) -> Row {
    Row::default().words(&format!("{:<LABEL$}", format!("  {number}  {name}")))
}

/// Whether the terminal could be sent rows in this manner at all.
fn can(manner: &Manner, answers: &Answers) -> bool {
    match manner.transport {
        Transport::Switch(Switch::Explicit) if !manner.tmux => answers.bdsm != Some(0),
        Transport::Switch(_) if manner.tmux => answers.tmux.as_ref().is_some_and(|tmux| tmux.passthrough),
        _ => true,
    }
}

/// Whether the terminal is told for single rows.
fn is_held(manner: &Manner) -> bool {
    matches!(manner.transport, Transport::Switch(Switch::Explicit)) && !manner.tmux
}

/// Whether the terminal is told for the whole window.
fn is_whole(manner: &Manner) -> bool {
    matches!(manner.transport, Transport::Switch(_)) && !is_held(manner)
}

/// What stands for a letter in the picture for readers of Latin letters.
fn stand_in(symbol: &str) -> &str {
    if symbol.is_ascii() { symbol } else { "~" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal that answers with this version and state of mode 8.
    fn terminal(version: &str, bdsm: Option<u8>) -> Test {
        let answers = Answers { version: Some(version.to_owned()), bdsm, device: true, ..Answers::default() };
        Test::new(&Surroundings::default(), &answers, 80)
    }

    fn texts(test: &Test) -> Vec<String> {
        test.page().lines.into_iter().map(|line| line.text).collect()
    }

    /// The numbers of the rows on the page.
    fn numbers(test: &Test) -> String {
        // Some terminals need a column before the row.
        let number = |text: &String| {
            let row = text.strip_prefix("   ").or_else(|| text.strip_prefix("  "));
            row.and_then(|row| row.chars().next())
        };
        texts(test).iter().filter_map(number).filter(char::is_ascii_digit).collect()
    }

    fn seen(bidi: BidiMode, shape: Option<bool>, marks: Marks) -> Next {
        Next::Seen(Remembered { bidi, marks, shape })
    }

    #[test]
    fn keys_lead_to_what_was_seen() {
        let all = [
            ("1yy", seen(BidiMode::App, Some(true), Marks::Keep)),
            ("3yn", seen(BidiMode::Word, Some(true), Marks::Strip)),
            ("4ny", seen(BidiMode::Inverse, Some(false), Marks::Keep)),
            ("1  ", seen(BidiMode::App, None, Marks::Auto)),
            // The terminal joins letters there, so forms are not asked for.
            ("5n", seen(BidiMode::Terminal, None, Marks::Strip)),
            ("2", Next::Same),
            ("9", Next::Same),
            ("yn s", Next::Same),
            ("0", Next::Left),
            ("\u{1B}", Next::Left),
            ("1\u{1B}", Next::Left),
            ("1y0", Next::Left),
            ("1", Next::Turned),
        ];
        for (keys, expect) in all {
            let mut test = terminal("XTerm(379)", Some(0));
            let last = keys.chars().map(|key| test.press(key)).last();
            assert_eq!(last, Some(expect), "{keys:?}");
        }
    }

    #[test]
    fn a_switch_is_offered_where_there_may_be_one() {
        for (version, bdsm, expect, held) in [
            ("VTE(7006)", Some(1), "12345", true),
            ("XTerm(379)", Some(0), "1345", false),
            ("foot(1.13)", None, "12345", true),
            ("Konsole 22.12.3", None, "1345", false),
            ("mlterm(3.9)", None, "1345", false),
        ] {
            let test = terminal(version, bdsm);
            let held_rows = test.page().lines.iter().filter(|line| line.held.is_some()).count();
            assert_eq!(
                (numbers(&test).as_str(), held_rows),
                (expect, usize::from(held)),
                "{version} {:?}",
                texts(&test)
            );
        }
    }

    #[test]
    fn a_switch_for_the_whole_window_has_a_page_of_its_own() {
        let mut test = terminal("Konsole 22.12.3", None);
        let plain = Manner::default();
        assert_eq!((test.press('2'), test.page().manner), (Next::Same, plain.clone()));
        assert_eq!((test.press('s'), numbers(&test).as_str()), (Next::Turned, "2"));
        let held = test.page().manner;
        assert_eq!(held.transport, Transport::Switch(Switch::Konsole));
        assert_eq!((test.press('1'), test.press('s'), test.page().manner), (Next::Same, Next::Turned, plain.clone()));
        test.press('s');
        assert_eq!((test.press('2'), test.page().manner), (Next::Turned, held.clone()));
        test.press('y');
        assert_eq!(test.page().manner, held);
        assert_eq!(test.press('y'), seen(BidiMode::Explicit, Some(true), Marks::Keep));
    }

    #[test]
    fn the_picture_is_the_right_row_in_latin_letters() {
        let test = terminal("foot(1.13)", None);
        let texts = texts(&test);
        let picture = texts.iter().find(|text| text.contains('~') && text.starts_with("    ")).expect("a picture");
        assert_eq!(picture.trim(), "2021 ~~ (Nile Bank) ~~~~~ ~~~~~ ~~ %45 ~~~~");
        let right = texts.iter().find(|text| text.starts_with("  1  app")).expect("the first row");
        let columns = |text: &str| {
            let ascii = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '%');
            let from = text.find("2021").expect("the year");
            text.get(from..).unwrap_or("").chars().filter(|c| ascii(*c)).collect::<String>()
        };
        assert_eq!(columns(picture), columns(right));
        assert!(!texts.iter().any(|text| text.contains('{') || text.contains("==")), "{texts:?}");
    }

    #[test]
    fn pages_fit_a_small_terminal() {
        for keys in ["", "s", "1", "1y", "2", "s2", "5", "4nn"] {
            for version in ["VTE(7006)", "Konsole 22.12.3"] {
                let mut test = terminal(version, None);
                for key in keys.chars() {
                    test.press(key);
                }
                let lines = test.page().lines;
                assert!(lines.len() < 24, "{keys:?}: {} lines", lines.len());
                for line in lines {
                    let columns = line.text.chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}')).count();
                    assert!(columns < 80, "{keys:?}: {line:?}");
                }
            }
        }
    }

    #[test]
    fn no_width_breaks_a_page() {
        for width in 0..30 {
            for keys in ["", "1", "1y"] {
                let mut test = Test::new(&Surroundings::default(), &Answers::default(), width);
                for key in keys.chars() {
                    test.press(key);
                }
                assert!(!test.page().lines.is_empty());
            }
        }
    }

    #[test]
    fn what_was_seen_is_used_on_the_pages_that_follow() {
        let mut test = terminal("foot(1.13)", None);
        test.press('1');
        assert!(texts(&test).iter().any(|text| text.contains('\u{FE8E}')));
        test.press('n');
        let marks = texts(&test);
        assert!(marks.iter().any(|text| text.contains('م')) && !marks.iter().any(|text| text.contains('\u{FEE3}')));
        let strokes = |text: &&String| text.contains('\u{64E}');
        assert_eq!(marks.iter().filter(strokes).count(), 1, "one row has marks and one has none");
    }
}
