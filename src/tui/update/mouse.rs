//! The mouse: a click chooses what is drawn there, the wheel scrolls or zooms.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::super::command::Command;
use super::super::model::{Model, Pane, Tab};
use super::super::msg::Effect;
use super::super::view::{Hit, hit};
use super::{moves, narrow, perform, select, time};

/// Lines that one step of the wheel moves.
const WHEEL: isize = 3;

/// Takes a mouse event in.
pub fn mouse(model: &mut Model, event: MouseEvent) -> Vec<Effect> {
    let target = hit(model, event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            select::begin(model, event.column, event.row);
            click(model, target)
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            select::extend(model, event.column, event.row);
            Vec::new()
        }
        MouseEventKind::Up(MouseButton::Left) => select::end(model),
        MouseEventKind::ScrollDown => wheel(model, target, 1),
        MouseEventKind::ScrollUp => wheel(model, target, -1),
        _ => Vec::new(),
    }
}

fn click(model: &mut Model, target: Hit) -> Vec<Effect> {
    match target {
        Hit::Tab(command) => return perform(model, command),
        Hit::Row(row) if model.layers.is_empty() => {
            model.pane = Pane::List;
            let again = chosen_row(model) == Some(row);
            moves::set(model, row);
            if again {
                return perform(model, Command::Open);
            }
        }
        Hit::Row(row) => moves::set(model, row),
        Hit::Evidence(piece) => {
            model.pane = Pane::Detail;
            model.time.evidence = piece;
        }
        Hit::Walk(piece) => {
            let again = model.pane == Pane::Detail && model.names.at == piece;
            model.pane = Pane::Detail;
            model.names.at = piece;
            if again {
                return perform(model, Command::Open);
            }
        }
        Hit::Day(day) => time::go_to(model, day),
        Hit::Chip(chip) => narrow::clear(model, chip),
        Hit::Nothing => {}
    }
    Vec::new()
}

fn chosen_row(model: &Model) -> Option<usize> {
    match model.tab {
        Tab::Timeline => model.visible().iter().position(|index| Some(*index) == model.time.event),
        Tab::Articles => Some(model.chosen[0]),
        Tab::Entities => Some(model.chosen[1]),
        Tab::Sources => Some(model.chosen[2]),
    }
}

fn wheel(model: &mut Model, target: Hit, steps: isize) -> Vec<Effect> {
    match target {
        Hit::Day(_) if model.layers.is_empty() => {
            return perform(model, if steps > 0 { Command::ZoomOut } else { Command::ZoomIn });
        }
        Hit::Evidence(_) | Hit::Walk(_) if model.layers.is_empty() => model.pane = Pane::Detail,
        Hit::Row(_) if model.layers.is_empty() => model.pane = Pane::List,
        _ => {}
    }
    moves::by(model, steps * if model.tab == Tab::Timeline && model.layers.is_empty() { 1 } else { WHEEL });
    Vec::new()
}
