//! `marsad import` and `marsad fetch`: articles into the store.

use std::path::PathBuf;
use std::sync::Arc;

use super::failure::During;
use super::library::Library;
use super::setup::Config;
use super::{Failure, Notes, Outcome};
use crate::gather::{Limits, SystemClock};
use crate::ingest::{Network, fetch as ask, import as take, import_saved};
use crate::model::{Case, FeedSpec, Tally};
use crate::text::fold_key;

/// Saved files and folders; without any, those that the case names.
pub(super) fn import(config: &Config, notes: &mut Notes, paths: &[PathBuf]) -> Result<Outcome, Failure> {
    for path in paths {
        path.symlink_metadata().during(|| format!("cannot read {}", path.display()))?;
    }
    let library = Library::open(config, notes)?;
    if paths.is_empty() && library.case.saved.is_empty() {
        return Err(Failure::new("there is nothing to import: name files or folders, or add [[saved]] to the case"));
    }
    let folder = config.case_folder();
    let tally = library.work(notes, |work| {
        if paths.is_empty() { import_saved(work, &folder, &library.case.saved) } else { take(work, paths) }
    })?;
    notes.tally(tally);
    outcome(tally)
}

/// One refresh of the feeds that `wanted` names, or of all that are enabled.
pub(super) fn fetch(config: &Config, notes: &mut Notes, wanted: &[String]) -> Result<Outcome, Failure> {
    let feeds = choose(&config.case()?, wanted)?;
    let network =
        Network { offline: config.globals.offline, limits: Limits::default(), clock: Arc::new(SystemClock::default()) };
    let library = Library::open(config, notes)?;
    let tally = library.work(notes, |work| ask(work, &feeds, &network))?;
    notes.tally(tally);
    if tally.failed == feeds.len() { Err(Failure::Told) } else { Ok(Outcome::Done) }
}

fn choose(case: &Case, wanted: &[String]) -> Result<Vec<FeedSpec>, Failure> {
    if wanted.is_empty() {
        let enabled: Vec<FeedSpec> = case.feeds.iter().filter(|feed| feed.enabled).cloned().collect();
        let none = "no feed of the case is enabled: name one (`marsad feeds list` shows them) or enable it in the case";
        return if enabled.is_empty() { Err(Failure::new(none)) } else { Ok(enabled) };
    }
    let mut chosen: Vec<FeedSpec> = Vec::new();
    for want in wanted {
        let part = fold_key(want);
        let named = |feed: &&FeedSpec| feed.url == *want || fold_key(&feed.title).contains(&part);
        let before = chosen.len();
        chosen.extend(case.feeds.iter().filter(named).cloned());
        if chosen.len() == before {
            return Err(Failure::new(format!("the case has no feed `{want}`; `marsad feeds list` shows them")));
        }
    }
    chosen.sort_by(|a, b| a.url.cmp(&b.url));
    chosen.dedup_by(|a, b| a.url == b.url);
    Ok(chosen)
}

fn outcome(tally: Tally) -> Result<Outcome, Failure> {
    match tally {
        Tally { added: 0, known: 0, failed: 0 } => Ok(Outcome::Nothing),
        // Each failure has been said.
        Tally { added: 0, known: 0, .. } => Err(Failure::Told),
        _ => Ok(Outcome::Done),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_case;

    fn case() -> Case {
        let feed = |url: &str, title: &str, enabled| FeedSpec {
            url: url.into(),
            title: title.into(),
            enabled,
            ..FeedSpec::default()
        };
        let feeds = vec![
            feed("https://a.example/rss", "Alpha News", true),
            feed("https://b.example/rss", "أخبار الشبكة", false),
            feed("https://c.example/rss", "Alpha Arabic", true),
        ];
        Case { feeds, ..default_case() }
    }

    fn check(wanted: &[&str], expect: Option<&[&str]>) {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let chosen = choose(&case(), &wanted).ok();
        let urls = chosen.map(|feeds| feeds.into_iter().map(|feed| feed.url).collect::<Vec<_>>());
        let url = |host: &&str| format!("https://{host}.example/rss");
        assert_eq!(urls, expect.map(|hosts| hosts.iter().map(url).collect()), "{wanted:?}");
    }

    #[test]
    fn feeds_are_named_by_address_or_part_of_the_title() {
        check(&[], Some(&["a", "c"]));
        check(&["alpha"], Some(&["a", "c"]));
        check(&["https://b.example/rss"], Some(&["b"]));
        check(&["اخبار"], Some(&["b"]));
        check(&["alpha", "Alpha News"], Some(&["a", "c"]));
        check(&["beta"], None);
    }

    #[test]
    fn only_failures_are_an_error() {
        let tally = |added, known, failed| outcome(Tally { added, known, failed }).ok();
        assert_eq!(tally(0, 0, 0), Some(Outcome::Nothing));
        assert_eq!(tally(0, 0, 2), None);
        assert_eq!(tally(0, 1, 2), Some(Outcome::Done));
    }
}
