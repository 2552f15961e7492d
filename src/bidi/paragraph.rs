//! Paragraphs and texts of several paragraphs, ready to be laid out at any width.

use std::ops::Range;

use unicode_bidi::Level;

use super::cluster::{Break, Cluster, Clusters, Kind, ink};
use super::{Base, Cell, Line, Options, Symbol, article_base, justify, levels, shape, truncate, wrap};

/// Stands for what a cut line does not show.
const ELLIPSIS: char = '…';
/// Stands for a character that is wider than the whole line.
const TOO_WIDE: char = '·';

/// One paragraph, shaped and resolved; laying it out again at another width is cheap.
#[derive(Clone, Debug)]
pub struct Paragraph {
    clusters: Clusters,
    level: Level,
    justify: bool,
    /// Bytes of the text.
    len: usize,
}

impl Paragraph {
    /// Resolves and shapes `text` as one paragraph; linear in its length. What lies past its first
    /// 4 GB is left out.
    pub fn new(text: &str, options: Options) -> Self {
        let text = text.get(..text.floor_char_boundary(u32::MAX as usize)).unwrap_or("");
        let turns = options.order && options.base == Base::Rtl;
        let plain = !turns && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let (level, mut clusters) = if plain {
            (Level::ltr(), shape::ascii_clusters(text))
        } else {
            let levels = if options.order { levels::of(text, options.base) } else { levels::Levels::as_stored() };
            (levels.paragraph, shape::clusters(text, &levels.bytes, options))
        };
        wrap::mark_breaks(text, &mut clusters.list);
        Self { clusters, level, justify: options.justify && level.is_rtl(), len: text.len() }
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.level.is_rtl()
    }

    /// The lines of at most `width` columns, at least one. Blanks where a line ends get no cell. In no
    /// columns there is one line without cells. What a line takes is made when it is asked for.
    pub fn lines(&self, width: usize) -> impl Iterator<Item = Line> {
        let mut cuts = wrap::Cuts::new(&self.clusters.list, width);
        let mut begin = Some(0);
        std::iter::from_fn(move || {
            let start = begin?;
            let range = cuts.next()?;
            let next = range.end;
            let end = if cuts.is_done() { self.len } else { self.byte_of(next) };
            begin = Some(end).filter(|_| !cuts.is_done());
            Some(self.wrapped(range, start..end, width))
        })
    }

    /// All the [`lines`](Self::lines).
    pub fn layout(&self, width: usize) -> Vec<Line> {
        self.lines(width).collect()
    }

    /// One line of several.
    fn wrapped(&self, range: Range<usize>, span: Range<usize>, width: usize) -> Line {
        if width == 0 {
            return self.line(&[], span, width);
        }
        let last = range.end == self.clusters.list.len();
        let clusters = self.clusters.list.get(range).unwrap_or(&[]);
        let ends = last || clusters.last().is_some_and(|cluster| cluster.line_break == Break::Mandatory);
        let shown = clusters.get(..ink(clusters)).unwrap_or(&[]);
        match Some(shown).filter(|_| self.justify && !ends).and_then(|shown| justify::stretched(shown, width)) {
            Some(stretched) => self.line(&stretched, span, width),
            None => self.line(shown, span, width),
        }
    }

    /// Everything on one line; what does not fit in `width` columns becomes an ellipsis at the end of
    /// reading. The cut falls between words.
    pub fn single(&self, width: usize) -> Line {
        let span = 0..self.len;
        let all = self.clusters.list.as_slice();
        if fits(all, width) {
            return self.line(all, span, width);
        }
        let inked = all.get(..ink(all)).unwrap_or(&[]);
        if fits(inked, width) {
            return self.line(inked, span, width);
        }
        let Some(room) = width.checked_sub(1) else { return self.line(&[], span, width) };
        let mut shown = all.get(..truncate::keep(all, room)).unwrap_or(&[]).to_vec();
        let cut = shown.last().map_or(0, |last| last.end as usize);
        shown.push(Cluster::new(ELLIPSIS, (cut, self.len), 1, Kind::Ink, self.level));
        self.line(&shown, span, width)
    }

