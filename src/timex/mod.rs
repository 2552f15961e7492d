//! Timex: finds date expressions and says what day they mean, given the document's day.
//!
//! Words of the lexicon and numbers become lexemes (`scan`), rules that are data find expressions
//! among them (`grammar`), neighbours are put together (`compose`), what only looks like a date is
//! refused (`refuse`), and one pass gives each expression its value (`resolve`). Cost is linear in
//! the length of the text.
//!
//! It knows nothing of feeds, files, clocks or the terminal, and never guesses a day: what a text does
//! not say stays open.
//!
//! ```
//! use marsad::model::{Lang, Published, Rung};
//! use marsad::timex::{Context, tag};
//! let day = "2021-03-12".parse().expect("a date");
//! let context = Context { lang: Lang::Arabic, published: Published::on(day, Rung::Feed, ""), window: None };
//! let dates = tag("رُصد النشاط مساء أمس", &context);
//! assert_eq!(dates[0].value, "2021-03-11TEV");
//! ```

mod alone;
mod compose;
mod expr;
mod grammar;
mod lexicon;
mod published;
mod refuse;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;

use crate::model::{Lang, Published, Timex, Window};
use lexicon::Lexicon;

pub use published::infer_published;

/// What is known of a document before its text is read for dates.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Its language.
    pub lang: Lang,
    /// When it was made, as far as known.
    pub published: Published,
    /// The days that the case is about: they can give a missing year, never a day.
    pub window: Option<Window>,
}

/// Finds the date expressions of `text` and resolves them; ordered, without overlap.
pub fn tag(text: &str, context: &Context) -> Vec<Timex> {
    let Some(lexicon) = Lexicon::of(context.lang, text) else { return Vec::new() };
    let (scan, items) = items(text, lexicon);
    resolve::resolve(&items, &scan, lexicon, context)
}

/// The expressions of a text before they are resolved.
fn items(text: &str, lexicon: &'static Lexicon) -> (scan::Scan, Vec<grammar::Item>) {
    let mut scan = scan::scan(text, lexicon);
    refuse::count(&mut scan, lexicon);
    let items = grammar::find(&scan, lexicon);
    let items = refuse::refuse(items, &scan, lexicon);
    let items = compose::compose(items, &scan.lexemes, lexicon);
    (scan, items)
}
