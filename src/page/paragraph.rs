//! An engine's HTML cut into paragraphs, and which paragraphs two texts share.

use std::collections::HashSet;

use crate::text::{fold_key, hash, plain};

use super::piece::{Piece, pieces};

/// Elements whose begin and end break a paragraph.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// Words of a run that two texts must share.
const RUN: usize = 4;

/// Paragraphs of a text that are looked at.
const MAX_PARAGRAPHS: usize = 20_000;

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    /// Its text, on one line.
    pub text: String,
    /// Share of its letters that are inside links, 0 to 1.
    pub links: f32,
    /// Hashes of its folded words.
    pub words: Vec<u64>,
}

impl Paragraph {
    fn new(markup: &str, linked: usize) -> Option<Self> {
        let text = plain(markup).replace('\n', " ");
        let words: Vec<u64> = words(&text).map(|word| hash(&word)).collect();
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        (letters > 0).then(|| Self { text, links: (linked as f32 / letters as f32).min(1.0), words })
    }
}

/// The folded words of `text`.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold_key(text);
    let words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// The number of words of several paragraphs.
pub(super) fn count(paragraphs: &[Paragraph]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.words.len()).sum()
}

/// The paragraphs of a piece of HTML, in order.
pub(super) fn paragraphs(html: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let (mut markup, mut linked, mut links) = (String::new(), 0_usize, 0_usize);
    for piece in pieces(html) {
        let breaks = match &piece {
            Piece::Text(text) => {
                markup.push_str(text);
                if links > 0 {
                    linked += text.chars().filter(|c| !c.is_whitespace()).count();
                }
                false
            }
            Piece::Open(tag) => {
                links += usize::from(tag.name == "a");
                if matches!(tag.name.as_str(), "td" | "th") {
                    markup.push(' ');
                }
                BLOCKS.contains(&tag.name.as_str())
            }
            Piece::Close(name) => {
                links = links.saturating_sub(usize::from(name == "a"));
                BLOCKS.contains(&name.as_str())
            }
            Piece::Raw(_) | Piece::Comment(_) => false,
        };
        if breaks {
            out.extend(Paragraph::new(&std::mem::take(&mut markup), std::mem::take(&mut linked)));
        }
        if out.len() >= MAX_PARAGRAPHS {
            return out;
        }
    }
    out.extend(Paragraph::new(&markup, linked));
    out
}

/// The runs of up to [`RUN`] words that a text has.
pub(super) struct Runs(HashSet<u64>);

impl Runs {
    /// The runs of `paragraphs`.
    pub fn of(paragraphs: &[Paragraph]) -> Self {
        let runs = |length: usize| paragraphs.iter().flat_map(move |p| p.words.windows(length).map(run));
        Self((1..=RUN).flat_map(runs).collect())
    }

    /// Whether at least half of a paragraph's runs are there.
    pub fn have(&self, paragraph: &Paragraph) -> bool {
        let length = paragraph.words.len().min(RUN);
        if length == 0 {
            return false;
        }
        let (mut all, mut shared) = (0, 0);
        for window in paragraph.words.windows(length) {
            all += 1;
            shared += usize::from(self.0.contains(&run(window)));
        }
        shared * 2 >= all
    }
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |key, word| (key ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_break_and_links_are_weighed() {
        let html =
            "<div>one <b>two</b><p>three <a href=x>four</a></p><ul><li>five<li><a>six</a></ul><br>seven &amp; eight";
        let found = paragraphs(html);
        let texts: Vec<&str> = found.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, ["one two", "three four", "five", "six", "seven & eight"]);
        let links: Vec<u8> = found.iter().map(|paragraph| (paragraph.links * 100.0) as u8).collect();
        assert_eq!(links, [0, 44, 0, 100, 0]);
    }

    #[test]
    fn cells_of_a_row_stay_one_line_with_blanks() {
        let found = paragraphs("<table><tr><td>a<td>b</tr><tr><th>c</th><th>d</th></tr></table>");
        assert_eq!(found.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["a b", "c d"]);
    }

    #[test]
    fn shared_paragraphs_are_known_by_their_runs() {
        let whole = paragraphs("<p>The agency took its servers off the network on Sunday.</p><p>Follow us</p>");
        let runs = Runs::of(&whole);
        for (html, expect) in [
            ("<p>The agency took its servers off the network on Sunday, it said.</p>", true),
            ("<p>FOLLOW US</p>", true),
            ("<p>Read also</p>", false),
            ("<p>...</p>", false),
            ("<p>The servers of its agency on the network took off Sunday.</p>", false),
        ] {
            assert_eq!(paragraphs(html).first().is_some_and(|p| runs.have(p)), expect, "{html}");
        }
    }
}
