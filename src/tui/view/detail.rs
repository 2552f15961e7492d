//! The evidence of the chosen event: who says what, when, how sure, and how the date was read.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::model::{Model, Pane};
use super::super::rich::{self, Canvas, Drawn, base};
use super::super::theme::Theme;
use super::super::update;
use super::super::words::{fill, say, tongue};
use super::{Hit, events};
use crate::model::{
    Anchor, Basis, Certainty, Clean, DisputeKind, EntityId, Event, Evidence, Lang, Published, about, term,
};

/// Draws the pane.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    if area.height < 2 {
        return;
    }
    let focus = model.pane == Pane::Detail;
    let style = if focus { look.focus.0 } else { look.border.0 };
    rule(canvas, area, say(model.lang(), "evidence"), style);
    let lines = lines(model, area.width.saturating_sub(2), look);
    let first = first_line(model, &lines, usize::from(area.height - 1));
    for (row, drawn) in lines.iter().skip(first).take(usize::from(area.height - 1)).enumerate() {
        let line = Rect { x: area.x + 1, y: area.y + 1 + row as u16, width: area.width - 2, height: 1 };
        canvas.paint(line, drawn);
        if focus && drawn.piece == Some(model.time.evidence) {
            canvas.sign(area.x, line.y, "▎", look.focus.0);
        }
    }
    let hidden = lines.len().saturating_sub(first + usize::from(area.height - 1));
    if hidden > 0 && area.width > 10 {
        let words = format!("↓{hidden}");
        let place = Rect { x: area.right() - 6, y: area.y, width: 6, height: 1 };
        canvas.label(place, &words, look.dim.0);
    }
}

/// Draws the line above a pane, with its title, and the line beside it.
pub fn rule(canvas: &mut Canvas<'_>, area: Rect, title: &str, style: Style) {
    for x in area.x..area.right() {
        canvas.sign(x, area.y, "─", style);
    }
    let words = format!(" {title} ");
    canvas.label(Rect { x: area.x + 1, width: area.width.saturating_sub(8), height: 1, ..area }, &words, style);
    if area.x > 0 {
        for y in area.y..area.bottom() {
            canvas.sign(area.x - 1, y, "│", style);
        }
    }
}

/// The first line to draw so that the chosen piece is on the screen, as high as it can be.
fn first_line(model: &Model, lines: &[Drawn], height: usize) -> usize {
    if model.time.evidence == 0 {
        return 0;
    }
    let at = lines.iter().position(|line| line.piece == Some(model.time.evidence)).unwrap_or(0);
    at.min(lines.len().saturating_sub(height))
}

/// All lines of the pane.
fn lines(model: &Model, width: u16, look: &Theme) -> Vec<Drawn> {
    let Some(event) = model.event() else { return Vec::new() };
    let mut out = head(model, event, width, look);
    for (at, evidence) in event.evidence.iter().enumerate() {
        out.push(Drawn::default());
        let mut piece = of_evidence(model, event, evidence, at, width, look);
        for line in &mut piece {
            line.piece = Some(at);
        }
        out.append(&mut piece);
    }
    out
}

/// Lines of a sentence of the interface, on the side where its language begins.
pub fn plain(model: &Model, words: &str, width: u16, style: Style) -> Vec<Drawn> {
    model.pen().wrapped(&rich::mixed(words), width, model.pen().own(), style, &[])
}

fn head(model: &Model, event: &Event, width: u16, look: &Theme) -> Vec<Drawn> {
    let lang = model.lang();
    let part = event.evidence.get(event.lead).and_then(|e| e.timex.as_ref()).and_then(|timex| timex.modifier);
    let phase = event.phase.as_ref().and_then(|id| model.case.phases.iter().find(|phase| &phase.id == id));
    let phase = phase.map_or(say(lang, "phase-none"), |phase| phase.title.get(lang));
    let langs: Vec<&str> = event.langs().into_iter().map(|of| tongue(lang, of)).collect();
    let first = format!("{} · {}", events::date(lang, event.when, part, None), rich::foreign(phase));
    let [articles, origins] = [event.articles(), event.origins()].map(|count| count.to_string());
    let second = fill(lang, "counts", &[&articles, &origins, &langs.join(say(lang, "joined-by"))]);
    let mut out = plain(model, &first, width, look.title.0);
    out.extend(plain(model, &second, width, look.dim.0));
    let names: Vec<String> =
        event.entities.iter().take(8).map(|id| rich::foreign(&update::entity_name(model, id))).collect();
    if !names.is_empty() {
        out.extend(plain(model, &names.join(" · "), width, look.name.0));
    }
    for dispute in &event.disputes {
        let kind = match dispute.kind {
            DisputeKind::Number => say(lang, "dispute-number"),
            DisputeKind::Negation => say(lang, "dispute-negation"),
            DisputeKind::Denial => say(lang, "dispute-denial"),
            DisputeKind::Superseded => say(lang, "dispute-superseded"),
        };
        let words = format!(
            "! {kind} [{}] / [{}]: {}",
            dispute.left + 1,
            dispute.right + 1,
            about(lang, &dispute.about, &|id| rich::foreign(&update::entity_name(model, &EntityId(id.to_owned()))))
        );
        out.extend(plain(model, &words, width, look.dispute.0));
    }
    out
}

