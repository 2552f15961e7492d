//! `marsad timeline`: the timeline without a screen.

use super::args::{TimelineArgs, TimelineFormat};
use super::library::Library;
use super::output::Out;
use super::setup::{Config, lang};
use super::{Failure, Notes, Outcome};
use crate::export::{Format, Request};
use crate::model::{Case, EntityId, Filter, Timeline};
use crate::text::fold_key;
use crate::timeline::build;

/// Prints the events that are wanted.
pub(super) fn run(config: &Config, args: &TimelineArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let settings = config.settings(notes)?;
    let Library { case, store } = Library::filled(config, notes)?;
    let timeline = build(&case, &store.all()?);
    let filter = filter(args, &case, &timeline)?;
    if !timeline.events.iter().any(|event| filter.admits(event)) {
        notes.say("no event of the case is as you ask; leave out an option to see more");
        return Ok(Outcome::Nothing);
    }
    let request =
        Request { case: &case, timeline: &timeline, filter: &filter, lang: settings.lang.unwrap_or_default() };
    let format = match args.format {
        TimelineFormat::Text => Format::Text,
        TimelineFormat::Json => Format::Json,
        TimelineFormat::Csv => Format::Csv,
        TimelineFormat::Md => Format::Markdown,
    };
    out.with(|writer| format.write(&request, writer))?;
    Ok(Outcome::Done)
}

fn filter(args: &TimelineArgs, case: &Case, timeline: &Timeline) -> Result<Filter, Failure> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        return Err(Failure::new(format!("--from {from} is after --to {to}; put the earlier day first")));
    }
    Ok(Filter {
        from: args.from,
        to: args.to,
        lang: args.lang.map(lang),
        entity: args.entity.as_deref().map(|name| entity(name, timeline)).transpose()?,
        source: None,
        phase: args.phase.as_deref().map(|phase| known_phase(phase, case)).transpose()?,
        min_sources: args.min_sources,
    })
}

/// The key of the entity that the user names by its key or by its name in either language.
fn entity(name: &str, timeline: &Timeline) -> Result<EntityId, Failure> {
    let wanted = fold_key(name);
    let mut cards = timeline.entities.iter();
    let found = cards.find(|card| {
        card.id.0 == name
            || fold_key(&card.name) == wanted
            || card.name_ar.as_deref().is_some_and(|arabic| fold_key(arabic) == wanted)
    });
    let missing =
        || Failure::new(format!("no article names `{name}`; `marsad entities` lists the names that there are"));
    found.map(|card| card.id.clone()).ok_or_else(missing)
}

fn known_phase(phase: &str, case: &Case) -> Result<String, Failure> {
    if case.phases.iter().any(|known| known.id == phase) {
        return Ok(phase.to_owned());
    }
    let known: Vec<&str> = case.phases.iter().map(|known| known.id.as_str()).collect();
    Err(Failure::new(format!("the case has no phase `{phase}`; it has {}", known.join(", "))))
}
