//! `marsad entities`: the names of the case, the card of one, and what the analyst says of a name.

use serde::Serialize;

use super::args::{EntitiesArgs, Link, ListFormat};
use super::library::Library;
use super::lists::Columns;
use super::output::Out;
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::analyse::Analyser;
use crate::ingest::{self, Change, NameChange};
use crate::model::{
    CaseName, Clean, EntityCard, EntityId, EntityType, Event, IndicatorKind, Lang, Reason, Timeline, term,
};
use crate::text::fold_key;
use crate::timeline::build;

/// Does what the arguments ask of names.
pub(super) fn run(config: &Config, args: &EntitiesArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    match (&args.link, &args.unlink, &args.name) {
        (Some(link), ..) => say(config, args, link, Change::Add, out, notes),
        (_, Some(link), _) => say(config, args, link, Change::Remove, out, notes),
        (.., Some(name)) => card(config, args, name, out, notes),
        _ => list(config, args, out, notes),
    }
}

fn timeline(config: &Config, notes: &mut Notes) -> Result<Timeline, Failure> {
    let library = Library::filled(config, notes)?;
    let mut timeline = build(&library.case, &library.store.all()?);
    Analyser::new(&library.case).identify(&mut timeline.entities);
    Ok(timeline)
}

/// All names of the case, most named first.
fn list(config: &Config, args: &EntitiesArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let cards = timeline(config, notes)?.entities;
    let kinds = args.kind.as_deref();
    let chosen = cards.iter().filter(|card| kinds.is_none_or(|kind| card.kind.code().eq_ignore_ascii_case(kind)));
    let columns = Columns::new(config, notes, args.format, &[8, 5, 5, 5, 32])?;
    let mut shown = 0;
    for card in chosen.take(args.limit.unwrap_or(usize::MAX)) {
        shown += 1;
        if args.format == ListFormat::Json {
            out.json(&Line::of(card))?;
            continue;
        }
        let counts = [card.articles, card.arabic, card.english].map(|count| count.to_string());
        let [articles, arabic, english] = counts.each_ref().map(String::as_str);
        let arabic_name = card.name_ar.as_deref().unwrap_or("");
        let name = card.kind.shown(&card.name);
        let mut cells = vec![card.kind.code(), articles, arabic, english, &*name, arabic_name];
        if !columns.drawn() {
            cells.push(&card.id.0);
        }
        columns.row(out, &cells)?;
    }
    if shown > 0 {
        return Ok(Outcome::Done);
    }
    notes.say(&match kinds {
        _ if cards.is_empty() => {
            "no name is in the store; `marsad import PATH…` and `marsad fetch` bring articles in".to_owned()
        }
        Some(kind) => {
            let mut known: Vec<&str> = cards.iter().map(|card| card.kind.code()).collect();
            known.sort_unstable();
            known.dedup();
            format!("no name is of the type {kind}; there are names of the types {}", known.join(", "))
        }
        None => "nothing is listed; raise --limit".to_owned(),
    });
    Ok(Outcome::Nothing)
}

/// The card that `name` means: by its key, then by its names, then by a spelling; the most named first.
fn find<'a>(cards: &'a [EntityCard], name: &str) -> Option<&'a EntityCard> {
    let wanted = fold_key(name);
    let is = |text: &str| fold_key(text) == wanted;
    let named = |card: &&EntityCard| is(&card.name) || card.name_ar.as_deref().is_some_and(is);
    let spelled = |card: &&EntityCard| card.spellings.iter().any(|spelling| is(&spelling.text));
    let by_key = cards.iter().find(|card| card.id.0 == name);
    by_key.or_else(|| cards.iter().find(named)).or_else(|| cards.iter().find(spelled))
}

/// Names that hold a part of `name`, for whoever has mistyped it.
fn hint(cards: &[EntityCard], name: &str) -> String {
    let wanted = fold_key(name);
    let words: Vec<&str> = wanted.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let near = cards.iter().filter(|card| {
        let own = fold_key(&format!("{} {}", card.name, card.name_ar.as_deref().unwrap_or("")));
        words.iter().any(|word| own.contains(word))
    });
    let near: Vec<&str> = near.take(3).map(|card| card.id.0.as_str()).collect();
    if near.is_empty() {
        "`marsad entities` lists all".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    }
}

/// A card as JSON: its plain name, and an indicator's defanged beside it.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    card: &'a EntityCard,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<IndicatorKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defanged: Option<String>,
}

impl<'a> Line<'a> {
    fn of(card: &'a EntityCard) -> Self {
        let indicator = card.kind.indicator(&card.name);
        Self { card, indicator, defanged: indicator.map(|kind| kind.defang(&card.name)) }
    }
}

/// A card with its events, as JSON.
#[derive(Serialize)]
struct Full<'a> {
    #[serde(flatten)]
    card: Line<'a>,
    events: Vec<Happening<'a>>,
}

#[derive(Serialize)]
struct Happening<'a> {
    id: &'a str,
    day: chrono::NaiveDate,
    title: &'a str,
    articles: usize,
}

impl<'a> Happening<'a> {
    fn of(event: &'a Event) -> Self {
        Self { id: &event.id, day: event.day(), title: &event.title, articles: event.articles() }
    }
}

