//! How text is written: laid out for this screen, and styled.

use std::ops::Range;
use std::rc::Rc;

use ratatui::style::Style;

use super::text::{Show, mixed};
use super::{Base, cache};
use crate::bidi::{Line, Marks, Options, article_base};
use crate::model::Clean;

/// A line ready to be painted.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The line, in the order of the screen.
    pub line: Rc<Line>,
    /// Its style where no mark lies.
    pub style: Style,
    /// Styles of ranges of the text that the line is from; later ones win.
    pub marks: Vec<(Range<usize>, Style)>,
    /// Columns left free on the side where reading begins.
    pub indent: u16,
    /// What it belongs to, for the mouse and for scrolling.
    pub piece: Option<usize>,
    /// The whole text that the line is from, in logical order: what a selection copies.
    pub text: Option<Rc<str>>,
}

/// What becomes of right-to-left letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Letters {
    /// Joined forms in the order of the screen.
    #[default]
    Shaped,
    /// In the order of the screen, for fonts without joined forms.
    Plain,
    /// As they are stored, from the left, for whoever wants to judge the terminal alone.
    Stored,
}

/// The digits of the interface; articles keep theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0 to 9.
    #[default]
    Western,
    /// ٠ to ٩.
    ArabicIndic,
}

/// How text is laid out on this screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    /// Whether the interface reads from right to left.
    pub rtl: bool,
    /// Vowel signs.
    pub marks: Marks,
    /// Right-to-left letters.
    pub letters: Letters,
    /// Whether paragraphs from right to left fill both margins.
    pub justify: bool,
    /// Digits of the interface.
    pub digits: Digits,
}

impl Pen {
    /// The direction of the interface.
    pub const fn own(self) -> Base {
        super::base(self.rtl)
    }

    /// The direction that most letters of `text` have; that of the interface where it has none.
    pub fn base_of(self, text: &Clean) -> Base {
        match article_base(text.as_str()) {
            Base::Auto => self.own(),
            base => base,
        }
    }

    fn options(self, base: Base) -> Options {
        Options {
            marks: self.marks,
            shape: self.letters == Letters::Shaped,
            order: self.letters != Letters::Stored,
            ..Options::base(base)
        }
    }

    /// The columns that words of the interface take.
    pub fn width(self, words: &str) -> u16 {
        self.single(&mixed(words), u16::MAX, self.own(), Style::new()).line.width() as u16
    }

    /// A number for a column of `width`, so that units stand below units: at the right in both directions.
    pub fn number(self, number: usize, width: usize) -> String {
        if self.rtl { number.to_string() } else { format!("{number:>width$}") }
    }

    /// One line of `text`, cut with an ellipsis where it is longer than `width`.
    pub fn single(self, text: &impl Show, width: u16, base: Base, style: Style) -> Drawn {
        let (text, lines) = cache::single(text.logical(), width, self.options(base), self.native(text));
        Drawn { line: lines.first().cloned().unwrap_or_default(), style, text: Some(text), ..Drawn::default() }
    }

    /// All lines of `text`, broken at `width`. Of marks that overlap, the one that begins later wins,
    /// and of those that begin together the later one.
    pub fn wrapped(
        self,
        text: &impl Show,
        width: u16,
        base: Base,
        style: Style,
        marks: &[(Range<usize>, Style)],
    ) -> Vec<Drawn> {
        Self { justify: false, ..self }.page(text, width, base, style, marks)
    }

    /// [`Pen::wrapped`] for the paragraphs of an article, which may fill both margins.
    pub fn page(
        self,
        text: &impl Show,
        width: u16,
        base: Base,
        style: Style,
        marks: &[(Range<usize>, Style)],
    ) -> Vec<Drawn> {
        let options = Options { justify: self.justify, ..self.options(base) };
        let (text, lines) = cache::wrapped(text.logical(), width, options, self.native(text));
        styled(&text, &lines, style, marks)
    }

    fn native(self, text: &impl Show) -> bool {
        self.digits == Digits::ArabicIndic && text.is_ours()
    }
}

fn styled(text: &Rc<str>, lines: &[Rc<Line>], style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Drawn> {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|(range, _)| range.start);
    let mut open = 0;
    let drawn = lines.iter().map(|line| {
        // Lines come in order: what ended before this one ends before all that follow.
        open += marks.get(open..).unwrap_or(&[]).iter().take_while(|(range, _)| range.end <= line.span.start).count();
        let near = marks.get(open..).unwrap_or(&[]).iter().take_while(|(range, _)| range.start < line.span.end);
        let marks = near.filter(|(range, _)| range.end > line.span.start).cloned().collect();
        Drawn { line: Rc::clone(line), style, marks, text: Some(Rc::clone(text)), ..Drawn::default() }
    });
    drawn.collect()
}
