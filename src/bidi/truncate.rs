//! Where to cut a line that does not fit.

use super::cluster::{Break, Cluster, ink};

/// How many clusters of a line too long for it stay in `room` columns. It ends at a word's border:
/// a cut address or identifier reads as another one, so the whole word goes. Only a first word that
/// is itself too long is cut.
pub(super) fn keep(clusters: &[Cluster], room: usize) -> usize {
    let mut used = 0;
    let mut fits = 0;
    let mut border = 0;
    for (index, cluster) in clusters.iter().enumerate() {
        if is_border(clusters.get(index.wrapping_sub(1)), cluster) {
            border = index;
        }
        used += usize::from(cluster.width);
        if used > room {
            break;
        }
        fits = index + 1;
    }
    match ink(clusters.get(..border).unwrap_or(&[])) {
        0 => fits,
        kept => kept,
    }
}

/// Whether a word ends between two clusters: at a blank, or beside a wide character, as such scripts
/// are written without blanks.
fn is_border(before: Option<&Cluster>, after: &Cluster) -> bool {
    let Some(before) = before else { return false };
    let wide = before.width > 1 || after.width > 1;
    after.kind.is_blank() || before.kind.is_blank() || wide && before.line_break != Break::No
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Options, Paragraph};

    fn check(text: &str, base: Base, width: usize, expect: &str) {
        let line = Paragraph::new(text, Options::base(base)).single(width);
        assert_eq!(line.text(), expect, "{text} at {width}");
        assert!(line.width() <= width);
    }

    #[test]
    fn the_cut_falls_between_words() {
        check("Servers patched at last", Base::Auto, 23, "Servers patched at last");
        check("Servers patched at last", Base::Auto, 22, "Servers patched at…");
        check("Servers patched at last", Base::Auto, 16, "Servers patched…");
        check("Servers patched at last", Base::Auto, 15, "Servers…");
        check("Servers patched at last", Base::Auto, 5, "Serv…");
        check("Servers  ", Base::Auto, 8, "Servers");
        check("Servers", Base::Auto, 1, "…");
        check("Servers", Base::Auto, 0, "");
    }

    #[test]
    fn an_identifier_goes_as_a_whole() {
        check("Patch for CVE-2021-26855 out", Base::Auto, 20, "Patch for…");
        check("see https://example.net/a/b?c now", Base::Auto, 20, "see…");
        check("https://example.net/a/b?c", Base::Auto, 12, "https://exa…");
        check("ثغرة https://example.net/a/b?c هنا", Base::Rtl, 24, "…ﺓﺮﻐﺛ");
        check("(https://example.net/a), later", Base::Auto, 25, "(https://example.net/a),…");
        check("(https://example.net/a), later", Base::Auto, 24, "(https://example.net/a)…");
    }

    #[test]
    fn at_no_width_is_a_part_of_an_address_shown_behind_a_word() {
        let text = "see https://example.net/a/b?c and CVE-2021-26855 or user@example.net";
        for (base, justify) in [(Base::Ltr, false), (Base::Rtl, true), (Base::Auto, false)] {
            let paragraph = Paragraph::new(text, Options { justify, ..Options::base(base) });
            for width in 1..=text.len() {
                let line = paragraph.single(width);
                let end = line.cells.iter().filter(|cell| cell.symbol.as_str() != "…").map(|cell| cell.src.end).max();
                let kept = end.map_or("", |end| text.get(..end).expect("a cell ends between characters"));
                let whole = text.get(kept.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                assert!(whole || !kept.contains(' '), "{kept:?} at {width}");
                assert!(line.width() <= width);
            }
        }
    }

    #[test]
    fn the_ellipsis_stands_where_the_text_goes_on() {
        check("ثغرة في الخادم", Base::Auto, 9, "…ﻲﻓ ﺓﺮﻐﺛ");
        check("ثغرة CVE-2021-1 في الخادم", Base::Auto, 18, "…CVE-2021-1 ﺓﺮﻐﺛ");
        check("Exchange: ثغرة في الخادم", Base::Rtl, 16, "…ﺓﺮﻐﺛ :Exchange");
        check("ثغرة في الخادم", Base::Ltr, 9, "ﻲﻓ ﺓﺮﻐﺛ…");
    }

    #[test]
    fn wide_characters_are_words_of_their_own() {
        check("漏洞漏洞漏洞", Base::Auto, 8, "漏洞漏…");
        check("漏洞", Base::Auto, 2, "…");
    }
}
