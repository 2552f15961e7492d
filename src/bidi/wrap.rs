//! Where lines end (UAX#14), on the logical text.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::shape::{Break, Cluster};

/// Marks on each cluster whether a line of `text` may end behind it. A break inside a cluster is
/// none, and the end of the text is no break.
pub(super) fn mark_breaks(text: &str, clusters: &mut [Cluster]) {
    let mut breaks = linebreaks(text).filter(|(at, _)| *at < text.len()).peekable();
    let mut clusters = clusters.iter_mut().peekable();
    while let Some(cluster) = clusters.next() {
        let limit = clusters.peek().map_or(text.len(), |next| next.src.start);
        while breaks.next_if(|(at, _)| *at < cluster.src.end).is_some() {}
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

/// Cuts the clusters into lines of at most `width` columns; blanks at a line's end do not count. A
/// word longer than a line is cut between clusters. There is always at least one line.
pub(super) fn lines(clusters: &[Cluster], width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut used = 0;
    // Where the line can end best so far: the next cluster, and the columns before it.
    let mut best: Option<(usize, usize)> = None;
    for (index, cluster) in clusters.iter().enumerate() {
        let columns = usize::from(cluster.width);
        while !cluster.kind.is_blank() && used + columns > width && used > 0 {
            let (cut, before) = best.take().unwrap_or((index, used));
            lines.push(start..cut);
            start = cut;
            used -= before;
        }
        used += columns;
        match cluster.line_break {
            Break::No => {}
            Break::Allowed => best = Some((index + 1, used)),
            Break::Mandatory => {
                lines.push(start..index + 1);
                start = index + 1;
                used = 0;
                best = None;
            }
        }
    }
    if start < clusters.len() || lines.is_empty() {
        lines.push(start..clusters.len());
    }
    lines
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
