//! The help: the table of commands, for the view that lies below it.

use super::super::command;
use super::super::model::Model;
use super::super::rich::{self, Drawn, Setting};
use super::super::theme::Theme;
use super::layout;
use crate::model::{Clean, Lang};

/// Columns of the keys.
const KEYS: usize = 24;

/// One line a command that works in the view below, with its keys.
pub fn lines(model: &Model, look: &Theme) -> Vec<Drawn> {
    let lang = model.lang();
    let context = model.context_below();
    let width = layout::inside(layout::layer(model, &super::super::model::Layer::Help { scroll: 0 })).width;
    let mut out = Vec::new();
    for entry in command::table().iter().filter(|entry| entry.works_in(context)) {
        let keys: Vec<String> = model.keys.keys(entry.name).iter().map(ToString::to_string).collect();
        let keys = keys.join(" ");
        let words = format!("{keys:<KEYS$}{}", entry.description(lang));
        let text = Clean::line(&words);
        let setting = if lang == Lang::Arabic { Setting::rtl(true, true) } else { Setting::rtl(false, true) };
        let style = look.key.0;
        out.extend(rich::wrapped(&text, width, setting, look.text.0, &[(0..keys.len(), style)]));
    }
    out
}
