//! From the store to what the screen shows.

use std::collections::BTreeMap;

use crate::analyse::Analyser;
use crate::model::{Analysed, Case, Health, Lang, Source, SourceKind};
use crate::store::{Head, Store, StoreError};
use crate::timeline;

use super::super::{Data, Row, SourceRow};

/// Everything the screen shows of the case.
///
/// # Errors
/// Where the store cannot be read.
pub fn load(store: &Store, case: &Case) -> Result<Data, StoreError> {
    let articles = store.all()?;
    let mut timeline = timeline::build(case, &articles);
    Analyser::new(case).identify(&mut timeline.entities);
    let heads = store.heads(0, usize::MAX >> 1)?;
    let marks = store.marks()?.into_iter().collect();
    let sources = sources(case, &articles, &store.health()?);
    Ok(Data { timeline, rows: rows(heads), sources, marks })
}

/// The list of articles alone, for a store so large that its timeline takes a while.
///
/// # Errors
/// Where the store cannot be read.
pub fn articles_first(store: &Store, case: &Case) -> Result<Data, StoreError> {
    let heads = store.heads(0, usize::MAX >> 1)?;
    let marks = store.marks()?.into_iter().collect();
    let rows = rows(heads);
    Ok(Data { timeline: timeline::build(case, &[]), rows, sources: sources(case, &[], &store.health()?), marks })
}

fn rows(heads: Vec<Head>) -> Vec<Row> {
    let row = |head: Head| Row {
        id: head.id,
        title: head.headline,
        lang: head.lang,
        published: head.published,
        source: head.source.name,
        address: head.address,
    };
    heads.into_iter().map(row).collect()
}

/// The sources of the articles that are there, then the feeds and folders that brought none yet.
fn sources(case: &Case, articles: &[Analysed], health: &[Health]) -> Vec<SourceRow> {
    let mut rows: BTreeMap<Source, SourceRow> = BTreeMap::new();
    for article in articles {
        let source = &article.article.source;
        let row = rows.entry(source.clone()).or_insert_with(|| blank(source.name.clone(), source.kind));
        let column = match article.analysis.lang {
            Lang::Arabic => 0,
            Lang::English => 1,
            _ => 2,
        };
        row.counts[column] += 1;
        row.newest = row.newest.max(article.analysis.published.day());
    }
    for feed in &case.feeds {
        let source = Source { name: feed.title.clone(), kind: SourceKind::Feed };
        let row = rows.entry(source).or_insert_with(|| blank(feed.title.clone(), SourceKind::Feed));
        row.place.clone_from(&feed.url);
        row.enabled = feed.enabled;
        row.health = health.iter().find(|health| health.source == feed.url).cloned();
    }
    for saved in &case.saved {
        let source = Source { name: saved.title.clone(), kind: SourceKind::Saved };
        let row = rows.entry(source).or_insert_with(|| blank(saved.title.clone(), SourceKind::Saved));
        row.place.clone_from(&saved.path);
    }
    let mut rows: Vec<SourceRow> = rows.into_values().collect();
    rows.sort_by_key(|row| {
        let articles: usize = row.counts.iter().sum();
        (std::cmp::Reverse(articles), row.kind, !row.enabled, row.name.clone())
    });
    rows
}

fn blank(name: String, kind: SourceKind) -> SourceRow {
    SourceRow { name, kind, place: String::new(), enabled: true, counts: [0; 3], newest: None, health: None }
}
