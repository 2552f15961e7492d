//! `marsad articles` and `search`: one line an item.

use serde::Serialize;

use super::args::{LangArg, ListArgs, ListFormat, SearchArgs};
use super::library::Library;
use super::output::Out;
use super::screen::{Row as ScreenRow, Screen};
use super::setup::{Config, lang};
use super::{Failure, Notes, Outcome};
use crate::model::{ArticleId, Clean, Lang, Published, SourceKind};
use crate::store::{Head, Store};

/// Articles that are asked of the store at a time.
const PAGE: usize = 500;

/// Hits that are looked at; nobody reads more, and a program narrows its question.
const HITS: usize = 10_000;

/// Columns of a list on a terminal; the last one takes what is left. Elsewhere tabs part them.
pub(super) struct Columns<'a> {
    screen: Option<Screen>,
    widths: &'a [usize],
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        config: &Config,
        notes: &mut Notes,
        format: ListFormat,
        widths: &'a [usize],
    ) -> Result<Self, Failure> {
        let drawn = config.environment.terminal && format == ListFormat::Text;
        let screen = if drawn { Some(config.screen(notes, None)?) } else { None };
        Ok(Self { screen, widths })
    }

    /// Whether they are drawn for a terminal.
    pub(super) fn drawn(&self) -> bool {
        self.screen.is_some()
    }

    /// One row.
    pub(super) fn row(&self, out: &mut Out, cells: &[&str]) -> Result<(), Failure> {
        let Some(screen) = &self.screen else {
            let cells: Vec<String> = cells.iter().map(|cell| Clean::line(cell).into_string()).collect();
            return out.put(&format!("{}\n", cells.join("\t")));
        };
        out.hold(&screen.manner)?;
        let mut left = screen.width;
        let mut row = ScreenRow::default();
        for (at, cell) in cells.iter().enumerate() {
            let width = self.widths.get(at).copied().unwrap_or(left);
            // A day that is only known by its bounds moves the rest of its row: half of it would mislead.
            let width = if at == 0 { width.max(cell.chars().count()) } else { width }.min(left);
            row = row.then(screen.field(&Clean::line(cell), width)).blanks(1);
            left = left.saturating_sub(width + 1);
        }
        out.put(&format!("{}\n", screen.send(&row)))
    }
}

/// An article in the JSON of a list.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a ArticleId,
    lang: Lang,
    title: &'a str,
    published: Published,
    source: &'a str,
    kind: SourceKind,
    address: Option<&'a str>,
    bookmarked: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<&'a str>,
}

/// Columns of day, language, key and publisher.
const ARTICLE: &[usize] = &[11, 3, KEY, 18];

/// Digits of a key on a terminal.
const KEY: usize = 8;

struct Articles<'a> {
    columns: Columns<'a>,
    format: ListFormat,
    shown: usize,
}

impl Articles<'_> {
    fn new(config: &Config, notes: &mut Notes, format: ListFormat) -> Result<Self, Failure> {
        Ok(Self { columns: Columns::new(config, notes, format, ARTICLE)?, format, shown: 0 })
    }

    fn put(&mut self, out: &mut Out, head: &Head, snippet: Option<&str>) -> Result<(), Failure> {
        self.shown += 1;
        if self.format == ListFormat::Json {
            return out.json(&Row {
                id: &head.id,
                lang: head.lang,
                title: &head.title,
                published: Published {
                    // The contract has a sentence here.
                    reason: head.published.reason.to_string().into(),
                    ..head.published.clone()
                },
                source: &head.source.name,
                kind: head.source.kind,
                address: head.address.as_deref(),
                bookmarked: head.mark.bookmarked,
                note: &head.mark.note,
                snippet,
            });
        }
        let day = day(&head.published);
        // The beginning of a key is enough for `show`, and a whole one leaves no room for the title.
        let key = if self.columns.screen.is_some() { head.id.0.get(..KEY) } else { None }.unwrap_or(&head.id.0);
        let mut cells = vec![day.as_str(), head.lang.code(), key, &head.source.name, &head.headline];
        if self.columns.screen.is_none() {
            cells.extend(snippet);
        }
        self.columns.row(out, &cells)?;
        match (&self.columns.screen, snippet) {
            (Some(screen), Some(snippet)) => {
                let line = screen.field(&Clean::line(snippet), screen.width.saturating_sub(4));
                out.put(&format!("{}\n", screen.send(&ScreenRow::default().blanks(4).then(line))))
            }
            _ => Ok(()),
        }
    }

    /// How the list ended; where nothing is in it, `hint` says why and what to do.
    fn outcome(&self, notes: &mut Notes, hint: impl FnOnce() -> String) -> Outcome {
        if self.shown > 0 {
            return Outcome::Done;
        }
        notes.say(&hint());
        Outcome::Nothing
    }
}

