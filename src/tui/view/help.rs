//! The help: the table of commands, for the view that lies below it.

use super::super::command;
use super::super::model::Model;
use super::super::rich::{self, Drawn};
use super::super::theme::Theme;
use super::layout;

/// Columns of the keys.
const KEYS: usize = 24;

/// One line a command that works in the view below, with its keys.
pub fn lines(model: &Model, look: &Theme) -> Vec<Drawn> {
    let lang = model.lang();
    let context = model.context_below();
    let width = layout::inside(layout::layer(model, &super::super::model::Layer::Help { scroll: 0 })).width;
    let mut out = Vec::new();
    for entry in command::table().iter().filter(|entry| entry.works_in(context)) {
        let keys: Vec<String> = model.keys_of(entry.name).iter().map(ToString::to_string).collect();
        let keys = keys.join(" ");
        let blanks = " ".repeat(KEYS.saturating_sub(keys.chars().count()));
        let words = rich::mixed(&format!("{}{blanks}{}", rich::foreign(&keys), entry.description(lang)));
        let marks = [(0..keys.len() + 2 * '\u{2068}'.len_utf8(), look.key.0)];
        out.extend(model.pen().wrapped(&words, width, model.pen().own(), look.text.0, &marks));
    }
    out
}
