//! An article, with its dates and names marked.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::model::{Layer, Model};
use super::super::rich::{self, Canvas, Drawn, Show, base};
use super::super::theme::{Theme, theme};
use super::super::words::{fill, say, tongue};
use super::detail::published;
use super::layout;
use crate::bidi::{Control, controls};
use crate::model::{Analysed, Clean, Span};

/// The widest column of text that reads well.
const MEASURE: u16 = 92;

/// Draws the article over the whole body.
pub fn draw(model: &Model, area: Rect, scroll: usize, canvas: &mut Canvas<'_>, look: &Theme) {
    let column = column(area);
    let lines = lines(model);
    canvas.lines(column, lines.get(scroll..).unwrap_or(&[]));
    let total = lines.len();
    if total > usize::from(area.height) {
        let share = (scroll + usize::from(area.height)).min(total) * 100 / total;
        let place = Rect { x: area.right().saturating_sub(5), y: area.bottom() - 1, width: 5, height: 1 };
        canvas.label(place, &format!("{share:>3}%"), look.dim.0);
    }
}

fn column(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(MEASURE);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// All lines of the article being read.
pub fn lines(model: &Model) -> Vec<Drawn> {
    let Some((article, hidden)) = model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Reader { article, hidden, .. } => Some((article, *hidden)),
        _ => None,
    }) else {
        return Vec::new();
    };
    let look = theme(&model.look.theme);
    let width = column(layout::body(model)).width;
    let mut out = head(model, article, width, look);
    out.push(Drawn::default());
    out.extend(body(model, article, hidden, width, look));
    let cites = &article.article.cites;
    if !cites.is_empty() {
        let heading = rich::mixed(say(model.lang(), "cites"));
        out.push(Drawn::default());
        out.extend(model.pen().wrapped(&heading, width, model.pen().own(), look.dim.0, &[]));
    }
    for cite in cites {
        let cite = Clean::line(cite);
        let links: Vec<_> = rich::links(cite.as_str()).into_iter().map(|link| (link, look.link.0)).collect();
        out.extend(model.pen().wrapped(&cite, width, model.pen().base_of(&cite), look.dim.0, &links));
    }
    out
}

fn head(model: &Model, article: &Analysed, width: u16, look: &Theme) -> Vec<Drawn> {
    let rtl = article.analysis.lang.is_rtl();
    let title = Clean::line(&article.article.title);
    let mut out = model.pen().wrapped(&title, width, base(rtl), look.title.0, &[]);
    let day = published(model.lang(), &article.analysis.published);
    let line = format!(
        "{} · {} · {day}",
        rich::foreign(&article.article.source.name),
        tongue(model.lang(), article.analysis.lang)
    );
    let mut facts = vec![line];
    if article.analysis.published.rung.is_inferred() && !article.analysis.published.reason.is_empty() {
        facts.push(article.analysis.published.reason.say(model.lang(), &rich::quoted));
    }
    facts.extend(article.article.address.as_deref().map(rich::foreign));
    let note = model.data.as_ref().and_then(|data| data.marks.get(&article.id)).map(|mark| mark.note.clone());
    facts.extend(note.filter(|note| !note.is_empty()).map(|note| format!("✎ {}", rich::foreign(&note))));
    for fact in facts {
        let words = rich::mixed(&fact);
        let links: Vec<_> = rich::links(words.logical()).into_iter().map(|link| (link, look.link.0)).collect();
        out.extend(model.pen().wrapped(&words, width, model.pen().own(), look.dim.0, &links));
    }
    out.extend(warning(model, article, width, look));
    out
}

/// Tells of the bidi controls that the text brought along: they have no cell, but could have turned
/// what other programs show.
fn warning(model: &Model, article: &Analysed, width: u16, look: &Theme) -> Vec<Drawn> {
    let mut counts: BTreeMap<Control, usize> = BTreeMap::new();
    for text in [&article.article.title, &article.article.body] {
        controls(text).for_each(|(_, control)| *counts.entry(control).or_default() += 1);
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = counts.iter().map(|(control, count)| format!("{control}×{count}")).collect();
    let words = fill(model.lang(), "controls-found", &[&rich::foreign(&names.join(" "))]);
    // Marks between words are common in Arabic pages; embeddings and overrides are not.
    let harmless = counts.keys().all(|control| matches!(control, Control::Alm | Control::Lrm | Control::Rlm));
    let style = if harmless { look.dim.0 } else { look.dispute.0 };
    model.pen().wrapped(&rich::mixed(&words), width, model.pen().own(), style, &[])
}

fn body(model: &Model, article: &Analysed, hidden: bool, width: u16, look: &Theme) -> Vec<Drawn> {
    let rtl = article.analysis.lang.is_rtl();
    let setting = base(rtl);
    if hidden {
        let text = Clean::text(&reveal(&article.article.body));
        return spaced(&text, model.pen().wrapped(&text, width, setting, Style::new(), &[]));
    }
    let (text, map) = Clean::mapped(&article.article.body);
    let mut marks: Vec<(Range<usize>, Style)> = Vec::new();
    let mut mark = |span: Span, style: Style| {
        let span = map.span(span);
        marks.push((span.start..span.end, style));
    };
    if let Some(evidence) = model.evidence().filter(|evidence| evidence.article == article.id) {
        mark(evidence.place, look.accent.0.add_modifier(Modifier::BOLD));
    }
    article.analysis.mentions.iter().for_each(|mention| mark(mention.span, look.name.0));
    article.analysis.dates.iter().for_each(|date| mark(date.span, look.date.0.add_modifier(Modifier::UNDERLINED)));
    marks.extend(rich::matches(text.as_str(), &model.narrow.query).into_iter().map(|range| (range, look.found.0)));
    marks.extend(rich::links(text.as_str()).into_iter().map(|link| (link, look.link.0)));
    spaced(&text, model.pen().page(&text, width, setting, Style::new(), &marks))
}

/// The lines with an empty one between paragraphs.
fn spaced(text: &Clean, lines: Vec<Drawn>) -> Vec<Drawn> {
    let mut out: Vec<Drawn> = Vec::with_capacity(lines.len() * 5 / 4);
    for drawn in lines {
        let gap = out.last().map(|before| before.line.span.end..drawn.line.span.start);
        if gap.and_then(|gap| text.as_str().get(gap)).is_some_and(|between| between.contains('\n')) {
            out.push(Drawn::default());
        }
        out.push(drawn);
    }
    out
}

/// The text with every character that draws nothing written as its code point.
fn reveal(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || Clean::keeps(c) && !matches!(c, '\u{200C}' | '\u{200D}' | '\u{A0}') {
            out.push(c);
        } else {
            write!(out, "⟨U+{:04X}⟩", c as u32).expect("a string takes what is written to it");
        }
    }
    out
}

/// The line in which `place` of the body begins.
pub fn line_of(model: &Model, place: Span) -> usize {
    let Some(Layer::Reader { article, .. }) = model.layers.last() else { return 0 };
    let (_, map) = Clean::mapped(&article.article.body);
    let at = map.at(place.start);
    let look = theme(&model.look.theme);
    let width = column(layout::body(model)).width;
    let above = head(model, article, width, look).len() + 1;
    let lines = body(model, article, false, width, look);
    above + lines.iter().position(|line| line.line.span.end > at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::reveal;

    #[test]
    fn invisible_characters_are_written_out() {
        assert_eq!(reveal("a\u{202E}b\u{200B}c\u{1B}\nd"), "a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩\nd");
        assert_eq!(reveal("مَارس 2021"), "مَارس 2021");
    }
}
