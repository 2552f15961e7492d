//! Doing something with what is chosen.

use super::super::model::{Layer, Model, Pane, Tab};
use super::super::msg::Effect;
use super::super::rich::foreign;
use super::super::words::{fill, say};
use super::{moves, names, narrow, select, time};
use crate::model::{ArticleId, ArticleMark, Clean};

/// Enter: reads the chosen article, goes on from the chosen name, shows the events of the chosen
/// source, or opens the address that was shown.
pub fn open(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Confirm { address }) => {
            let address = address.clone();
            model.layers.pop();
            return vec![Effect::Browse(address)];
        }
        Some(Layer::Help { .. } | Layer::Reader { .. }) => return Vec::new(),
        _ => {}
    }
    match model.tab {
        Tab::Timeline | Tab::Articles => model.article().map(Effect::Open).into_iter().collect(),
        _ if model.layers.last().is_some() => model.article().map(Effect::Open).into_iter().collect(),
        Tab::Entities => names::open(model),
        Tab::Sources => {
            let name = model
                .data
                .as_ref()
                .and_then(|data| data.sources.get(model.chosen[2]))
                .map(|source| source.name.clone());
            if let Some(name) = name {
                model.narrow.filter.source = Some(name);
                to_timeline(model);
            }
            Vec::new()
        }
    }
}

/// Shows the timeline as it is narrowed now.
pub fn to_timeline(model: &mut Model) {
    model.tab = Tab::Timeline;
    model.pane = Pane::List;
    narrow::changed(model);
    if model.time.event.is_none() {
        time::step_event(model, 1);
    }
}

/// Goes to the next or previous article found, event found, or otherwise shown.
pub fn next_match(model: &mut Model, steps: isize) -> Vec<Effect> {
    if model.narrow.found.is_none() {
        say(model.lang(), "no-search").clone_into(&mut model.notice.text);
        return Vec::new();
    }
    match model.tab {
        Tab::Timeline => time::step_event(model, steps),
        _ => moves::by(model, steps),
    }
    Vec::new()
}

/// After a search was typed: where no event found is on the screen, the one nearest to the chosen
/// day is chosen, and the window goes there.
pub fn first_match(model: &mut Model) {
    model.chosen[0] = 0;
    if model.event().is_some() {
        return;
    }
    let day = model.time.day;
    let Some(data) = &model.data else { return };
    let distance = |index: &usize| {
        data.timeline
            .events
            .get(*index)
            .map_or(i64::MAX, |event| event.day().signed_duration_since(day).num_days().abs())
    };
    if let Some(nearest) = model.shown.events.iter().copied().min_by_key(distance) {
        time::choose(model, nearest);
    }
}

fn mark(model: &mut Model, change: impl FnOnce(&mut ArticleMark)) -> Option<(ArticleId, ArticleMark)> {
    let Some(id) = model.article() else {
        say(model.lang(), "no-article").clone_into(&mut model.notice.text);
        return None;
    };
    let data = model.data.as_mut()?;
    let mark = data.marks.entry(id.clone()).or_default();
    change(mark);
    Some((id, mark.clone()))
}

/// Keeps that an article was opened; one that was opened before changes nothing.
pub fn seen(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    let Some(data) = model.data.as_mut() else { return Vec::new() };
    let mark = data.marks.entry(id.clone()).or_default();
    if std::mem::replace(&mut mark.read, true) {
        return Vec::new();
    }
    vec![Effect::Mark(id, mark.clone())]
}

/// Bookmarks the chosen article, or takes the bookmark away.
pub fn bookmark(model: &mut Model) -> Vec<Effect> {
    let Some((id, mark)) = mark(model, |mark| mark.bookmarked = !mark.bookmarked) else { return Vec::new() };
    let word = if mark.bookmarked { say(model.lang(), "bookmarked") } else { say(model.lang(), "bookmark-gone") };
    word.clone_into(&mut model.notice.text);
    if model.narrow.bookmarked {
        narrow::changed(model);
    }
    vec![Effect::Mark(id, mark)]
}

