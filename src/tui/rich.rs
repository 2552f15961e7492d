//! Text on the screen: the only way by which text from outside reaches a cell.
//!
//! Text is laid out by [`crate::bidi`] and styled by logical ranges, so that a mark stays on its
//! letters wherever the order of the screen puts them.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::bidi::{Base, Line, Marks, Options, Paragraph, Text, article_base};
use crate::model::Clean;

/// A line ready to be painted.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The line, in the order of the screen.
    pub line: Line,
    /// Its style where no mark lies.
    pub style: Style,
    /// Styles of ranges of the text that the line is from; later ones win.
    pub marks: Vec<(Range<usize>, Style)>,
    /// Columns left free on the side where reading begins.
    pub indent: u16,
    /// What it belongs to, for the mouse and for scrolling.
    pub piece: Option<usize>,
}

/// How text is laid out: its direction and whether vowel signs are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The direction.
    pub base: Base,
    /// Whether vowel signs are drawn.
    pub marks: bool,
}

impl Setting {
    /// The direction of an article in a right-to-left language or not.
    pub const fn rtl(rtl: bool, marks: bool) -> Self {
        Self { base: if rtl { Base::Rtl } else { Base::Ltr }, marks }
    }

    /// The direction that most letters of `text` have.
    pub fn of(text: &Clean, marks: bool) -> Self {
        Self { base: article_base(text.as_str()), marks }
    }

    const fn options(self) -> Options {
        let marks = if self.marks { Marks::Keep } else { Marks::Strip };
        Options { base: self.base, marks, shape: true }
    }
}

/// Text that can be laid out.
pub trait Show {
    /// The text in logical order.
    fn logical(&self) -> &str;
}

impl Show for Clean {
    fn logical(&self) -> &str {
        self.as_str()
    }
}

/// Words of the interface with words from outside between them, each of those isolated, so that
/// the order of neither disturbs the other (UAX#9 3.1.2). Made by [`mixed`].
#[derive(Clone, Debug)]
pub struct Mixed(String);

impl Show for Mixed {
    fn logical(&self) -> &str {
        &self.0
    }
}

/// Stand for the ends of an isolate until the whole is clean; foreign text cannot bring its own.
const BEGIN: char = '\u{F0001}';
const END: char = '\u{F0002}';

/// Marks `text` as words from outside, for a sentence that [`mixed`] makes.
pub fn foreign(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push(BEGIN);
    out.extend(text.chars().filter(|c| !matches!(*c, BEGIN | END)));
    out.push(END);
    out
}

/// A sentence of the interface; [`foreign`] words in it keep an order of their own.
pub fn mixed(sentence: &str) -> Mixed {
    let isolate = |c| match c {
        BEGIN => '\u{2068}',
        END => '\u{2069}',
        c => c,
    };
    Mixed(Clean::line(sentence).as_str().chars().map(isolate).collect())
}

/// One line of `text`, cut with an ellipsis where it is longer than `width`.
pub fn single(text: &impl Show, width: u16, setting: Setting, style: Style) -> Drawn {
    let line = Paragraph::new(text.logical(), setting.options()).single(usize::from(width));
    Drawn { line, style, ..Drawn::default() }
}

/// All lines of `text`, broken at `width`. Of marks that overlap, the one that begins later wins, and
/// of those that begin together the later one.
pub fn wrapped(
    text: &impl Show,
    width: u16,
    setting: Setting,
    style: Style,
    marks: &[(Range<usize>, Style)],
) -> Vec<Drawn> {
    let lines = Text::new(text.logical(), setting.options()).layout(usize::from(width));
    let mut marks = marks.to_vec();
    marks.sort_by_key(|(range, _)| range.start);
    let mut open = 0;
    let drawn = lines.into_iter().map(|line| {
        // Lines come in order: what ended before this one ends before all that follow.
        open += marks.get(open..).unwrap_or(&[]).iter().take_while(|(range, _)| range.end <= line.span.start).count();
        let near = marks.get(open..).unwrap_or(&[]).iter().take_while(|(range, _)| range.start < line.span.end);
        let marks = near.filter(|(range, _)| range.end > line.span.start).cloned().collect();
        Drawn { line, style, marks, ..Drawn::default() }
    });
    drawn.collect()
}

