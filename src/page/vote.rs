//! Which paragraphs of a page are the article: a vote between extraction engines.
//!
//! One engine finds nearly every paragraph and some of the furniture; another finds less of both.
//! A paragraph of the first stands if two of three readings of the second know it. Measured on a
//! public benchmark of article pages this gives more than any of the engines alone. What the vote
//! cannot decide (a page where the readings hardly overlap) goes to the longest reading.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{ExtractionFocus, Options};

use super::lines::ends_sentence;
use super::paragraph::{Paragraph, Runs, count, paragraphs};

/// Votes that a paragraph needs.
const VOTES: usize = 2;

/// The vote stands if it keeps this share of the words, in percent.
const MIN_KEPT: usize = 30;

/// A paragraph that is nothing but a link leads elsewhere, unless the page is a list of links.
const LINK: f32 = 0.8;
const LINK_WORDS: usize = 40;
const MAX_LINKS: usize = 20;

/// Words of a lead that is kept against the vote.
const LEAD_WORDS: usize = 12;

/// What the engines found.
#[derive(Clone, Debug, Default)]
pub(super) struct Readings {
    /// Readability: nearly everything.
    wide: Vec<Paragraph>,
    /// Trafilatura, by its three focuses.
    close: Vec<Vec<Paragraph>>,
    /// An engine's panic, in words.
    pub panic: Option<String>,
}

/// Runs the engines over a page that was made harmless.
pub(super) fn readings(html: &str) -> Readings {
    let mut readings = Readings::default();
    match caught(|| libreadability::extract(html, None).map(|article| article.content).unwrap_or_default()) {
        Ok(content) => readings.wide = paragraphs(&content),
        Err(words) => readings.panic = Some(words),
    }
    for focus in [ExtractionFocus::Balanced, ExtractionFocus::FavorPrecision, ExtractionFocus::FavorRecall] {
        let options = Options::default().with_fallback(true).with_focus(focus).with_exclude_comments(true);
        match caught(|| trafilatura::extract(html, &options).map(|result| result.content_html).unwrap_or_default()) {
            Ok(content) => readings.close.push(paragraphs(&content)),
            Err(words) => readings.panic = Some(words),
        }
    }
    readings
}

/// Runs a library's code; a panic there is a word here.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason given".to_owned())
    })
}

/// The paragraphs of the article.
pub(super) fn vote(readings: &Readings) -> Vec<String> {
    let runs: Vec<Runs> = readings.close.iter().map(|reading| Runs::of(reading)).collect();
    let elected = |paragraph: &Paragraph| runs.iter().filter(|runs| runs.have(paragraph)).count() >= VOTES;
    let wide: Vec<(&Paragraph, bool)> = readings.wide.iter().map(|paragraph| (paragraph, elected(paragraph))).collect();
    let kept: usize = wide.iter().filter(|(_, kept)| *kept).map(|(paragraph, _)| paragraph.words.len()).sum();
    if kept == 0 || kept * 100 < MIN_KEPT * count(&readings.wide) {
        return longest(readings);
    }
    let links = wide.iter().filter(|(paragraph, _)| is_link(paragraph)).count();
    let few_links = links * 100 <= MAX_LINKS * wide.len();
    let first = wide.iter().position(|(_, kept)| *kept).unwrap_or(0);
    let stays = |(at, (paragraph, kept)): &(usize, &(&Paragraph, bool))| {
        *kept && !(few_links && is_link(paragraph)) || at + 1 == first && is_lead(paragraph)
    };
    wide.iter().enumerate().filter(stays).map(|(_, (paragraph, _))| paragraph.text.clone()).collect()
}

fn longest(readings: &Readings) -> Vec<String> {
    let all = readings.close.iter().chain(std::iter::once(&readings.wide));
    let longest = all.max_by_key(|reading| count(reading)).map_or(&[][..], Vec::as_slice);
    longest.iter().map(|paragraph| paragraph.text.clone()).collect()
}

fn is_link(paragraph: &Paragraph) -> bool {
    paragraph.links >= LINK && paragraph.words.len() <= LINK_WORDS
}

/// The paragraph before the first elected one, where it is a sentence: engines lose leads that
/// stand in a box of their own.
fn is_lead(paragraph: &Paragraph) -> bool {
    paragraph.words.len() >= LEAD_WORDS && paragraph.links < 0.3 && ends_sentence(&paragraph.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "<p>A lead of the article that only the wide reading of the page has found.</p>";
    const FIRST: &str = "<p>The agency said that it had taken its servers off the network.</p>";
    const SECOND: &str = "<p>It added that nothing had been copied, as far as it knew.</p>";
    const LINK: &str = "<p><a href=x>Another article of this site</a></p>";
    const SHARE: &str = "<p>Share this</p>";

    fn check(wide: &[&str], close: &[&[&str]], expect: &[&str]) {
        let readings = Readings {
            wide: paragraphs(&wide.concat()),
            close: close.iter().map(|reading| paragraphs(&reading.concat())).collect(),
            panic: None,
        };
        let expect: Vec<String> = paragraphs(&expect.concat()).into_iter().map(|paragraph| paragraph.text).collect();
        assert_eq!(vote(&readings), expect);
    }

    #[test]
    fn two_of_three_elect_a_paragraph() {
        let (all, some) = (&[FIRST, SECOND, SHARE][..], &[FIRST, SECOND][..]);
        check(&[FIRST, SHARE, SECOND], &[all, some, some], &[FIRST, SECOND]);
        check(&[FIRST, SHARE, SECOND], &[all, all, some], &[FIRST, SHARE, SECOND]);
    }

    #[test]
    fn a_lead_is_rescued_and_a_lone_link_goes() {
        let close = &[FIRST, SECOND, LINK][..];
        let wide = [LEAD, FIRST, LINK, SECOND, FIRST, SECOND];
        check(&wide, &[close; 3], &[LEAD, FIRST, SECOND, FIRST, SECOND]);
        check(&[LINK, FIRST, LINK], &[close; 3], &[LINK, FIRST, LINK]);
    }

    #[test]
    fn readings_that_do_not_meet_give_the_longest() {
        check(&[SHARE], &[&[FIRST], &[FIRST, SECOND], &[]], &[FIRST, SECOND]);
        check(&[], &[], &[]);
        check(&[FIRST], &[], &[FIRST]);
    }

    #[test]
    fn a_panic_is_a_word() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| -> u8 { panic!("a reason") }), Err("a reason".to_owned()));
    }
}
