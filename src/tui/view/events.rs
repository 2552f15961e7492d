//! The events of the visible stretch, in order of time.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::Data;
use super::super::model::{Model, Pane};
use super::super::rich::{self, Setting};
use super::super::theme::Theme;
use super::super::words::say;
use super::{Hit, chart, first_row};
use crate::model::{Certainty, Clean, Event, Lang, Modifier, Precision, When};

/// Columns of the date.
const DATE: u16 = 14;
/// Columns of a date without its year.
const SHORT: u16 = 12;
/// Columns of the figures behind the date.
const FIGURES: u16 = 11;

/// Draws the list.
pub fn draw(model: &Model, buf: &mut Buffer, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let visible = model.visible();
    if visible.is_empty() {
        let words = Clean::line(say(model.lang(), "no-events"));
        let setting = Setting::of(&words, true);
        for (row, line) in
            rich::wrapped(&words, area.width.saturating_sub(2), setting, look.dim.0, &[]).iter().enumerate()
        {
            rich::paint(
                buf,
                Rect { x: area.x + 1, y: area.y + row as u16, width: area.width - 2, height: 1 }.intersection(area),
                line,
            );
        }
        return;
    }
    let chosen = visible.iter().position(|index| Some(*index) == model.time.event).unwrap_or(0);
    let first = first_row(chosen, visible.len(), usize::from(area.height));
    for (row, index) in visible.iter().skip(first).take(usize::from(area.height)).enumerate() {
        let Some(event) = data.timeline.events.get(*index) else { continue };
        let line = Rect { y: area.y + row as u16, height: 1, ..area };
        row_of(model, data, event, buf, line, look);
        if Some(*index) == model.time.event {
            // Without the focus the chosen row keeps its own look under the focus's colour.
            match model.pane {
                Pane::List => rich::choose(buf, line, look.selected.0),
                Pane::Detail => rich::tint(buf, line, look.focus.0),
            }
        }
    }
}

fn row_of(model: &Model, data: &Data, event: &Event, buf: &mut Buffer, line: Rect, look: &Theme) {
    let phase = event.phase.as_ref().and_then(|id| model.case.phases.iter().position(|phase| &phase.id == id));
    let style = phase.map_or(Style::new(), |index| chart::phase_style(look, index));
    rich::label(buf, Rect { width: 1, ..line }, if phase.is_some() { "▌" } else { " " }, style);
    let mut x = line.x + 1;
    // The year of the case goes without saying.
    let year = model.case.window.from.year();
    let common = year == model.case.window.to.year();
    let width = if common { SHORT } else { DATE };
    let words = date(model.lang(), event.when, event_part(event), common.then_some(year));
    rich::label(buf, Rect { x, width, ..line }, &words, look.date.0);
    x += width + 1;
    rich::label(buf, Rect { x, width: FIGURES, ..line }, &figures(data, event), look.dim.0);
    if !event.disputes.is_empty() {
        rich::label(buf, Rect { x: x + FIGURES - 3, width: 1, ..line }, "!", look.dispute.0);
    }
    x += FIGURES;
    let title = Clean::line(&event.title);
    let lead = event.evidence.get(event.lead);
    let rtl = lead.is_some_and(|evidence| evidence.lang.is_rtl());
    let style =
        if lead.is_some_and(|evidence| evidence.certainty == Certainty::Denied) { look.denied.0 } else { Style::new() };
    let place = Rect { x, width: line.right().saturating_sub(x + 1), ..line };
    rich::put(buf, place, &title, Setting::rtl(rtl, model.look.marks), style);
}

fn event_part(event: &Event) -> Option<Modifier> {
    event.evidence.get(event.lead).and_then(|evidence| evidence.timex.as_ref()).and_then(|timex| timex.modifier)
}

/// Articles, languages, and signs: `*` bookmarked, `?` hedged, `!` disputed.
fn figures(data: &Data, event: &Event) -> String {
    let langs: Vec<&str> = event.langs().into_iter().map(Lang::code).collect();
    let marked = event.evidence.iter().any(|e| data.marks.get(&e.article).is_some_and(|mark| mark.bookmarked));
    let hedged = event.evidence.iter().all(|evidence| evidence.certainty == Certainty::Hedged);
    format!(
        "{:>2} {:<5} {}{}",
        event.articles(),
        langs.join("+"),
        if marked { "*" } else { " " },
        if hedged { "?" } else { " " }
    )
}