/// Paints `drawn` into the first row of `area`; what does not fit is left out.
pub fn paint(buf: &mut Buffer, area: Rect, drawn: &Drawn) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let width = drawn.line.width() as u16;
    let free = area.width.saturating_sub(width).saturating_sub(drawn.indent);
    let left = area.x + if drawn.line.rtl { free } else { drawn.indent.min(area.width) };
    for (columns, cell) in drawn.line.placed() {
        let x = left.saturating_add(columns.start as u16);
        if x.saturating_add(u16::from(cell.width)) > area.right() {
            break;
        }
        let mut style = drawn.style;
        for (range, mark) in &drawn.marks {
            if range.start < cell.src.end && cell.src.start < range.end {
                style = style.patch(*mark);
            }
        }
        if let Some(target) = buf.cell_mut((x, area.y)) {
            target.set_symbol(cell.symbol.as_str()).set_style(style);
        }
        // The second half of a wide character holds nothing of its own.
        if cell.width > 1
            && let Some(target) = buf.cell_mut((x + 1, area.y))
        {
            target.set_symbol("").set_style(style);
        }
    }
}

/// Paints one line of `text` and says how many columns it took.
pub fn put(buf: &mut Buffer, area: Rect, text: &impl Show, setting: Setting, style: Style) -> u16 {
    let drawn = single(text, area.width, setting, style);
    paint(buf, area, &drawn);
    drawn.line.width() as u16
}

/// Paints words of the interface, from left to right unless they are Arabic.
pub fn label(buf: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    put(buf, area, &mixed(words), Setting { base: Base::Ltr, marks: true }, style)
}

/// Marks `area` as chosen: one look for the whole row, whatever its parts looked like.
pub fn choose(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area.intersection(buf.area), Style::reset().patch(style));
}

/// Gives every cell of `area` the style.
pub fn tint(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area.intersection(buf.area), style);
}

/// The ranges of `text` that a search for `query` means: each of its words, in any spelling.
pub fn matches(text: &str, query: &str) -> Vec<Range<usize>> {
    let folded = crate::text::fold(text);
    let mut ranges = Vec::new();
    for word in
        crate::text::fold_key(query).split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1)
    {
        for (at, found) in folded.text.match_indices(word) {
            let span = folded.original(crate::model::Span::new(at, at + found.len()));
            ranges.push(span.start..span.end);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn a_mark_stays_on_its_letters_in_arabic() {
        let text = Clean::line("هجوم في مارس 2021");
        let at = text.as_str().find("مارس").expect("the month is there");
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let setting = Setting::rtl(true, true);
        let drawn = wrapped(&text, 20, setting, Style::new(), &[(at..at + 8, bold)]);
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        paint(&mut buf, Rect::new(0, 0, 20, 1), &drawn[0]);
        let marked: Vec<u16> = (0..20).filter(|x| buf[(*x, 0)].modifier.contains(Modifier::BOLD)).collect();
        // From the right: the eight columns of the first two words and their blanks, then the month.
        assert_eq!(marked, [8, 9, 10, 11]);
        assert_eq!(buf[(19, 0)].symbol(), "\u{FEEB}", "the first letter stands at the right margin");
        assert_eq!(buf[(3, 0)].symbol(), "2", "digits keep their order");
    }

    #[test]
    fn foreign_words_keep_their_own_order() {
        let sentence = mixed(&format!("“{}” → 2021-01-05", foreign("5 يناير")));
        let drawn = single(&sentence, 40, Setting::rtl(false, true), Style::new());
        let shown = drawn.line.text();
        assert!(shown.starts_with('“') && shown.ends_with("5” → 2021-01-05"), "{shown:?}");
        assert!(!shown.contains(['\u{2068}', '\u{2069}', BEGIN, END]));
        assert_eq!(foreign("a\u{F0002}b").matches(END).count(), 1, "foreign text cannot end its isolate");
    }

    #[test]
    fn nothing_is_painted_outside_of_the_buffer() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        let text = Clean::line("日本語 text");
        put(&mut buf, Rect::new(2, 0, 90, 9), &text, Setting::rtl(false, true), Style::new());
        put(&mut buf, Rect::new(50, 50, 9, 9), &text, Setting::rtl(false, true), Style::new());
        assert_eq!(buf[(2, 0)].symbol(), "日");
    }

    #[test]
    fn matches_are_found_in_every_spelling() {
        let text = "الهيئة الأوروبية";
        let found = matches(text, "اوروبيه");
        assert_eq!(found.len(), 1);
        assert_eq!(text.get(found[0].clone()), Some("أوروبية"));
        assert!(matches(text, "ا").is_empty());
    }
}