/// What to do about an empty store.
const EMPTY: &str = "no article is in the store; `marsad import PATH…` and `marsad fetch` bring articles in";

/// Why a list of articles is empty: the store is, or the language is another one.
fn no_article(store: &Store, choice: Option<LangArg>) -> String {
    match store.counts() {
        Ok(counts) if counts.articles > 0 && choice.is_some() => {
            "no article is in this language; leave out --lang to see the others".to_owned()
        }
        Ok(counts) if counts.articles > 0 => "nothing is listed; raise --limit".to_owned(),
        _ => EMPTY.to_owned(),
    }
}

/// The day of an article: `~` before one that was worked out from the text, `first…last` where only
/// its bounds are known, `?` where nothing is.
fn day(published: &Published) -> String {
    match (published.first, published.last) {
        (Some(first), Some(last)) if first != last => format!("{first}…{last}"),
        (Some(day), Some(_)) if published.rung.is_inferred() => format!("~{day}"),
        (Some(day), Some(_)) => day.to_string(),
        (Some(first), None) => format!("{first}…"),
        (None, Some(last)) => format!("…{last}"),
        (None, None) => "?".to_owned(),
    }
}

fn wanted(head: &Head, choice: Option<LangArg>) -> bool {
    choice.is_none_or(|choice| lang(choice) == head.lang)
}

/// All articles, newest first.
pub(super) fn articles(config: &Config, args: &ListArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let library = Library::filled(config, notes)?;
    let mut list = Articles::new(config, notes, args.format)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let mut offset = 0;
    while list.shown < limit {
        let heads = library.store.heads(offset, PAGE)?;
        offset += heads.len();
        for head in heads.iter().filter(|head| wanted(head, args.lang)).take(limit - list.shown) {
            list.put(out, head, None)?;
        }
        if heads.len() < PAGE {
            break;
        }
    }
    Ok(list.outcome(notes, || no_article(&library.store, args.lang)))
}

/// Articles with all words of the query, newest first.
pub(super) fn search(config: &Config, args: &SearchArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let library = Library::filled(config, notes)?;
    let mut list = Articles::new(config, notes, args.list.format)?;
    let limit = args.list.limit.unwrap_or(usize::MAX);
    let hits = library.store.search(&args.query.join(" "), HITS)?;
    for hit in hits.iter().filter(|hit| wanted(&hit.head, args.list.lang)).take(limit) {
        list.put(out, &hit.head, Some(&hit.snippet.text))?;
    }
    Ok(list.outcome(notes, || match library.store.counts() {
        Ok(counts) if counts.articles == 0 => EMPTY.to_owned(),
        _ if !hits.is_empty() => "there are hits, but none as you ask; leave out --lang and --limit".to_owned(),
        _ => "no article has all these words; leave one out, or end a word with * to find its longer forms".to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rung;

    #[test]
    fn a_day_says_how_far_it_is_known() {
        let known = "2021-03-02".parse().ok();
        let later = "2021-03-09".parse().ok();
        for (first, last, rung, expect) in [
            (known, known, Rung::Metadata, "2021-03-02"),
            (known, known, Rung::Dateline, "~2021-03-02"),
            (known, later, Rung::Bounds, "2021-03-02…2021-03-09"),
            (known, None, Rung::Bounds, "2021-03-02…"),
            (None, later, Rung::Bounds, "…2021-03-09"),
            (None, None, Rung::Unknown, "?"),
        ] {
            assert_eq!(day(&Published { first, last, rung, ..Published::default() }), expect);
        }
    }
}
