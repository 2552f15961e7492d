//! What it costs to give a terminal that orders rows what it has to get.

use std::hint::black_box;

use marsad::bidi::{Base, Options, Text};
use marsad::model::Lang;
use marsad::tui::terminal::{Glyph, Manner, Order, Transport, send};

use super::Size;
use super::archive::Archive;
use super::print::figure;
use super::watch::best;

/// Columns of a row.
const COLUMNS: usize = 100;

/// Prints the time for one row of an Arabic article.
pub fn figures(archive: &Archive, size: Size) {
    let articles = archive.articles(size.analysed);
    let texts = articles.iter().filter(|article| article.lang == Lang::Arabic).map(|article| article.body.as_str());
    let lines = texts.flat_map(|body| Text::new(body, Options::base(Base::Rtl)).layout(COLUMNS - 2));
    let rows: Vec<Vec<Glyph>> = lines
        .map(|line| {
            let free = (COLUMNS - 1).saturating_sub(line.width());
            let blanks = std::iter::repeat_n(Glyph::new(" ", 1, 0), free);
            let cells = line.cells.iter().map(|cell| Glyph::new(cell.symbol.as_str(), cell.width, 0));
            blanks.chain(cells).chain([Glyph::new(" ", 1, 0)]).collect()
        })
        .collect();
    for (name, transport, order, budget) in [
        ("row-word-flip", Transport::Word, Order::Kitty, "<=5"),
        ("row-inverse", Transport::Inverse, Order::Standard, "<=17.6"),
        ("row-inverse-konsole", Transport::Inverse, Order::Konsole, "-"),
        ("row-terminal", Transport::Terminal, Order::Standard, "-"),
    ] {
        let manner = Manner { transport, order, ..Manner::default() };
        let time = best(5, || {
            for row in &rows {
                black_box(send(&manner, black_box(row)));
            }
        });
        figure(name, time.as_secs_f64() * 1e6 / rows.len().max(1) as f64, "us/row", budget);
        let inexact = rows.iter().filter(|row| !send(&manner, row).exact).count();
        figure(&format!("{name}-inexact"), inexact as f64 * 100.0 / rows.len().max(1) as f64, "%", "-");
    }
}
