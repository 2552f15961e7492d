//! Moving in time.

use chrono::NaiveDate;

use super::super::command::Command;
use super::super::model::{Model, Tab};
use super::super::view::chart_width;
use crate::timeline::View;

/// Moves, zooms or pans.
pub fn go(model: &mut Model, command: Command) {
    let (view, day) = (model.time.view, model.time.day);
    match command {
        Command::Earlier => step(model, -1),
        Command::Later => step(model, 1),
        Command::PreviousEvent => step_event(model, -1),
        Command::NextEvent => step_event(model, 1),
        Command::ZoomIn => model.time.view = view.zoom_in(day, chart_width(model)),
        Command::ZoomOut => model.time.view = view.zoom_out(day, chart_width(model), model.limits()),
        Command::PanEarlier => pan(model, -1),
        Command::PanLater => pan(model, 1),
        _ => fit(model),
    }
    if model.time.event.is_none() {
        choose_near_day(model);
    }
}

/// Shows the whole time of the case; a chosen day outside of it moves to its nearer end.
pub fn fit(model: &mut Model) {
    let window = model.case.window;
    model.time.view = View::fit(window, chart_width(model));
    model.time.day = model.time.day.clamp(window.from, window.to);
    let gone = model.time.event.is_none_or(|event| !model.visible().contains(&event));
    if gone {
        choose_near_day(model);
    }
}

/// One step of the view's unit; then the nearest event of that step is the chosen one.
fn step(model: &mut Model, steps: i64) {
    let (unit, limits) = (model.time.view.unit, model.limits());
    let to = unit.index(model.time.day) + steps;
    if (unit.index(limits.from)..=unit.index(limits.to)).contains(&to) {
        go_to(model, unit.start(to).clamp(limits.from, limits.to));
    }
}

/// Makes `day` the chosen one, with the window about it and the event nearest to it.
pub fn go_to(model: &mut Model, day: NaiveDate) {
    model.time.day = day;
    keep_in_view(model);
    choose_near_day(model);
}

fn pan(model: &mut Model, halves: i64) {
    let before = model.time.view;
    let units = (before.units() as i64 / 2).max(1) * halves;
    model.time.view = before.pan(units, model.limits());
    let moved = model.time.view.from.signed_duration_since(before.from);
    if let Some(day) = model.time.day.checked_add_signed(moved) {
        model.time.day = day;
        choose_near_day(model);
    }
}

fn keep_in_view(model: &mut Model) {
    let mut limits = model.limits();
    limits.from = limits.from.min(model.time.day);
    limits.to = limits.to.max(model.time.day);
    model.time.view = model.time.view.jump(model.time.day, limits);
}

/// Chooses the event nearest to the chosen day, without moving the day: among those of the day the
/// first, else the nearest on the screen, else none.
pub fn choose_near_day(model: &mut Model) {
    let day = model.time.day;
    let Some(data) = &model.data else { return };
    let distance = |index: &usize| {
        data.timeline.events.get(*index).map_or(i64::MAX, |event| {
            let days = event.day().signed_duration_since(day).num_days().abs();
            // Of two on one day the finer date comes first.
            days * 16 + event.when.precision as i64
        })
    };
    let nearest = model.visible().into_iter().min_by_key(distance);
    model.time.event = nearest;
    model.time.evidence = 0;
}

/// Chooses where to begin: the first event within the time of the case that is known to some days,
/// else the first that is shown.
pub fn choose_first(model: &mut Model) {
    let Some(data) = &model.data else { return };
    let begins = |index: &&usize| {
        data.timeline.events.get(**index).is_some_and(|event| {
            model.case.window.contains(event.day()) && event.when.precision <= crate::model::Precision::Days
        })
    };
    let visible = model.visible();
    if let Some(index) = visible.iter().find(begins).or(visible.first()).copied() {
        choose(model, index);
    }
}

/// Chooses the event `index` and moves the chosen day to it.
pub fn choose(model: &mut Model, index: usize) {
    let Some(day) = model.data.as_ref().and_then(|data| data.timeline.events.get(index)).map(|event| {
        // A coarse event that holds the chosen day leaves it where it is.
        let stretch = event.when.interval;
        if stretch.first_day() <= model.time.day && model.time.day <= stretch.last_day() {
            model.time.day
        } else {
            event.day()
        }
    }) else {
        return;
    };
    model.time.event = Some(index);
    model.time.evidence = 0;
    model.time.day = day;
    keep_in_view(model);
}

/// To the next or previous event that the filters leave, on the screen or not.
pub fn step_event(model: &mut Model, steps: isize) {
    let shown = &model.shown.events;
    let at = model.time.event.and_then(|event| shown.iter().position(|index| *index == event));
    let next = match at {
        Some(at) => at.checked_add_signed(steps),
        None if steps > 0 => first_after(model),
        None => first_after(model).unwrap_or(shown.len()).checked_sub(1),
    };
    if let Some(index) = next.and_then(|next| model.shown.events.get(next)).copied() {
        choose(model, index);
    }
}

fn first_after(model: &Model) -> Option<usize> {
    let events = &model.data.as_ref()?.timeline.events;
    model.shown.events.iter().position(|index| events.get(*index).is_some_and(|event| event.day() >= model.time.day))
}

/// Coming from the list of articles, the timeline looks at an event of the chosen article.
pub fn follow_article(model: &mut Model) {
    debug_assert_eq!(model.tab, Tab::Articles, "only the list of articles leads here");
    let Some(id) = model.article() else { return };
    let Some(data) = &model.data else { return };
    if model.event().is_some_and(|event| event.evidence.iter().any(|evidence| evidence.article == id)) {
        return;
    }
    let rests = |index: &&usize| {
        data.timeline
            .events
            .get(**index)
            .is_some_and(|event| event.evidence.iter().any(|evidence| evidence.article == id))
    };
    if let Some(index) = model.shown.events.iter().find(rests).copied() {
        choose(model, index);
    }
}

/// Reads a day as people type it: `2021-03-02`, `2 3 2021`, `02/03/2021`, `3-02` (of the case's
/// first year), `2021-03`, in Arabic digits as well.
pub fn parse_day(text: &str, year: i32) -> Option<NaiveDate> {
    let key = crate::text::fold_key(text);
    let parts: Vec<&str> = key.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let long = |at: usize| parts.get(at).is_some_and(|part| part.len() == 4);
    match parts.len() {
        3 if long(0) => NaiveDate::from_ymd_opt(number(0)? as i32, number(1)?, number(2)?),
        3 if long(2) => NaiveDate::from_ymd_opt(number(2)? as i32, number(1)?, number(0)?),
        2 if long(0) => NaiveDate::from_ymd_opt(number(0)? as i32, number(1)?, 1),
        2 => NaiveDate::from_ymd_opt(year, number(0)?, number(1)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        for (text, expect) in [
            ("2021-03-02", Some("2021-03-02")),
            ("٢٠٢١-٠٣-٠٢", Some("2021-03-02")),
            ("02/03/2021", Some("2021-03-02")),
            (" 2 . 3 . 2021 ", Some("2021-03-02")),
            ("3-2", Some("2021-03-02")),
            ("2021-07", Some("2021-07-01")),
            ("2021-02-30", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(parse_day(text, 2021), expect.map(|day| day.parse().expect("a date")), "{text}");
        }
    }
}
