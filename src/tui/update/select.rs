//! Choosing letters with the mouse: ranges of the logical text, whatever the order of the screen.

use super::super::model::{Layer, Model};
use super::super::msg::Effect;
use super::super::rich::{Seen, Selection, links};
use super::super::view::seen;
use super::super::words::say;
use super::act;
use crate::model::Clean;

/// A button went down: where there is text, a selection may begin.
pub fn begin(model: &mut Model, column: u16, row: u16) {
    let here = |line: &&Seen| line.y == row && line.room.contains(&column);
    model.selection = seen(model).iter().rev().find(here).and_then(|line| {
        let cell = line.drawn.line.cell_at(usize::from(column.checked_sub(line.left)?))?;
        let text = line.drawn.text.clone()?;
        Some(Selection { text, anchor: cell.src.clone(), head: cell.src.clone() })
    });
}

/// The button moved: the selection reaches to the letter of its text that is nearest.
pub fn extend(model: &mut Model, column: u16, row: u16) {
    let Some(selection) = &model.selection else { return };
    let lines = seen(model);
    let own = lines.iter().filter(|line| line.drawn.text.as_ref() == Some(&selection.text));
    let nearest = own.min_by_key(|line| (line.y.abs_diff(row), distance(line, column)));
    let head = nearest.and_then(|line| {
        let last = line.drawn.line.width().checked_sub(1)?;
        let at = usize::from(column.saturating_sub(line.left)).min(last);
        line.drawn.line.cell_at(at).map(|cell| cell.src.clone())
    });
    if let (Some(selection), Some(head)) = (&mut model.selection, head) {
        selection.head = head;
    }
}

/// Columns between `column` and the room of `line`.
fn distance(line: &Seen, column: u16) -> u16 {
    line.room.start.saturating_sub(column) + column.saturating_sub(line.room.end)
}

/// The button was let go: what was chosen is copied; a press without a move opens a web address.
pub fn end(model: &mut Model) -> Vec<Effect> {
    let Some(selection) = &model.selection else { return Vec::new() };
    if selection.anchor == selection.head {
        let at = selection.anchor.start;
        let link = links(&selection.text).into_iter().find(|link| link.contains(&at));
        let address = link.and_then(|link| selection.text.get(link)).map(str::to_owned);
        model.selection = None;
        if let Some(address) = address.filter(|address| act::is_web_address(address))
            && matches!(model.layers.last(), Some(Layer::Reader { .. }))
        {
            model.layers.push(Layer::Confirm { address });
        }
        return Vec::new();
    }
    copy(model)
}

/// Copies what is chosen, in logical order and with plain letters.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    let chosen = model.selection.as_ref().and_then(|selection| selection.text.get(selection.range()));
    let Some(text) = chosen.map(Clean::text) else { return Vec::new() };
    say(model.lang(), "copied").clone_into(&mut model.notice.text);
    vec![Effect::Copy(text)]
}
