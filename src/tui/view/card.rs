//! The card of the chosen name: what it is called, what it is said to be, when and beside whom it is
//! named, and where one can walk from it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::model::{Model, Pane};
use super::super::rich::{self, Canvas, Drawn};
use super::super::theme::Theme;
use super::super::update::{self, Walk};
use super::super::words::{code, fill, say};
use super::detail::{plain, rule};
use super::{Hit, events};
use crate::model::{EntityCard, EntityId, Lang, Role, Spelling, Tie, term};

/// Draws the card.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect, look: &Theme) {
    if area.height < 2 {
        return;
    }
    let focus = model.pane == Pane::Detail;
    let style = if focus { look.focus.0 } else { look.border.0 };
    rule(canvas, area, say(model.lang(), "card"), style);
    let lines = lines(model, area.width.saturating_sub(2), look);
    let room = usize::from(area.height - 1);
    let first = first_line(model, &lines, room);
    for (row, drawn) in lines.iter().skip(first).take(room).enumerate() {
        let line = Rect { x: area.x + 1, y: area.y + 1 + row as u16, width: area.width - 2, height: 1 };
        canvas.paint(line, drawn);
        if focus && drawn.piece == Some(model.names.at) {
            canvas.choose(line, look.selected.0);
            canvas.sign(area.x, line.y, "▎", look.focus.0);
        }
    }
    let hidden = lines.len().saturating_sub(first + room);
    if hidden > 0 && area.width > 10 {
        let place = Rect { x: area.right() - 6, y: area.y, width: 6, height: 1 };
        canvas.label(place, &format!("↓{hidden}"), look.dim.0);
    }
}

/// The first line to draw, so that what is chosen is on the screen.
fn first_line(model: &Model, lines: &[Drawn], room: usize) -> usize {
    let at = lines.iter().position(|line| line.piece == Some(model.names.at)).unwrap_or(0);
    if model.pane != Pane::Detail || at + 1 < room {
        return 0;
    }
    at.saturating_sub(room / 2).min(lines.len().saturating_sub(room))
}

/// Words of a card with the style that they have.
struct Writer<'a> {
    model: &'a Model,
    width: u16,
    out: Vec<Drawn>,
}

impl Writer<'_> {
    fn line(&mut self, words: &str, style: Style) {
        self.out.extend(plain(self.model, words, self.width, style));
    }

    /// Parts behind their heading; nothing where there are none.
    fn list(&mut self, heading: &str, parts: &[String], style: Style) {
        if !parts.is_empty() {
            self.line(&format!("{heading}: {}", parts.join(" · ")), style);
        }
    }

    /// One line that can be walked to.
    fn walk(&mut self, piece: usize, words: &str, style: Style) {
        let drawn = self.model.pen().single(&rich::mixed(words), self.width, self.model.pen().own(), style);
        self.out.push(Drawn { piece: Some(piece), ..drawn });
    }
}

/// All lines of the card.
fn lines(model: &Model, width: u16, look: &Theme) -> Vec<Drawn> {
    let Some(card) = model.entity() else { return Vec::new() };
    let mut writer = Writer { model, width, out: Vec::new() };
    head(&mut writer, card, look);
    let walks = update::walks(model);
    walkable(&mut writer, card, &walks, look);
    writer.out
}