/// A date as fine as it is known: `2021-03-02 Tue`, `2021-02`, `2021-02 late`, `02-26…02-27`. A day
/// of the year `common` is written without it.
pub fn date(lang: Lang, when: When, part: Option<Modifier>, common: Option<i32>) -> String {
    let (first, last) = (when.interval.first_day(), when.interval.last_day());
    let month = || format!("{}-{:02}", first.year(), first.month());
    let same_year = first.year() == last.year();
    let weekday = || nth(say(lang, "weekdays"), first.weekday().num_days_from_monday());
    match (when.precision, part) {
        (Precision::Time | Precision::Day, _) if common == Some(first.year()) => {
            format!("{} {}", first.format("%m-%d"), weekday())
        }
        (Precision::Time | Precision::Day, _) if common.is_some() => first.to_string(),
        (Precision::Time | Precision::Day, _) => format!("{first} {}", weekday()),
        (Precision::PartOfMonth, Some(Modifier::Start)) => format!("{} {}", month(), nth(say(lang, "parts"), 0)),
        (Precision::PartOfMonth, Some(Modifier::Mid)) => format!("{} {}", month(), nth(say(lang, "parts"), 1)),
        (Precision::PartOfMonth, Some(Modifier::End)) => format!("{} {}", month(), nth(say(lang, "parts"), 2)),
        (Precision::Month, _) if first.month() == last.month() => month(),
        (Precision::Year, _) if same_year => first.year().to_string(),
        _ if same_year => format!("{}…{}", first.format("%m-%d"), last.format("%m-%d")),
        _ if common.is_some() => format!("{}…{}", first.format("%y-%m"), last.format("%y-%m")),
        _ => format!("{}…{}", first.format("%Y-%m"), last.format("%Y-%m")),
    }
}

/// Word number `index` of a list of words.
fn nth(words: &'static str, index: u32) -> &'static str {
    words.split(' ').nth(index as usize).unwrap_or("")
}

/// The event at a line of the list.
pub fn row_at(model: &Model, area: Rect, line: usize) -> Hit {
    let visible = model.visible();
    let chosen = visible.iter().position(|index| Some(*index) == model.time.event).unwrap_or(0);
    let row = first_row(chosen, visible.len(), usize::from(area.height)) + line;
    if row < visible.len() { Hit::Row(row) } else { Hit::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Interval;

    #[test]
    fn a_date_is_as_fine_as_it_is_known() {
        let days =
            |first: &str, last: &str| Interval::days(first.parse().expect("a day"), last.parse().expect("a day"));
        for (first, last, precision, part, long, short) in [
            ("2021-03-02", "2021-03-02", Precision::Day, None, "2021-03-02 Tue", "03-02 Tue"),
            ("2020-12-30", "2020-12-30", Precision::Day, None, "2020-12-30 Wed", "2020-12-30"),
            ("2021-02-01", "2021-02-28", Precision::Month, None, "2021-02", "2021-02"),
            ("2021-02-21", "2021-02-28", Precision::PartOfMonth, Some(Modifier::End), "2021-02 late", "2021-02 late"),
            ("2021-02-26", "2021-02-27", Precision::Days, None, "02-26…02-27", "02-26…02-27"),
            ("2021-03-01", "2021-03-07", Precision::Week, None, "03-01…03-07", "03-01…03-07"),
            ("2020-01-01", "2020-12-31", Precision::Year, None, "2020", "2020"),
            ("2020-12-28", "2021-01-03", Precision::Week, None, "2020-12…2021-01", "20-12…21-01"),
        ] {
            let when = When { interval: days(first, last), precision };
            assert_eq!(date(Lang::English, when, part, None), long);
            assert_eq!(date(Lang::English, when, part, Some(2021)), short);
            assert!(short.chars().count() <= usize::from(SHORT));
        }
    }
}
