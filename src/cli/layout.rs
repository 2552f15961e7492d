//! `marsad layout`: lines of mixed text into the order of the screen.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lines;
use super::output::{Out, json};
use super::{Failure, Outcome};
use crate::bidi::{Base, visual};

#[derive(Deserialize)]
struct Ask {
    #[serde(default)]
    id: Value,
    logical: String,
    #[serde(default)]
    base: Direction,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
    #[default]
    Auto,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    visual: String,
    par_level: u8,
}

/// Answers every line of standard input.
pub(super) fn run(out: &mut Out) -> Result<Outcome, Failure> {
    let streamed = lines::stream(io::stdin().lock(), out, &answer)?;
    Ok(if streamed.lines == 0 { Outcome::Nothing } else { Outcome::Done })
}

fn answer(line: &[u8]) -> Result<String, String> {
    let ask: Ask = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let base = match ask.base {
        Direction::Ltr => Base::Ltr,
        Direction::Rtl => Base::Rtl,
        Direction::Auto => Base::Auto,
    };
    let (visual, par_level) = visual(&ask.logical, base);
    json(&Answer { id: ask.id, visual, par_level }).map_err(|failure| failure.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_put_in_the_order_of_the_screen() {
        for (line, expect) in [
            (r#"{"id":"a","logical":"في 2 مارس","base":"rtl"}"#, r#"{"id":"a","visual":"ﺱﺭﺎﻣ 2 ﻲﻓ","par_level":1}"#),
            (r#"{"id":2,"logical":"plain","base":"ltr"}"#, r#"{"id":2,"visual":"plain","par_level":0}"#),
            (r#"{"logical":"plain"}"#, r#"{"id":null,"visual":"plain","par_level":0}"#),
        ] {
            assert_eq!(answer(line.as_bytes()).as_deref(), Ok(expect));
        }
        for line in ["", "{", r#"{"id":1}"#, r#"{"logical":"a","base":"up"}"#] {
            assert!(answer(line.as_bytes()).is_err(), "{line}");
        }
    }
}
