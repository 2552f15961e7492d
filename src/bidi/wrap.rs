//! Where lines end (UAX#14), on the logical text.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::cluster::{Break, Cluster};

/// Marks on each cluster whether a line of `text` may end behind it. A break inside a cluster is
/// none, and the end of the text is no break.
pub(super) fn mark_breaks(text: &str, clusters: &mut [Cluster]) {
    let mut breaks = linebreaks(text).filter(|(at, _)| *at < text.len()).peekable();
    let mut clusters = clusters.iter_mut().peekable();
    while let Some(cluster) = clusters.next() {
        let limit = clusters.peek().map_or(text.len(), |next| next.start as usize);
        while breaks.next_if(|(at, _)| *at < cluster.end as usize).is_some() {}
        while let Some((_, kind)) = breaks.next_if(|(at, _)| *at <= limit) {
            if cluster.line_break != Break::Mandatory {
                cluster.line_break = match kind {
                    BreakOpportunity::Allowed => Break::Allowed,
                    BreakOpportunity::Mandatory => Break::Mandatory,
                };
            }
        }
    }
}

/// Cuts clusters into lines of at most so many columns; blanks at a line's end do not count. A word
/// longer than a line is cut between clusters. There is always at least one line, and only one where
/// there are no columns.
pub(super) struct Cuts<'c> {
    clusters: &'c [Cluster],
    width: usize,
    /// The first cluster of the line to come; nothing behind the last line.
    start: Option<usize>,
    /// The next cluster to look at, and the columns from the line's start to it.
    at: usize,
    used: usize,
}

impl<'c> Cuts<'c> {
    pub const fn new(clusters: &'c [Cluster], width: usize) -> Self {
        Self { clusters, width, start: Some(0), at: 0, used: 0 }
    }

    /// Whether the last line has been given.
    pub const fn is_done(&self) -> bool {
        self.start.is_none()
    }

    /// Ends the line before cluster `cut`, to which `before` columns lead from its start.
    fn cut(&mut self, start: usize, cut: usize, before: usize) -> Range<usize> {
        self.used -= before;
        self.start = Some(cut).filter(|cut| *cut < self.clusters.len());
        start..cut
    }
}

impl Iterator for Cuts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.start?;
        if self.width == 0 {
            self.start = None;
            return Some(0..self.clusters.len());
        }
        // Where the line can end best so far: the next cluster, and the columns before it.
        let mut best: Option<(usize, usize)> = None;
        while let Some(cluster) = self.clusters.get(self.at) {
            let columns = usize::from(cluster.width);
            if !cluster.kind.is_blank() && self.used + columns > self.width && self.used > 0 {
                let (cut, before) = best.unwrap_or((self.at, self.used));
                return Some(self.cut(start, cut, before));
            }
            self.at += 1;
            self.used += columns;
            match cluster.line_break {
                Break::No => {}
                Break::Allowed => best = Some((self.at, self.used)),
                Break::Mandatory => return Some(self.cut(start, self.at, self.used)),
            }
        }
        Some(self.cut(start, self.clusters.len(), self.used))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Options, Paragraph};

    fn check(text: &str, width: usize, expect: &[&str]) {
        let lines = Paragraph::new(text, Options::base(Base::Auto)).layout(width);
        assert_eq!(lines.iter().map(super::super::Line::text).collect::<Vec<_>>(), expect, "{text:?} at {width}");
    }

    #[test]
    fn lines_end_at_words_and_without_blanks() {
        check("one two three", 7, &["one two", "three"]);
        check("one two   three", 7, &["one two", "three"]);
        check("one-two", 5, &["one-", "two"]);
        check("one\ntwo\n", 9, &["one", "two"]);
        check("", 9, &[""]);
        check("   ", 2, &[""]);
        check("漢字漢字", 5, &["漢字", "漢字"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        check("a lengthened b", 4, &["a", "leng", "then", "ed b"]);
        check("漢字", 1, &["·", "·"]);
        check("سلام", 2, &["\u{FEFC}\u{FEB3}", "\u{FEE1}"]);
        check("abc", 0, &[""]);
    }
}