/// The card of one name.
fn card(
    config: &Config,
    args: &EntitiesArgs,
    name: &str,
    out: &mut Out,
    notes: &mut Notes,
) -> Result<Outcome, Failure> {
    let timeline = timeline(config, notes)?;
    let Some(card) = find(&timeline.entities, name) else {
        notes.say(&format!("no article names `{name}`; {}", hint(&timeline.entities, name)));
        return Ok(Outcome::Nothing);
    };
    let events: Vec<&Event> = timeline.events.iter().filter(|event| event.entities.contains(&card.id)).collect();
    if args.format == ListFormat::Json {
        out.json(&Full { card: Line::of(card), events: events.into_iter().map(Happening::of).collect() })?;
        return Ok(Outcome::Done);
    }
    let lang = config.settings(notes)?.lang.unwrap_or(Lang::English);
    let columns = Columns::new(config, notes, args.format, &[14])?;
    for (head, cell) in facts(card, &timeline.entities, lang) {
        columns.row(out, &[head, &cell])?;
    }
    for event in events {
        columns.row(out, &[&event.day().to_string(), &event.title])?;
    }
    Ok(Outcome::Done)
}

/// The lines of a card: what each is about, and what it says.
fn facts(card: &EntityCard, cards: &[EntityCard], lang: Lang) -> Vec<(&'static str, String)> {
    let head = |name: &'static str| term(lang, "card", name).unwrap_or(name);
    let called = |id: &EntityId| match cards.iter().find(|card| &card.id == id) {
        Some(EntityCard { name_ar: Some(arabic), .. }) if lang == Lang::Arabic => arabic.clone(),
        Some(card) => card.name.clone(),
        None => id.0.clone(),
    };
    let times = |text: &str, count: usize| format!("{text} ×{count}");
    let joined = |parts: Vec<String>| parts.join(" · ");
    let spelled = card.spellings.iter().map(|spelling| times(&spelling.text, spelling.count));
    let linked =
        card.ties.iter().map(|tie| times(term(lang, "tie", tie.by.code()).unwrap_or(tie.by.code()), tie.count));
    let days = match (card.first, card.last) {
        (Some(first), Some(last)) => format!("{first} … {last}"),
        _ => String::new(),
    };
    let kind = term(lang, "kind", card.kind.code()).unwrap_or(card.kind.code());
    let likely = card.likely.iter().map(|likely| format!("{} {:.2}", called(&likely.id), likely.score));
    let rows = vec![
        ("name", joined([Some(card.name.clone()), card.name_ar.clone()].into_iter().flatten().collect())),
        ("key", card.id.0.clone()),
        ("ids", joined(card.ids.clone())),
        ("type", kind.to_owned()),
        ("articles", format!("{} · ar {} · en {}", card.articles, card.arabic, card.english)),
        ("seen", days),
        ("written", joined(spelled.collect())),
        ("role", joined(card.roles.iter().map(|role| times(&role.text, role.count)).collect())),
        ("linked", joined(linked.collect())),
        ("probably", joined(likely.collect())),
        ("beside", joined(card.beside.iter().map(|beside| times(&called(&beside.id), beside.count)).collect())),
    ];
    rows.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (head(name), text)).collect()
}

/// Writes what the analyst says of a name, and reads the articles that hold it again.
fn say(
    config: &Config,
    args: &EntitiesArgs,
    link: &Link,
    change: Change,
    out: &mut Out,
    notes: &mut Notes,
) -> Result<Outcome, Failure> {
    let Some(file) = config.case_file() else {
        return Err(Failure::new("there is no place for a case file; name one with --case FILE"));
    };
    let library = Library::filled(config, notes)?;
    let name = entity(&library, args, link)?;
    let planned = NameChange::new(&file, &name, change)?;
    if args.dry_run {
        for line in planned.lines() {
            out.line(&Clean::line(&line))?;
        }
        let count = ingest::holding(&library.store, &name.aliases)?.len();
        notes.say(&format!("{} would change; articles that would be read again: {count}", file.display()));
        return Ok(if planned.is_empty() { Outcome::Nothing } else { Outcome::Done });
    }
    if planned.is_empty() {
        notes.say(&planned.told(&name, change).to_string());
        return Ok(Outcome::Nothing);
    }
    planned.write()?;
    notes.say(&planned.told(&name, change).to_string());
    let library = Library { case: planned.case().clone(), store: library.store };
    let tally = library.work(notes, |work| ingest::reread(work, &name.aliases))?;
    notes.say(&Reason::of("work-again", [tally.added.into()]).to_string());
    Ok(Outcome::Done)
}

/// The entity of a link with the name as its alias: one that the articles name, one of the knowledge
/// base, or a new one whose type is given.
fn entity(library: &Library, args: &EntitiesArgs, link: &Link) -> Result<CaseName, Failure> {
    let aliases = vec![link.name.clone()];
    let own = library.case.names.iter().find(|name| name.id.0 == link.entity || name.name == link.entity);
    if let Some(own) = own {
        return Ok(CaseName { aliases, ..own.clone() });
    }
    let cards = build(&library.case, &library.store.all()?).entities;
    if let Some(card) = find(&cards, &link.entity) {
        return Ok(CaseName { id: card.id.clone(), kind: card.kind, name: card.name.clone(), aliases });
    }
    let analyser = Analyser::new(&library.case);
    if let Some((kind, name, _)) = analyser.names().names(&link.entity) {
        return Ok(CaseName { id: EntityId(link.entity.clone()), kind, name: name.to_owned(), aliases });
    }
    let Some(code) = &args.kind else {
        let hint = hint(&cards, &link.entity);
        return Err(Failure::new(format!(
            "no entity is called `{}`; {hint} For a new one, say what it is with --type, such as --type ORG",
            link.entity
        )));
    };
    let kind = EntityType::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(code));
    let Some(kind) = kind else {
        let known: Vec<&str> = EntityType::ALL.into_iter().map(EntityType::code).collect();
        return Err(Failure::new(format!("there is no type {code}; the types are {}", known.join(", "))));
    };
    Ok(CaseName { id: EntityId(key(&link.entity)), kind, name: link.entity.clone(), aliases })
}

/// A key made from a name: its folded letters and digits, with hyphens between its words.
fn key(name: &str) -> String {
    let folded = fold_key(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
