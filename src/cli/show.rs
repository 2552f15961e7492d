//! `marsad show`: an article laid out for the terminal.

use std::path::Path;

use clap::builder::styling::{AnsiColor, Style};

use super::args::ShowArgs;
use super::library::Library;
use super::output::Out;
use super::screen::{Highlight, Row, Screen};
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::analyse::Analyser;
use crate::gather::read as read_file;
use crate::ingest::read;
use crate::model::{Analysed, Analysis, Article, ArticleId, Clean, Source};

const TITLE: Style = Style::new().bold();
const DATE: Style = AnsiColor::Yellow.on_default().underline();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Stored articles that are looked through for the beginning of a key at a time.
const PAGE: usize = 2_000;

/// Prints the articles of a file, or a stored one.
pub(super) fn run(config: &Config, args: &ShowArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let mut screen = config.screen(notes, args.width.map(usize::from))?;
    screen.justify |= args.justify;
    out.hold(&screen.manner)?;
    if args.what.is_file() {
        return file(config, &args.what, &screen, out);
    }
    let library = Library::open(config, notes)?;
    let Some(found) = stored(&library, &args.what.to_string_lossy())? else {
        let what = args.what.display();
        notes.say(&format!("there is no file and no stored article {what}; `marsad articles` lists the stored ones"));
        return Ok(Outcome::Nothing);
    };
    article(&found.article, &found.analysis, &screen, out)?;
    Ok(Outcome::Done)
}

fn file(config: &Config, path: &Path, screen: &Screen, out: &mut Out) -> Result<Outcome, Failure> {
    let document =
        read_file(path, Source::default()).map_err(|(name, reason)| Failure::new(reason.to_string()).during(name))?;
    let found = read(&document).map_err(|reason| Failure::new(reason.to_string()).during(document.name))?;
    let analyser = Analyser::new(&config.case()?);
    for (at, one) in found.articles.iter().enumerate() {
        if at > 0 {
            out.put("\n")?;
        }
        article(one, &analyser.run(one), screen, out)?;
    }
    Ok(if found.articles.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// The stored article with the key `key`, or the only one whose key begins so.
fn stored(library: &Library, key: &str) -> Result<Option<Analysed>, Failure> {
    if let Some(found) = library.store.article(&ArticleId(key.to_owned()))? {
        return Ok(Some(found));
    }
    let mut begins: Vec<ArticleId> = Vec::new();
    let mut offset = 0;
    loop {
        let heads = library.store.heads(offset, PAGE)?;
        offset += heads.len();
        let last = heads.len() < PAGE;
        begins.extend(heads.into_iter().map(|head| head.id).filter(|id| !key.is_empty() && id.0.starts_with(key)));
        if last {
            break;
        }
    }
    match begins.as_slice() {
        [] => Ok(None),
        [id] => Ok(library.store.article(id)?),
        many => {
            let keys: Vec<&str> = many.iter().take(5).map(|id| id.0.as_str()).collect();
            Err(Failure::new(format!(
                "{} articles begin with {key}: {}; type more of one",
                many.len(),
                keys.join(", ")
            )))
        }
    }
}

fn article(article: &Article, analysis: &Analysis, screen: &Screen, out: &mut Out) -> Result<(), Failure> {
    for line in screen.page(&Clean::line(&article.title), &[]) {
        out.styled(&line, TITLE)?;
        out.put("\n")?;
    }
    let day = analysis.published.day().map(|day| day.to_string());
    let facts = [day.as_deref(), Some(article.source.name.as_str()), article.address.as_deref()];
    let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    for line in screen.page(&Clean::line(&facts.join(" · ")), &[]) {
        out.put(&format!("{line}\n"))?;
    }
    out.put("\n")?;
    let (body, map) = Clean::mapped(&article.body);
    let dates = analysis.dates.iter().map(|date| (map.span(date.span), DATE));
    let names = analysis.mentions.iter().map(|mention| (map.span(mention.span), NAME));
    let highlights: Vec<Highlight> = dates.chain(names).collect();
    for line in screen.page(&body, &highlights) {
        out.put(&format!("{line}\n"))?;
    }
    dates_found(article, analysis, screen, out)
}

/// The dates with the words they were read from: for readers without colour as well.
fn dates_found(article: &Article, analysis: &Analysis, screen: &Screen, out: &mut Out) -> Result<(), Failure> {
    if !analysis.dates.is_empty() {
        out.put("\n")?;
    }
    for date in &analysis.dates {
        let value = Row::default().words(&format!("{:<17} ", Clean::line(&date.value)));
        let words = screen.field(&Clean::line(date.span.of(&article.body)), screen.width.saturating_sub(18));
        out.put(&format!("{}\n", screen.send(&value.then(words))))?;
    }
    Ok(())
}