    /// Puts the clusters of one line in the order of the screen.
    fn line(&self, clusters: &[Cluster], span: Range<usize>, width: usize) -> Line {
        let mut cells = Vec::with_capacity(clusters.len());
        for run in levels::runs(clusters, self.level) {
            let places = clusters.get(run.places.clone()).unwrap_or(&[]);
            let seen = places.iter().filter(|cluster| cluster.width > 0);
            if run.is_rtl() {
                cells.extend(seen.rev().map(|cluster| self.cell(cluster, width)));
            } else {
                cells.extend(seen.map(|cluster| self.cell(cluster, width)));
            }
        }
        Line { cells, rtl: self.is_rtl(), span }
    }

    fn cell(&self, cluster: &Cluster, width: usize) -> Cell {
        let (symbol, columns) = if usize::from(cluster.width) > width {
            (Symbol::from(TOO_WIDE), 1)
        } else {
            (self.clusters.symbol(cluster), cluster.width)
        };
        let src = cluster.start as usize..cluster.end as usize;
        Cell { symbol, width: columns, src, fill: cluster.kind == Kind::Fill }
    }

    fn byte_of(&self, index: usize) -> usize {
        self.clusters.list.get(index).map_or(self.len, |cluster| cluster.start as usize)
    }
}

/// Whether the clusters take at most `width` columns.
fn fits(clusters: &[Cluster], width: usize) -> bool {
    let mut free = width;
    clusters.iter().all(|cluster| match free.checked_sub(usize::from(cluster.width)) {
        Some(rest) => {
            free = rest;
            true
        }
        None => false,
    })
}

/// A text of several paragraphs that all run the same way.
#[derive(Clone, Debug)]
pub struct Text {
    /// Each with the byte at which it begins.
    paragraphs: Vec<(usize, Paragraph)>,
}

impl Text {
    /// Resolves and shapes `text`, cut at its line feeds. [`Base::Auto`] means the direction of the
    /// article as a whole, so that a paragraph that starts with a foreign name stays in line.
    pub fn new(text: &str, options: Options) -> Self {
        let base = if options.base == Base::Auto { article_base(text) } else { options.base };
        let options = Options { base, ..options };
        let mut begin = 0;
        let paragraphs = text.split('\n').map(|paragraph| {
            let at = begin;
            begin += paragraph.len() + 1;
            (at, Paragraph::new(paragraph, options))
        });
        Self { paragraphs: paragraphs.collect() }
    }

    /// The lines of all paragraphs, of at most `width` columns; an empty paragraph is an empty line.
    /// Their bytes count from the beginning of the whole text.
    pub fn layout(&self, width: usize) -> Vec<Line> {
        let lines =
            self.paragraphs.iter().flat_map(|(at, paragraph)| paragraph.lines(width).map(|line| line.shifted(*at)));
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_stored_order_is_neither_turned_nor_mirrored() {
        let options = Options { order: false, shape: false, ..Options::base(Base::Rtl) };
        let paragraph = Paragraph::new("(خادم) ok", options);
        assert_eq!((paragraph.single(80).text().as_str(), paragraph.is_rtl()), ("(خادم) ok", false));
        assert!(paragraph.layout(4).iter().all(|line| !line.rtl));
        assert_eq!(paragraph.single(8).text(), "(خادم)…");
        let joined = Paragraph::new("خادم", Options { shape: true, ..options }).single(80);
        assert_eq!(joined.text(), "\u{FEA7}\u{FE8E}\u{FEA9}\u{FEE1}");
    }

    #[test]
    fn all_paragraphs_of_an_article_run_its_way() {
        let text = "السفينة وصلت إلى الميناء\n\nAurora عادت أمس\nPort Said";
        let lines = Text::new(text, Options::default()).layout(40);
        assert!(lines.iter().all(|line| line.rtl));
        let shown: Vec<_> = lines.iter().map(Line::text).collect();
        assert_eq!(shown.iter().skip(1).map(String::as_str).collect::<Vec<_>>(), ["", "ﺲﻣﺃ ﺕﺩﺎﻋ Aurora", "Port Said"]);
    }

    #[test]
    fn bytes_count_from_the_beginning_of_the_text() {
        let text = "first\nsecond سفينة";
        let lines = Text::new(text, Options::base(Base::Ltr)).layout(40);
        let at = text.find('س').expect("the ship is there");
        let last = lines.last().expect("there are two lines");
        // Five letters behind a word and a blank; the first one is the rightmost.
        assert_eq!(last.columns(at..at + 2).first(), Some(&(11..12)));
        assert_eq!((last.byte_at(11), last.span.clone()), (Some(at), 6..text.len()));
    }
}
