//! A web page: from markup to an article.

use crate::model::{Article, Diagnostic, RawDocument, Reason};
use crate::text::language;

use super::meta::{Meta, meta};
use super::{dating, noise, notice, paragraph, scan, title, vote};

/// Shorter texts are no article.
const MIN_WORDS: usize = 3;

/// Reads the article of a page, or says why there is none.
pub(super) fn read(html: &str, document: &RawDocument, notes: &mut Vec<Diagnostic>) -> Result<Article, Reason> {
    let scanned = scan::scan(html)?;
    if scanned.flattened + scanned.cut_tags > 0 {
        let words = Reason::of("page-trimmed", [scanned.flattened.into(), scanned.cut_tags.into()]);
        notes.push(notice("page-cut", words));
    }
    let meta = meta(html);
    let readings = vote::readings(&scanned.html);
    if let Some(words) = &readings.panic {
        notes.push(notice("engine-panic", Reason::of("engine-gave-up", [words.as_str().into()])));
    }
    let elected = vote::vote(&readings);
    let address = address(&meta, document);
    let site = site(&meta);
    let title = title::title(&meta, site.as_deref());
    let body = body(elected, &title, notes);
    if body.iter().map(|line| line.split_whitespace().count()).sum::<usize>() < MIN_WORDS {
        return Err(Reason::of("page-bare", []));
    }
    let visible: Vec<String> = paragraph::paragraphs(&scanned.html).into_iter().map(|line| line.text).collect();
    let body = body.join("\n");
    let mut source = document.source.clone();
    source.name = site.unwrap_or(source.name);
    Ok(Article {
        lang: language(&title, &body),
        published: dating::published(&meta, &visible, &title, address.as_deref()),
        title,
        body,
        source,
        address,
        cites: Vec::new(),
        read_from: document.name.clone(),
    })
}

/// The paragraphs without furniture and without the headline that opens them.
fn body(elected: Vec<String>, title: &str, notes: &mut Vec<Diagnostic>) -> Vec<String> {
    let clean = noise::clean(elected);
    if !clean.cut.is_empty() {
        notes.push(notice("noise-cut", Reason::of("furniture-cut", [clean.cut.join(" ¶ ").into()])));
    }
    let mut body = clean.kept;
    let opens = body.first().is_some_and(|first| noise::key(first) == noise::key(title));
    if opens && body.len() > 1 {
        body.remove(0);
    }
    body
}

/// Where the page says it lives, else where it came from.
fn address(meta: &Meta, document: &RawDocument) -> Option<String> {
    let said = [meta.canonical.as_deref(), meta.content(&["og:url"]), meta.described.address.as_deref()];
    let mut said = said.into_iter().flatten().chain(meta.saved_from.as_deref());
    let is_page = |address: &&str| {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        rest.is_some_and(|rest| rest.trim_end_matches('/').contains('/'))
    };
    said.find(is_page).map(str::to_owned).or_else(|| document.address.clone())
}

fn site(meta: &Meta) -> Option<String> {
    let named = meta.content(&["og:site_name", "application-name", "al:android:app_name"]);
    let said = named.map(str::to_owned).or_else(|| meta.described.publisher.clone());
    said.or_else(|| title::site_of(&meta.title).map(str::to_owned)).map(|name| name.trim().to_owned())
}
