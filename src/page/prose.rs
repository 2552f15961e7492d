//! Text files, with front matter or without: from lines to an article.

use crate::model::{Article, Diagnostic, RawDocument, Reason, Rung};
use crate::text::{language, stamp};

use super::lines::{headline, is_headline, paragraphs};
use super::{dating, front, noise, notice};

/// Lines at the head of a text among which a labelled date is looked for.
const HEAD: usize = 6;

/// Reads a text with front matter.
pub(super) fn front_matter(text: &str, document: &RawDocument, notes: &mut Vec<Diagnostic>) -> Result<Article, Reason> {
    let front = front::read(text);
    if !front.strange.is_empty() {
        notes.push(notice("front-matter", Reason::of("front-strange", [front.strange.join(" ¶ ").into()])));
    }
    let mut article = plain(front.rest, document, front.one(&["title"]), notes)?;
    let day = |key: &str| dating::said(front.one(&[key])?, Rung::Metadata, key);
    if let Some(published) =
        ["published", "date", "date_published", "datepublished", "created"].into_iter().find_map(day)
    {
        article.published = published;
    } else if let Some(words) = front.one(&["published", "date"]) {
        notes.push(notice("open-date", Reason::of("front-undated", [words.into()])));
    }
    article.address = front.one(&["url", "link", "address", "canonical"]).map(str::to_owned).or(article.address);
    article.cites = front.all("cites");
    if let Some(name) = front.one(&["source", "publisher", "site"]) {
        name.clone_into(&mut article.source.name);
    }
    Ok(article)
}

/// Reads a text; `title` is its headline where the file states one.
pub(super) fn plain(
    text: &str,
    document: &RawDocument,
    title: Option<&str>,
    notes: &mut Vec<Diagnostic>,
) -> Result<Article, Reason> {
    let clean = noise::clean(paragraphs(text));
    if !clean.cut.is_empty() {
        notes.push(notice("noise-cut", Reason::of("furniture-cut", [clean.cut.join(" ¶ ").into()])));
    }
    let (title, body) = parted(clean.kept, title);
    if title.is_empty() && body.is_empty() {
        return Err(Reason::of("file-empty", []));
    }
    let head: Vec<String> = body.iter().take(HEAD).cloned().collect();
    let published = dating::labelled(&head).unwrap_or_default();
    let body = body.join("\n");
    Ok(Article {
        lang: language(&title, &body),
        published,
        title,
        body,
        source: document.source.clone(),
        address: document.address.clone(),
        cites: Vec::new(),
        read_from: document.name.clone(),
    })
}

/// Headline and text. A first line that repeats the headline goes.
fn parted(mut lines: Vec<String>, stated: Option<&str>) -> (String, Vec<String>) {
    // Marks of headings are markup and no words of the text.
    for line in &mut lines {
        if let Some(rest) = line.strip_prefix('#') {
            *line = rest.trim_start_matches('#').trim_start().to_owned();
        }
    }
    lines.retain(|line| !line.is_empty());
    let title = match (stated, lines.split_first()) {
        (Some(stated), _) => headline(stated).0.to_owned(),
        (None, Some((first, rest))) if is_headline(first, rest) && !is_date(first) => headline(first).0.to_owned(),
        _ => String::new(),
    };
    let repeats = |line: &String| noise::key(headline(line).0) == noise::key(&title);
    while !title.is_empty() && lines.first().is_some_and(repeats) {
        lines.remove(0);
    }
    (title, lines)
}

/// Whether a line only says when the text was published.
fn is_date(line: &str) -> bool {
    stamp::parse(line).is_some() || dating::labelled(&[line.to_owned()]).is_some()
}
