//! The events of the visible stretch, in order of time.

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::Data;
use super::super::model::{Model, Pane};
use super::super::rich::{Canvas, Rows, base, figure};
use super::super::theme::Theme;
use super::super::words::{code, fill, say};
use super::chart;
use crate::model::{Certainty, Clean, Event, Lang, Modifier, Precision, When};

/// Columns of the date.
const DATE: u16 = 14;
/// Columns of a date without its year.
const SHORT: u16 = 12;
/// The same in Arabic, whose words for the parts of a month are longer.
const SHORT_ARABIC: u16 = 13;
/// Columns of the figures behind the date.
const FIGURES: u16 = 12;
/// The column among them for the sign of a dispute.
const DISPUTE: u16 = 8;

/// Draws the list.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let visible = model.visible();
    if visible.is_empty() {
        let words = Clean::line(say(model.lang(), "no-events"));
        let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        canvas.lines(inside, &model.pen().wrapped(&words, inside.width, model.pen().base_of(&words), look.dim.0, &[]));
        return;
    }
    for (row, line) in rows(model, area, &visible).visible() {
        let Some((index, event)) = visible.get(row).and_then(|at| Some((*at, data.timeline.events.get(*at)?))) else {
            continue;
        };
        row_of(model, data, event, canvas, line, look);
        if Some(index) == model.time.event {
            // Without the focus the chosen row keeps its own look under the focus's colour.
            match model.pane {
                Pane::List => canvas.choose(line, look.selected.0),
                Pane::Detail => canvas.tint(line, look.focus.0),
            }
        }
    }
}

/// The rows of the list, of which `visible` are the events.
pub fn rows(model: &Model, area: Rect, visible: &[usize]) -> Rows {
    let chosen = visible.iter().position(|index| Some(*index) == model.time.event).unwrap_or(0);
    Rows::new(area, 1, chosen, visible.len())
}

fn row_of(model: &Model, data: &Data, event: &Event, canvas: &mut Canvas<'_>, line: Rect, look: &Theme) {
    let phase = event.phase.as_ref().and_then(|id| model.case.phases.iter().position(|phase| &phase.id == id));
    let style = phase.map_or(Style::new(), |index| chart::phase_style(look, index));
    if phase.is_some() {
        canvas.sign(line.x, line.y, "▌", style);
    }
    let mut x = line.x + 1;
    // The year of the case goes without saying.
    let year = model.case.window.from.year();
    let common = year == model.case.window.to.year();
    let width = match model.lang() {
        _ if !common => DATE,
        Lang::Arabic => SHORT_ARABIC,
        _ => SHORT,
    };
    let words = date(model.lang(), event.when, event_part(event), common.then_some(year));
    canvas.label(Rect { x, width, ..line }, &words, look.date.0);
    x += width + 1;
    canvas.label(Rect { x, width: FIGURES, ..line }, &figures(model, data, event), look.dim.0);
    if !event.disputes.is_empty() {
        canvas.label(Rect { x: x + DISPUTE, width: 1, ..line }, "!", look.dispute.0);
    }
    x += FIGURES;
    let title = Clean::line(&event.title);
    let lead = event.evidence.get(event.lead);
    let rtl = lead.is_some_and(|evidence| evidence.lang.is_rtl());
    let style =
        if lead.is_some_and(|evidence| evidence.certainty == Certainty::Denied) { look.denied.0 } else { Style::new() };
    let place = Rect { x, width: line.right().saturating_sub(x + 1), ..line };
    canvas.put(place, &title, base(rtl), style);
}

fn event_part(event: &Event) -> Option<Modifier> {
    event.evidence.get(event.lead).and_then(|evidence| evidence.timex.as_ref()).and_then(|timex| timex.modifier)
}

/// Articles, languages, and signs: `*` bookmarked, `?` hedged, `!` disputed.
fn figures(model: &Model, data: &Data, event: &Event) -> String {
    let langs: Vec<&str> = event.langs().into_iter().map(|of| code(model.lang(), of)).collect();
    let marked = event.evidence.iter().any(|e| data.marks.get(&e.article).is_some_and(|mark| mark.bookmarked));
    let hedged = event.evidence.iter().all(|evidence| evidence.certainty == Certainty::Hedged);
    format!(
        "{:<2} {:<5} {}{}",
        model.pen().number(event.articles(), 2),
        langs.join("+"),
        if marked { "*" } else { " " },
        if hedged { say(model.lang(), "hedge") } else { " " }
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
        (Precision::PartOfMonth, Some(Modifier::Start)) => fill(lang, "early", &[&figure(&month())]),
        (Precision::PartOfMonth, Some(Modifier::Mid)) => fill(lang, "middle", &[&figure(&month())]),
        (Precision::PartOfMonth, Some(Modifier::End)) => fill(lang, "late", &[&figure(&month())]),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Interval;

    fn is_mark(c: char) -> bool {
        ('\u{F0000}'..'\u{F0010}').contains(&c)
    }

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
            // Marks of figures are no letters.
            let written = |common| date(Lang::English, when, part, common).replace(is_mark, "");
            assert_eq!(written(None), long);
            assert_eq!(written(Some(2021)), short);
            assert!(short.chars().count() <= usize::from(SHORT));
        }
    }
}
