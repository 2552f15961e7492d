//! Paragraphs and texts of several paragraphs, ready to be laid out at any width.

use std::ops::Range;

use unicode_bidi::Level;

use super::shape::{Break, Cluster, Kind};
use super::{Base, Cell, Line, Options, Symbol, article_base, levels, shape, truncate, wrap};

/// Stands for what a cut line does not show.
const ELLIPSIS: char = '…';
/// Stands for a character that is wider than the whole line.
const TOO_WIDE: char = '·';

/// One paragraph, shaped and resolved; laying it out again at another width is cheap.
#[derive(Clone, Debug)]
pub struct Paragraph {
    clusters: Vec<Cluster>,
    level: Level,
    /// Bytes of the text.
    len: usize,
}

impl Paragraph {
    /// Resolves and shapes `text` as one paragraph; linear in its length.
    pub fn new(text: &str, options: Options) -> Self {
        let turns = options.order && options.base == Base::Rtl;
        let plain = !turns && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let (level, mut clusters) = if plain {
            (Level::ltr(), shape::ascii_clusters(text))
        } else {
            let levels = if options.order { levels::resolve(text, options.base) } else { levels::Levels::as_stored() };
            (levels.paragraph, shape::clusters(text, &levels.bytes, options))
        };
        wrap::mark_breaks(text, &mut clusters);
        Self { clusters, level, len: text.len() }
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.level.is_rtl()
    }

    /// The lines of at most `width` columns, at least one. Blanks where a line ends get no cell. In no
    /// columns there is one line without cells.
    pub fn layout(&self, width: usize) -> Vec<Line> {
        if width == 0 {
            return vec![self.line(&[], 0..self.len, width)];
        }
        let ranges = wrap::lines(&self.clusters, width);
        let starts: Vec<usize> = ranges.iter().map(|range| self.byte_of(range.start)).collect();
        let ends = starts.iter().skip(1).copied().chain([self.len]);
        let spans = std::iter::once(0).chain(starts.iter().skip(1).copied()).zip(ends);
        let lines = ranges.into_iter().zip(spans).map(|(range, (start, end))| {
            let clusters = self.clusters.get(range).unwrap_or(&[]);
            let shown: Vec<&Cluster> = clusters.iter().take(ink(clusters)).collect();
            self.line(&shown, start..end, width)
        });
        lines.collect()
    }

    /// Everything on one line; what does not fit in `width` columns becomes an ellipsis at the end of
    /// reading. The cut falls between words.
    pub fn single(&self, width: usize) -> Line {
        let span = 0..self.len;
        let mut shown: Vec<&Cluster> = self.clusters.iter().collect();
        if columns(&shown) > width {
            shown.truncate(ink(&self.clusters));
        }
        if columns(&shown) <= width {
            return self.line(&shown, span, width);
        }
        let Some(room) = width.checked_sub(1) else { return self.line(&[], span, width) };
        let kept = truncate::keep(&self.clusters, room);
        let rest = Cluster {
            symbol: Symbol::from(ELLIPSIS),
            width: 1,
            src: self.end_of(kept)..self.len,
            kind: Kind::Ink,
            level: self.level,
            line_break: Break::No,
        };
        shown.truncate(kept);
        shown.push(&rest);
        self.line(&shown, span, width)
    }

    /// Puts the clusters of one line in the order of the screen.
    fn line(&self, clusters: &[&Cluster], span: Range<usize>, width: usize) -> Line {
        let mut cells = Vec::with_capacity(clusters.len());
        for at in levels::order(clusters, self.level) {
            let Some(cluster) = clusters.get(at).filter(|cluster| cluster.width > 0) else { continue };
            let (symbol, columns) = if usize::from(cluster.width) > width {
                (Symbol::from(TOO_WIDE), 1)
            } else {
                (cluster.symbol, cluster.width)
            };
            cells.push(Cell { symbol, width: columns, src: cluster.src.clone() });
        }
        Line { cells, rtl: self.is_rtl(), span }
    }

    fn byte_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(self.len, |cluster| cluster.src.start)
    }

    /// The byte behind the first `count` clusters.
    fn end_of(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|last| self.clusters.get(last)).map_or(0, |cluster| cluster.src.end)
    }
}

/// How many clusters there are up to the last one that draws anything.
pub(super) fn ink(clusters: &[Cluster]) -> usize {
    clusters.iter().rposition(|cluster| cluster.kind == Kind::Ink).map_or(0, |last| last + 1)
}

fn columns(clusters: &[&Cluster]) -> usize {
    clusters.iter().map(|cluster| usize::from(cluster.width)).sum()
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
        let lines = self
            .paragraphs
            .iter()
            .flat_map(|(at, paragraph)| paragraph.layout(width).into_iter().map(|line| line.shifted(*at)));
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
