//! From one document's bytes to its articles.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::feed;
use crate::model::{Article, Clean, Diagnostic, RawDocument, Reason, SourceKind, Span};
use crate::page::{self, PageReading};

/// What one document gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its articles, in order.
    pub articles: Vec<Article>,
    /// What was strange about it, for the reader.
    pub diagnostics: Vec<Diagnostic>,
    /// Items that it held, read or not.
    pub items: usize,
}

/// Reads a document: what a feed's server sent as a feed, a saved file as what it holds.
///
/// # Errors
/// Where there is no article in it: why not, for the user.
pub fn read(document: &RawDocument) -> Result<Document, Reason> {
    let sent = document.source.kind == SourceKind::Feed;
    let work = || if sent || feed::is_feed(document) { read_feed(document) } else { read_page(document) };
    guarded(Reason::of("the-document", []), work)?
}

fn read_page(document: &RawDocument) -> Result<Document, Reason> {
    let PageReading { articles, diagnostics, failure } = page::read(document);
    let items = articles.len();
    failure.map_or(Ok(Document { articles, diagnostics, items }), Err)
}

fn read_feed(document: &RawDocument) -> Result<Document, Reason> {
    let reading = feed::parse(document);
    let items = reading.items_seen.max(reading.articles.len());
    let mut read = Document { articles: reading.articles, diagnostics: reading.diagnostics, items };
    let before = read.articles.len();
    read.articles.retain(|article| !is_bare(article));
    let bare = before - read.articles.len();
    if bare > 0 {
        let message = Reason::of("feed-bare", [bare.into()]);
        read.diagnostics.push(Diagnostic { span: Span::default(), code: "items-bare".into(), message });
    }
    reading.failure.map_or(Ok(read), Err)
}

/// Whether nobody could tell when and where this was said: junk of a broken feed looks so.
fn is_bare(article: &Article) -> bool {
    article.body.trim().is_empty() && article.address.is_none() && article.published.first.is_none()
}

/// Runs `work` on text from outside; a panic in it, or in a library that it calls, is its failure.
pub(super) fn guarded<T>(what: Reason, work: impl FnOnce() -> T) -> Result<T, Reason> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = Clean::line(panic_words(panic.as_ref())).into_string();
        Reason::of("panicked", [what, message.into()])
    })
}

fn panic_words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason was given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_its_document() {
        let the = |key| Reason::of(key, []);
        assert_eq!(guarded(the("the-document"), || 7), Ok(7));
        let text = String::from("a\u{1b}[2Jb");
        let failure = guarded(the("the-document"), || -> u8 { panic!("{text}") });
        assert_eq!(
            failure.map_err(|reason| reason.to_string()),
            Err("reading the document failed inside this program: a␛b".into())
        );
        let failure = guarded(the("the-article"), || -> u8 { panic!("fixed words") });
        assert_eq!(
            failure.map_err(|reason| reason.to_string()),
            Err("reading the article failed inside this program: fixed words".into())
        );
    }
}
