//! Where things are on the screen; drawing and the mouse ask the same answers.

use ratatui::layout::Rect;

use super::super::model::{Layer, Model, Pane, Tab};

/// The smallest screen that is drawn.
pub const FLOOR: (u16, u16) = (60, 15);

/// Columns left of the chart, for the names of its rows.
pub const GUTTER: u16 = 4;

/// The rectangles of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title and tabs.
    pub header: Rect,
    /// The filters that are set; empty without any.
    pub chips: Rect,
    /// The whole time of the case.
    pub overview: Rect,
    /// Bars of Arabic evidence.
    pub arabic: Rect,
    /// Bars of English evidence.
    pub english: Rect,
    /// The phases.
    pub band: Rect,
    /// Names of the units.
    pub axis: Rect,
    /// The list of the view.
    pub list: Rect,
    /// What the chosen row is about; empty where a view has none.
    pub detail: Rect,
    /// Keys, or what there is to tell.
    pub footer: Rect,
}

/// The rectangles for the state and size of the screen; all inside of it.
pub fn areas(model: &Model) -> Areas {
    let (columns, rows) = model.look.size;
    let mut areas = Areas { header: Rect::new(0, 0, columns, 1.min(rows)), ..Areas::default() };
    areas.footer = Rect::new(0, rows.saturating_sub(1), columns, 1.min(rows));
    let mut y = 1;
    let mut take = |height: u16| {
        let height = height.min(rows.saturating_sub(1).saturating_sub(y));
        let rect = Rect::new(0, y, columns, height);
        y += height;
        rect
    };
    areas.chips = take(u16::from(!super::super::update::chips(model).is_empty()));
    if model.tab == Tab::Timeline {
        let bar = match rows {
            ..20 => 1,
            20..34 => 2,
            _ => 3,
        };
        if rows >= 18 {
            areas.overview = take(1);
        }
        areas.arabic = take(bar);
        areas.english = take(bar);
        areas.band = take(1);
        areas.axis = take(1);
    }
    let body = take(rows);
    (areas.list, areas.detail) = match model.tab {
        Tab::Timeline => split(body, 140),
        Tab::Entities if body.width >= CARD || model.pane == Pane::Detail => split(body, CARD),
        _ => (body, Rect::default()),
    };
    areas
}

/// Columns from which on the card of a name stands beside the list.
const CARD: u16 = 120;

/// Beside each other where there is room for two readable columns, from `wide` columns on, else above
/// each other.
fn split(body: Rect, wide: u16) -> (Rect, Rect) {
    if body.width >= wide {
        let left = body.width / 2;
        let list = Rect { width: left, ..body };
        (list, Rect { x: body.x + left + 1, width: body.width - left - 1, ..body })
    } else {
        let top = (body.height * 2 / 5).max(3).min(body.height);
        let list = Rect { height: top, ..body };
        (list, Rect { y: body.y + top, height: body.height - top, ..body })
    }
}

/// What header and footer leave.
pub fn body(model: &Model) -> Rect {
    let (columns, rows) = model.look.size;
    Rect::new(0, 1, columns, rows.saturating_sub(2))
}

/// The rectangle of the topmost layer: the whole body for what is read, a box for what is chosen.
pub fn layer(model: &Model, layer: &Layer) -> Rect {
    let (columns, rows) = model.look.size;
    let body = body(model);
    match layer {
        Layer::Reader { .. } => body,
        Layer::Help { .. } | Layer::Open { .. } | Layer::Chooser { .. } => {
            centred(body, 76, body.height.saturating_sub(2))
        }
        Layer::Prompt { .. } => Rect::new(0, rows.saturating_sub(1), columns, 1.min(rows)),
        Layer::Confirm { .. } => centred(body, 90, 7),
    }
}

fn centred(body: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(body.width);
    let height = height.min(body.height);
    Rect::new(body.x + (body.width - width) / 2, body.y + (body.height - height) / 2, width, height)
}

/// What lies inside a box's border.
pub const fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Columns of the chart.
pub fn chart_width(model: &Model) -> usize {
    usize::from(model.look.size.0.saturating_sub(GUTTER + 1)).max(1)
}