fn of_evidence(model: &Model, event: &Event, evidence: &Evidence, at: usize, width: u16, look: &Theme) -> Vec<Drawn> {
    let lang = model.lang();
    let head = format!(
        "[{}] {} · {} · {} {}",
        at + 1,
        rich::foreign(&evidence.source.name),
        tongue(lang, evidence.lang),
        say(lang, "published"),
        published(lang, &evidence.published)
    );
    let mut out = plain(model, &head, width, look.accent.0);
    let title = Clean::line(&evidence.title);
    if !evidence.title.is_empty() && evidence.title != evidence.sentence {
        let setting = base(evidence.lang.is_rtl());
        out.push(model.pen().single(&title, width, setting, look.dim.0));
    }
    let rtl = evidence.lang.is_rtl();
    let (text, map) = Clean::mapped(&evidence.sentence);
    let mut marks: Vec<(Range<usize>, Style)> = Vec::new();
    for (span, _) in &evidence.names {
        let span = map.span(*span);
        marks.push((span.start..span.end, look.name.0));
    }
    if let Some(timex) = &evidence.timex {
        let span = map.span(timex.span);
        marks.push((span.start..span.end, look.date.0.add_modifier(Modifier::UNDERLINED)));
    }
    let found = rich::matches(text.as_str(), &model.narrow.query);
    marks.extend(found.into_iter().map(|range| (range, look.found.0)));
    let style = match evidence.certainty {
        Certainty::Asserted => Style::new(),
        Certainty::Hedged => look.hedged.0,
        Certainty::Denied => look.denied.0,
    };
    out.extend(model.pen().wrapped(&text, width, base(rtl), style, &marks));
    out.extend(plain(model, &says(model, evidence), width, look.dim.0));
    out.extend(plain(model, &how(lang, event, evidence), width, look.dim.0));
    if let Some(note) =
        model.data.as_ref().and_then(|data| data.marks.get(&evidence.article)).filter(|mark| !mark.note.is_empty())
    {
        out.extend(plain(model, &format!("✎ {}", rich::foreign(&note.note)), width, look.accent.0));
    }
    out
}

/// The day of publication for a mixed sentence, marked where it was inferred.
pub fn published(lang: Lang, published: &Published) -> String {
    match (published.day(), published.first, published.last) {
        (Some(day), ..) if published.rung.is_inferred() => {
            format!("{} ({})", rich::figure(&format!("~{day}")), say(lang, "inferred"))
        }
        (Some(day), ..) => rich::figure(&day.to_string()),
        (None, Some(first), Some(last)) => {
            format!(
                "{} ({})",
                fill(lang, "days", &[&rich::figure(&first.to_string()), &rich::figure(&last.to_string())]),
                say(lang, "inferred")
            )
        }
        _ => say(lang, "undated").to_owned(),
    }
}

fn says(model: &Model, evidence: &Evidence) -> String {
    let lang = model.lang();
    let speaker = evidence.speaker.as_ref().map_or_else(
        || say(lang, "speaker-none").to_owned(),
        |speaker| rich::foreign(&update::speaker_name(model, speaker)),
    );
    let certainty = match evidence.certainty {
        Certainty::Asserted => "",
        Certainty::Hedged => say(lang, "certainty-hedged"),
        Certainty::Denied => say(lang, "certainty-denied"),
    };
    if certainty.is_empty() { format!("— {speaker}") } else { format!("— {speaker} · {certainty}") }
}

/// How the date was read: the words, what they came to, and what they were counted from.
fn how(lang: Lang, event: &Event, evidence: &Evidence) -> String {
    let Some(timex) = &evidence.timex else {
        return match evidence.basis {
            Basis::Published => say(lang, "basis-published").to_owned(),
            Basis::Expression => events::date(lang, event.when, None, None),
        };
    };
    let from = match timex.how.anchor {
        Anchor::Absolute => say(lang, "anchor-absolute").to_owned(),
        Anchor::Dct { day } => fill(lang, "anchor-dct", &[&rich::figure(&day.to_string())]),
        Anchor::Between { first, last } => {
            let [first, last] = [first, last].map(|day| rich::figure(&day.to_string()));
            fill(lang, "anchor-between", &[&first, &last])
        }
        Anchor::Focus { day } => fill(lang, "anchor-focus", &[&rich::figure(&day.to_string())]),
        Anchor::Window { year } => fill(lang, "anchor-window", &[&year.to_string()]),
        Anchor::Open => say(lang, "anchor-open").to_owned(),
    };
    format!(
        "{} {} · {from} · {}",
        fill(lang, "read-as", &[&rich::foreign(timex.span.of(&evidence.sentence))]),
        rich::foreign(&timex.value),
        term(lang, "rule", &timex.how.rule).map_or_else(|| rich::foreign(&timex.how.rule), str::to_owned)
    )
}

/// The piece of evidence at a row of the screen.
pub fn piece_at(model: &Model, area: Rect, row: u16) -> Hit {
    let look = super::theme(&model.look.theme);
    let lines = lines(model, area.width.saturating_sub(2), look);
    let first = first_line(model, &lines, usize::from(area.height.saturating_sub(1)));
    let Some(line) = usize::from(row).checked_sub(usize::from(area.y) + 1) else { return Hit::Nothing };
    lines.get(first + line).and_then(|line| line.piece).map_or(Hit::Nothing, Hit::Evidence)
}
