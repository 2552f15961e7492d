//! Saved pages and files: from bytes to articles.
//!
//! HTML pages, Markdown with front matter, text, JSON and JSON lines, told apart by content. It
//! knows nothing of the disk or the network, and it never fails: a file that holds no article gives
//! a reading with a reason and a cure. The text of an article keeps the words of the page, one
//! paragraph a line.
//!
//! ```
//! use marsad::model::{RawDocument, Source};
//! let document = RawDocument {
//!     name: "note.txt".into(),
//!     address: None,
//!     content_type: None,
//!     source: Source::default(),
//!     fetched_at: None,
//!     bytes: "Servers hit again\n\nThe agency said on Tuesday that it was hit.".into(),
//! };
//! let reading = marsad::page::read(&document);
//! assert_eq!(reading.articles[0].title, "Servers hit again");
//! ```

mod dating;
mod front;
mod html;
mod json;
mod kind;
mod ld;
mod lines;
mod meta;
mod noise;
mod paragraph;
mod piece;
mod prose;
mod scan;
mod title;
mod vote;

#[cfg(test)]
mod tests;

use crate::model::{Article, Diagnostic, RawDocument, Reason, Span};
use crate::text::decode;

use kind::Kind;

/// Bytes of one file that are read; pictures inside a saved page count.
pub const MAX_BYTES: usize = 64 << 20;

/// Bytes in which a page states its charset (HTML standard, 13.2.3.2, with room for saved pages).
const CHARSET_HEAD: usize = 4 << 10;

/// What a file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageReading {
    /// Its articles, in order; more than one for JSON.
    pub articles: Vec<Article>,
    /// What was strange, for the reader; spans are empty.
    pub diagnostics: Vec<Diagnostic>,
    /// Why there is no article, and the cure.
    pub failure: Option<Reason>,
}

/// Reads the articles of a file.
pub fn read(document: &RawDocument) -> PageReading {
    let mut reading = PageReading::default();
    match articles(document, &mut reading.diagnostics) {
        Ok(articles) => reading.articles = articles.into_iter().map(Article::with_web_addresses).collect(),
        Err(reason) => reading.failure = Some(reason),
    }
    reading
}

fn articles(document: &RawDocument, notes: &mut Vec<Diagnostic>) -> Result<Vec<Article>, Reason> {
    let bytes = document.bytes.as_slice();
    if bytes.len() > MAX_BYTES {
        return Err(Reason::of("file-large", [(MAX_BYTES >> 20).into()]));
    }
    if let Some(reason) = kind::binary(bytes) {
        return Err(reason);
    }
    let decoded = decode(bytes, declared(document).as_deref());
    if let Some(reason) = kind::garbage(&decoded.text) {
        return Err(reason);
    }
    if decoded.lossy {
        notes.push(notice("charset", Reason::of("bad-bytes", [decoded.encoding.into()])));
    }
    let text = decoded.text.as_str();
    match kind::kind(text)? {
        Kind::Html => html::read(text, document, notes).map(|article| vec![article]),
        Kind::Json => json::read(text, document, notes),
        Kind::FrontMatter => prose::front_matter(text, document, notes).map(|article| vec![article]),
        Kind::Plain => prose::plain(text, document, None, notes).map(|article| vec![article]),
    }
}

/// The charset that the sender or the page itself declares.
fn declared(document: &RawDocument) -> Option<String> {
    let sent = document.content_type.as_deref().and_then(charset);
    sent.or_else(|| {
        let head = document.bytes.get(..document.bytes.len().min(CHARSET_HEAD))?;
        charset(&head.iter().map(|byte| char::from(*byte)).collect::<String>())
    })
}

/// The value of the first `charset=` in `text`.
fn charset(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// A word on the document as a whole.
fn notice(code: &str, message: Reason) -> Diagnostic {
    Diagnostic { span: Span::default(), code: code.to_owned(), message }
}
