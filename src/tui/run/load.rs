//! From the store to what the screen shows.

use std::collections::BTreeMap;

use crate::model::{Analysed, ArticleId, Case, Health, Lang, Source, SourceKind};
use crate::store::{Store, StoreError};
use crate::timeline;

use super::super::{Data, Row, SourceRow};

/// Everything the screen shows of the case.
///
/// # Errors
/// Where the store cannot be read.
pub fn load(store: &Store, case: &Case) -> Result<Data, StoreError> {
    let articles = store.all()?;
    let timeline = timeline::build(case, &articles);
    let heads = store.heads(0, usize::MAX >> 1)?;
    let leads = leads(&articles);
    let rows = heads.into_iter().map(|head| Row {
        title: leads.get(&head.id).cloned().unwrap_or(head.title),
        id: head.id,
        lang: head.lang,
        published: head.published,
        source: head.source.name,
        address: head.address,
    });
    let marks = store.marks()?.into_iter().collect();
    Ok(Data { timeline, rows: rows.collect(), sources: sources(case, &articles, &store.health()?), marks })
}

/// For every article without a headline its first sentence, which stands in for one in lists.
fn leads(articles: &[Analysed]) -> BTreeMap<ArticleId, String> {
    let untitled = articles.iter().filter(|article| article.article.title.trim().is_empty());
    let lead = |article: &Analysed| {
        let sentence = article.analysis.sentences.first()?.of(&article.article.body);
        Some((article.id.clone(), format!("[{sentence}]")))
    };
    untitled.filter_map(lead).collect()
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
