//! Draws `assets/picture.svg`: the dashboard on a busy day of the sample archive, as it is.
//!
//! `cargo build --release && cargo run --example picture` takes the program from
//! `target/release/marsad`; another one is named as the argument.

#[path = "../../tests/terminal/pty.rs"]
#[expect(dead_code, reason = "the tests of the terminal need more of it than a picture")]
mod pty;
mod svg;

use std::path::Path;

use pty::Session;
use vt100::Screen;

/// Columns and rows of the picture.
const SIZE: (u16, u16) = (120, 34);

/// A day of which both languages tell a lot.
const DAY: &str = "2021-03-07";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = std::env::args_os().nth(1).map_or_else(|| root.join("target/release/marsad"), Into::into);
    let program = program.canonicalize()?;
    let home = tempfile::TempDir::new()?;
    let argv = [program.to_str().ok_or("the program's path is no text")?, "--offline", "--lang", "en"];
    let mut session = Session::start(home.path(), SIZE, &argv, &[]);
    pose(&mut session);
    std::fs::write(root.join("assets/picture.svg"), svg::picture(session.screen()))?;
    session.send("q");
    session.end();
    Ok(())
}

/// Goes to the busiest event of the day; those of a single article are left out on the way there.
fn pose(session: &mut Session) {
    session.wait("the sample archive", |screen| any_row(screen, |row| row.contains(" events · ar ")));
    session.send("M");
    session.wait("the filter", |screen| any_row(screen, |row| row.contains(" ×]")));
    session.send(&format!("t{DAY}\r"));
    session.wait("an event in both languages", |screen| {
        any_row(screen, |row| row.starts_with(&format!(" {DAY}"))) && any_row(screen, |row| row.ends_with(" · ar en"))
    });
    session.send("M");
    session.wait("all events", |screen| !any_row(screen, |row| row.contains(" ×]")));
    let whole = stretch(session.screen());
    session.send("+");
    session.wait("a shorter stretch", |screen| stretch(screen) < whole);
}

/// How much of the overview lies in the stretch that the chart shows.
fn stretch(screen: &Screen) -> usize {
    screen.contents().matches(['━', '╋']).count()
}

fn any_row(screen: &Screen, wanted: impl Fn(&str) -> bool) -> bool {
    screen.rows(0, screen.size().1.get()).any(|row| wanted(row.trim_end()))
}
