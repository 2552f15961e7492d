//! A terminal's screen as an SVG picture.
//!
//! Every letter stands at its column whatever fonts the reader has: runs of letters are stretched
//! to the width of their cells, right-to-left letters, which the program has put in order and
//! joined, are placed one by one, and lines and blocks are drawn as rectangles.

use std::fmt::{Error, Write};

use vt100::{Cell, Color, Screen};

/// Width and height of a cell in pixels; the letters' size is chosen to fit.
const CELL: (f64, f64) = (8.4, 18.0);
/// Where the letters stand, from the top of a cell.
const BASELINE: f64 = 13.6;
/// Blank pixels round the screen.
const MARGIN: f64 = 16.0;
/// Height of the window's title.
const BAR: f64 = 34.0;

const GROUND: [u8; 3] = [0x1c, 0x20, 0x28];
const TEXT: [u8; 3] = [0xd3, 0xd8, 0xe0];
/// The sixteen colours, the bright ones last.
const PALETTE: [[u8; 3]; 16] = [
    [0x2a, 0x2f, 0x3a],
    [0xe0, 0x7a, 0x7a],
    [0x8f, 0xbf, 0x87],
    [0xe0, 0xb8, 0x72],
    [0x79, 0xa6, 0xdc],
    [0xc3, 0x9a, 0xd6],
    [0x74, 0xbf, 0xc2],
    [0xc3, 0xc9, 0xd3],
    [0x7b, 0x84, 0x94],
    [0xef, 0x97, 0x97],
    [0xa8, 0xd4, 0xa0],
    [0xf0, 0xcf, 0x92],
    [0x9a, 0xc0, 0xee],
    [0xd6, 0xb4, 0xe6],
    [0x93, 0xd6, 0xd8],
    [0xee, 0xf1, 0xf6],
];

/// How a cell looks.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    fore: [u8; 3],
    back: [u8; 3],
    bold: bool,
    italic: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let mut fore = color(cell.fgcolor(), TEXT);
        let mut back = color(cell.bgcolor(), GROUND);
        if cell.inverse() {
            (fore, back) = (back, fore);
        }
        if cell.dim() {
            fore = blend(fore, back);
        }
        Self { fore, back, bold: cell.bold(), italic: cell.italic(), underlined: cell.underline() }
    }

    /// The attributes of a text.
    fn attributes(self) -> String {
        let mut out = String::new();
        if self.fore != TEXT {
            out += " fill=\"";
            out += &hex(self.fore);
            out.push('"');
        }
        if self.bold {
            out += " font-weight=\"bold\"";
        }
        if self.italic {
            out += " font-style=\"italic\"";
        }
        out
    }
}

fn color(color: Color, default: [u8; 3]) -> [u8; 3] {
    match color {
        Color::Default => default,
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Idx(index @ 0..16) => PALETTE[usize::from(index)],
        // The cube of 6×6×6 colours, then 24 greys, as xterm has them.
        Color::Idx(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
            let index = index - 16;
            [level(index / 36), level(index / 6 % 6), level(index % 6)]
        }
        Color::Idx(index) => [8 + (index - 232) * 10; 3],
    }
}

/// A colour three fifths of the way from `back` to `fore`.
fn blend(fore: [u8; 3], back: [u8; 3]) -> [u8; 3] {
    std::array::from_fn(|at| ((u16::from(fore[at]) * 3 + u16::from(back[at]) * 2) / 5) as u8)
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The picture of `screen`.
pub fn picture(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (width, height) = (f64::from(columns.get()) * CELL.0, f64::from(rows.get()) * CELL.1);
    let mut out = String::new();
    frame(&mut out, width + 2.0 * MARGIN, height + BAR + MARGIN).expect("a string takes what is written to it");
    for row in 0..rows.get() {
        let looks: Vec<(String, Look)> = (0..columns.get())
            .filter_map(|column| screen.cell(row, column))
            .map(|cell| (cell.contents().to_owned(), Look::of(cell)))
            .collect();
        line(&mut out, &looks, BAR + f64::from(row) * CELL.1).expect("a string takes what is written to it");
    }
    out += "</svg>\n";
    out
}

/// The window and its title.
fn frame(out: &mut String, width: f64, height: f64) -> Result<(), Error> {
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" fill=\"{}\" \
         font-family=\"'DejaVu Sans Mono','Cascadia Mono','Noto Sans Mono',ui-monospace,Menlo,Consolas,monospace\" \
         font-size=\"14\">\n<title>marsad: the timeline of the sample archive</title>\n<style>text{{white-space:pre}}rect{{shape-rendering:crispEdges}}rect[rx]{{shape-rendering:auto}}\
         .r{{direction:ltr;unicode-bidi:bidi-override}}</style>\n<rect x=\".5\" y=\".5\" width=\"{:.0}\" \
         height=\"{:.0}\" rx=\"9\" fill=\"{}\" stroke=\"#3a4150\"/>",
        hex(TEXT),
        width - 1.0,
        height - 1.0,
        hex(GROUND)
    )?;
    for (at, fill) in ["#e07a7a", "#e0b872", "#8fbf87"].into_iter().enumerate() {
        writeln!(out, "<circle cx=\"{}\" cy=\"17\" r=\"5.5\" fill=\"{fill}\"/>", 22 + at * 19)?;
    }
    let (middle, fill) = (width / 2.0, hex(PALETTE[8]));
    writeln!(
        out,
        "<text x=\"{middle:.0}\" y=\"22\" text-anchor=\"middle\" font-size=\"13\" fill=\"{fill}\">marsad</text>"
    )
}