fn head(writer: &mut Writer<'_>, card: &EntityCard, look: &Theme) {
    let lang = writer.model.lang();
    let (first, second) = names(lang, card);
    writer.line(&rich::foreign(first), look.title.0);
    if let Some(name) = second {
        writer.line(&rich::foreign(name), look.name.0);
    }
    let kind = term(lang, "kind", card.kind.code()).unwrap_or(card.kind.code());
    let counts = fill(lang, "card-articles", &[&card.articles.to_string()]);
    let each = [(Lang::Arabic, card.arabic), (Lang::English, card.english)];
    let each = each.map(|(of, count)| format!("{} {count}", code(lang, of))).join(" ");
    writer.line(&format!("{kind} · {counts} · {each} · {}", rich::foreign(&card.id.0)), look.dim.0);
    let ids: Vec<String> = card.ids.iter().map(|id| rich::foreign(id)).collect();
    writer.list(say(lang, "card-ids"), &ids, look.dim.0);
    if let (Some(first), Some(last)) = (card.first, card.last) {
        let [first, last] = [first, last].map(|day| rich::figure(&day.to_string()));
        writer.line(&fill(lang, "card-seen", &[&first, &last]), look.date.0);
    }
    let tie = |tie: &Tie| format!("{} ×{}", term(lang, "tie", tie.by.code()).unwrap_or(tie.by.code()), tie.count);
    writer.list(say(lang, "card-ties"), &card.ties.iter().map(tie).collect::<Vec<_>>(), look.dim.0);
    let spelled = |spelling: &Spelling| format!("{} ×{}", rich::foreign(&spelling.text), spelling.count);
    let (arabic, latin): (Vec<&Spelling>, Vec<&Spelling>) =
        card.spellings.iter().partition(|spelling| spelling.is_arabic());
    let [arabic, latin] = [arabic, latin].map(|list| list.into_iter().map(spelled).collect::<Vec<_>>());
    let scripts = if lang == Lang::Arabic { [arabic, latin] } else { [latin, arabic] };
    let [own, other] = scripts;
    writer.list(say(lang, "card-written"), &[own, other].concat(), Style::new());
    let role = |role: &Role| match role.count {
        1 => rich::foreign(&role.text),
        count => format!("{} ×{count}", rich::foreign(&role.text)),
    };
    writer.list(say(lang, "card-roles"), &card.roles.iter().map(role).collect::<Vec<_>>(), look.accent.0);
}

/// What can be walked to, each on its line, under its headings.
fn walkable(writer: &mut Writer<'_>, card: &EntityCard, walks: &[Walk], look: &Theme) {
    let (model, lang) = (writer.model, writer.model.lang());
    let Some(data) = &model.data else { return };
    let mut headed = (false, false);
    for (piece, walk) in walks.iter().enumerate() {
        match walk {
            Walk::Timeline => {
                let count = update::events_of(model, &card.id).len().to_string();
                writer.walk(piece, &fill(lang, "card-events", &[&count]), look.key.0);
            }
            Walk::Likely(at) => {
                let Some(likely) = card.likely.get(*at) else { continue };
                let score = format!("{:.2}", likely.score);
                let score = rich::figure(score.trim_start_matches('0'));
                let name = rich::foreign(&name_of(model, &likely.id, &likely.name));
                writer.walk(piece, &fill(lang, "card-likely", &[&name, &score]), look.hedged.0);
            }
            Walk::Beside(at) => {
                let Some(beside) = card.beside.get(*at) else { continue };
                if !std::mem::replace(&mut headed.0, true) {
                    writer.line(say(lang, "card-beside"), look.dim.0);
                }
                let name = rich::foreign(&name_of(model, &beside.id, &beside.id.0));
                writer.walk(piece, &format!("  {name} ×{}", beside.count), look.name.0);
            }
            Walk::Event(index) => {
                let Some(event) = data.timeline.events.get(*index) else { continue };
                if !std::mem::replace(&mut headed.1, true) {
                    writer.line(say(lang, "card-days"), look.dim.0);
                }
                let when = events::date(lang, event.when, None, None);
                writer.walk(piece, &format!("  {when} {}", rich::foreign(&event.title)), Style::new());
            }
        }
    }
}

/// Both names, that of the interface's language first.
fn names(lang: Lang, card: &EntityCard) -> (&str, Option<&str>) {
    let english = card.name.as_str();
    match card.name_ar.as_deref().filter(|arabic| *arabic != english) {
        Some(arabic) if lang == Lang::Arabic => (arabic, Some(english)),
        arabic => (english, arabic),
    }
}

fn name_of(model: &Model, id: &EntityId, otherwise: &str) -> String {
    let name = update::entity_name(model, id);
    if name == id.0 { otherwise.to_owned() } else { name }
}

/// What can be walked to at a row of the screen.
pub fn piece_at(model: &Model, area: Rect, row: u16) -> Hit {
    let look = super::theme(&model.look.theme);
    let lines = lines(model, area.width.saturating_sub(2), look);
    let first = first_line(model, &lines, usize::from(area.height.saturating_sub(1)));
    let Some(line) = usize::from(row).checked_sub(usize::from(area.y) + 1) else { return Hit::Nothing };
    lines.get(first + line).and_then(|line| line.piece).map_or(Hit::Nothing, Hit::Walk)
}
