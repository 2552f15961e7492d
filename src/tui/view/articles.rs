//! The list of articles.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::data::Row;
use super::super::model::Model;
use super::super::rich::{Canvas, base};
use super::super::theme::Theme;
use super::super::words::{code, fill, say};
use super::inner;
use crate::model::{Clean, Lang, Published};

/// Draws the list under a line of column names.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    let Some(data) = &model.data else { return };
    let rows = &model.shown.rows;
    if rows.is_empty() {
        let words = Clean::line(say(model.lang(), "no-articles"));
        canvas.put(Rect { height: 1.min(area.height), ..inner(area) }, &words, model.pen().base_of(&words), look.dim.0);
        return;
    }
    let [shown, all] = [rows.len(), data.rows.len()].map(|count| count.to_string());
    let count = format!(" {}", fill(model.lang(), "articles-shown", &[&shown, &all]));
    canvas.label(Rect { height: 1, ..area }, &count, look.dim.0);
    for (at, place) in super::rows(model, area).visible() {
        let Some(row) = rows.get(at).and_then(|row| data.rows.get(*row)) else { continue };
        draw_row(model, row, canvas, place, look);
        if at == model.chosen[0] {
            canvas.choose(place, look.selected.0);
        }
    }
}

fn draw_row(model: &Model, row: &Row, canvas: &mut Canvas<'_>, line: Rect, look: &Theme) {
    let mark = model.data.as_ref().and_then(|data| data.marks.get(&row.id));
    let signs: String = [
        mark.is_none_or(|mark| !mark.read).then_some('•'),
        mark.is_some_and(|mark| mark.bookmarked).then_some('*'),
        mark.is_some_and(|mark| !mark.note.is_empty()).then_some('✎'),
    ]
    .into_iter()
    .map(|sign| sign.unwrap_or(' '))
    .collect();
    canvas.label(Rect { x: line.x + 1, width: 4, ..line }, &signs, look.accent.0);
    canvas.label(Rect { x: line.x + 5, width: 12, ..line }, &day(&row.published), look.date.0);
    let colour = match row.lang {
        Lang::Arabic => look.arabic.0,
        Lang::English => look.english.0,
        _ => look.other.0,
    };
    canvas.label(Rect { x: line.x + 18, width: 3, ..line }, code(model.lang(), row.lang), colour);
    let mut x = line.x + 22;
    if line.width >= 90 {
        let source = Clean::line(&row.source);
        canvas.name(Rect { x, width: 18, ..line }, &source, look.dim.0);
        x += 20;
    }
    let title = Clean::line(if row.title.is_empty() { "—" } else { &row.title });
    let place = Rect { x, width: line.right().saturating_sub(x + 1), ..line };
    canvas.put(place, &title, base(row.lang.is_rtl()), Style::new());
}

/// The day in the column of days: `~` before an inferred one, the first of an interval, or a dash.
fn day(published: &Published) -> String {
    match (published.day(), published.first) {
        (Some(day), _) if published.rung.is_inferred() => format!("~{day}"),
        (Some(day), _) => format!(" {day}"),
        (None, Some(first)) => format!("≥{first}"),
        (None, None) => " —".to_owned(),
    }
}