/// One row of the screen: grounds, then letters, then lines under them.
fn line(out: &mut String, cells: &[(String, Look)], top: f64) -> Result<(), Error> {
    let x = |column: usize| MARGIN + column as f64 * CELL.0;
    for (start, run) in runs(cells, |(_, left), (_, right)| left.back == right.back) {
        let back = run[0].1.back;
        if back != GROUND {
            rect(out, [x(start), top, run.len() as f64 * CELL.0, CELL.1], back)?;
        }
    }
    for (start, run) in runs(cells, alike) {
        let look = run[0].1;
        match class(&run[0].0) {
            Class::Blank => {}
            Class::Block => block(out, &run[0].0, [x(start), top], run.len(), look.fore)?,
            Class::Letters => letters(out, [x(start), top], run, look)?,
            Class::Turned => {
                for (at, (letter, _)) in run.iter().enumerate() {
                    turned(out, [x(start + at), top], letter, look)?;
                }
            }
        }
    }
    for (start, run) in runs(cells, |(_, left), (_, right)| left.underlined == right.underlined) {
        if run[0].1.underlined {
            rect(out, [x(start), top + 15.6, run.len() as f64 * CELL.0, 1.0], run[0].1.fore)?;
        }
    }
    Ok(())
}

/// The stretches of cells that are `alike`, each with its first column.
fn runs<T>(cells: &[T], alike: impl Fn(&T, &T) -> bool) -> Vec<(usize, &[T])> {
    let mut start = 0;
    let chunks = cells.chunk_by(alike).map(|run| {
        let at = start;
        start += run.len();
        (at, run)
    });
    chunks.collect()
}

/// Whether two cells go into one text or one rectangle.
fn alike((left, left_look): &(String, Look), (right, right_look): &(String, Look)) -> bool {
    let one = class(left) == class(right) && (class(left) != Class::Block || left == right);
    one && left_look == right_look
}

#[derive(PartialEq)]
enum Class {
    Blank,
    Letters,
    Turned,
    Block,
}

fn class(symbol: &str) -> Class {
    match symbol.chars().next() {
        None | Some(' ') => Class::Blank,
        Some('─'..='╿' | '▀'..='▟') => Class::Block,
        Some('\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') => Class::Turned,
        Some(_) => Class::Letters,
    }
}

fn letters(out: &mut String, [x, top]: [f64; 2], run: &[(String, Look)], look: Look) -> Result<(), Error> {
    let words: String = run.iter().map(|(letter, _)| escaped(letter)).collect();
    let (y, length, style) = (top + BASELINE, run.len() as f64 * CELL.0, look.attributes());
    writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" xml:space=\"preserve\"{style}>{words}</text>"
    )
}

fn turned(out: &mut String, [x, top]: [f64; 2], letter: &str, look: Look) -> Result<(), Error> {
    let (y, width, style) = (top + BASELINE, CELL.0, look.attributes());
    let fit = format!("textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"");
    writeln!(out, "<text class=\"r\" x=\"{x:.1}\" y=\"{y:.1}\" {fit}{style}>{}</text>", escaped(letter))
}

fn escaped(letter: &str) -> String {
    letter.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run of one kind of block or line, `count` cells long.
fn block(out: &mut String, symbol: &str, [x, top]: [f64; 2], count: usize, fill: [u8; 3]) -> Result<(), Error> {
    let (width, height) = (CELL.0 * count as f64, CELL.1);
    let Some(symbol) = symbol.chars().next() else { return Ok(()) };
    let eighth = |code: u32| f64::from(symbol as u32 - code) / 8.0;
    match symbol {
        '▁'..='█' => {
            let part = height * (eighth(0x2581) + 0.125);
            rect(out, [x, top + height - part, width, part], fill)
        }
        '▉'..='▏' => rect(out, [x, top, CELL.0 * (0.875 - eighth(0x2589)), height], fill),
        '▔' => rect(out, [x, top, width, height / 8.0], fill),
        _ => {
            let thick = if matches!(symbol, '━' | '┃' | '╋') { 2.6 } else { 1.0 };
            if symbol != '│' && symbol != '┃' {
                rect(out, [x, top + (height - thick) / 2.0, width, thick], fill)?;
            }
            if !matches!(symbol, '─' | '━') {
                for at in 0..count {
                    let middle = x + (at as f64 + 0.5) * CELL.0 - thick / 2.0;
                    rect(out, [middle, top + 3.0, thick, height - 6.0], fill)?;
                }
            }
            Ok(())
        }
    }
}

fn rect(out: &mut String, [x, y, width, height]: [f64; 4], fill: [u8; 3]) -> Result<(), Error> {
    let fill = hex(fill);
    writeln!(out, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>")
}