/// Keeps a note on the chosen article; an empty one takes it away.
pub fn note(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some((id, mark)) = mark(model, |mark| text.clone_into(&mut mark.note)) else { return Vec::new() };
    say(model.lang(), "note-kept").clone_into(&mut model.notice.text);
    vec![Effect::Mark(id, mark)]
}

/// The address of the chosen article, if it is one that a browser may open.
fn address(model: &Model) -> Option<String> {
    let id = model.article()?;
    if let Some(Layer::Reader { article, .. }) = model.layers.last() {
        return article.article.address.clone().or_else(|| article.article.cites.first().cloned());
    }
    let evidence =
        model.evidence().filter(|evidence| evidence.article == id).and_then(|evidence| evidence.address.clone());
    evidence.or_else(|| {
        let rows = &model.data.as_ref()?.rows;
        rows.iter().find(|row| row.id == id)?.address.clone()
    })
}

/// Shows the address of the chosen article and asks whether to open it.
pub fn ask_to_browse(model: &mut Model) {
    match address(model) {
        Some(address) if is_web_address(&address) => model.layers.push(Layer::Confirm { address }),
        Some(address) => model.notice.text = fill(model.lang(), "bad-address", &[&foreign(&address)]),
        None => say(model.lang(), "no-address").clone_into(&mut model.notice.text),
    }
}

/// Whether a browser may be given `address`: http or https, and no character that a program could
/// take for more than one argument or for an option.
pub fn is_web_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        && address.len() < 2000
        && !address.chars().any(|c| c.is_control() || c.is_whitespace() || "\"'`<>\\".contains(c))
}

/// Copies a citation of the chosen evidence or article.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    if model.selection.is_some() {
        return select::copy(model);
    }
    let citation = citation(model);
    if citation.is_empty() {
        say(model.lang(), "no-article").clone_into(&mut model.notice.text);
        return Vec::new();
    }
    say(model.lang(), "copied").clone_into(&mut model.notice.text);
    vec![Effect::Copy(Clean::text(&citation))]
}

fn citation(model: &Model) -> String {
    let line = |title: &str, source: &str, published: &crate::model::Published, address: Option<&String>| {
        let day = match (published.day(), published.first, published.last) {
            (Some(day), ..) if published.rung.is_inferred() => format!("~{day}"),
            (Some(day), ..) => day.to_string(),
            (None, Some(first), Some(last)) => format!("{first}..{last}"),
            _ => "n.d.".to_owned(),
        };
        let address = address.map_or_else(String::new, |address| format!(" <{address}>"));
        format!("{title} — {source}, {day}.{address}")
    };
    if let Some(Layer::Reader { article, .. }) = model.layers.last() {
        let it = &article.article;
        return line(&it.title, &it.source.name, &article.analysis.published, it.address.as_ref().or(it.cites.first()));
    }
    let Some(id) = model.article() else { return String::new() };
    if let Some(evidence) = model.evidence().filter(|evidence| model.tab == Tab::Timeline && evidence.article == id) {
        let cite = line(&evidence.title, &evidence.source.name, &evidence.published, evidence.address.as_ref());
        return format!("“{}”\n{cite}", evidence.sentence);
    }
    let rows = model.data.as_ref().map_or(&[][..], |data| &data.rows);
    rows.iter()
        .find(|row| row.id == id)
        .map_or_else(String::new, |row| line(&row.title, &row.source, &row.published, row.address.as_ref()))
}

/// Asks the feeds, unless work is running.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    if model.work.is_some() {
        say(model.lang(), "busy").clone_into(&mut model.notice.text);
        return Vec::new();
    }
    vec![Effect::Refresh]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_web_addresses_only() {
        for (address, fine) in [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://example.org", true),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("-https://example.org", false),
            ("https://example.org/a b", false),
            ("https://example.org/\u{1B}[m", false),
            ("https://example.org/`x`", false),
        ] {
            assert_eq!(is_web_address(address), fine, "{address}");
        }
    }
}
