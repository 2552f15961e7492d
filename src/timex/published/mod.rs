//! When a document was made, from its text alone: the rungs of the dating ladder below the page's
//! own metadata.
//!
//! A day is given only where the text gives one: a line with a label, a dateline, "today" or
//! "yesterday" with a date beside it, or "as of" a date that no later past day overtakes. A date in the lead is none: most news tells of the days before.
//! Else the answer is an interval: not before the newest past day that the text names,
//! not after the end of the case's time, and no day on which its weekdays would be wrong.

mod weekdays;

use chrono::NaiveDate;

use super::expr::Slot;
use super::grammar::Item;
use super::lexicon::{Class, ClassSet, Lexicon};
use super::scan::{Lexeme, Scan};
use super::{Context, resolve};
use crate::model::{Anchor, Published, Reason, Rung, Span, Timex, TimexType};

/// How many lines of a document, headline included, can hold its dateline.
const HEAD: usize = 4;
/// How near the begin of a line a word such as "correction" makes it a note that was added later, in lexemes.
const NOTE: usize = 4;
/// How many lexemes may stand between the begin of a line and the date of a dateline or label.
const REACH: usize = 9;

/// The day of a document, or the bounds of it, as its text alone gives them; what `context` knows
/// already stays.
pub fn infer_published(title: &str, text: &str, context: &Context) -> Published {
    if context.published.day().is_some() {
        return context.published.clone();
    }
    let whole = format!("{title}\n{text}");
    let Some(lexicon) = Lexicon::of(context.lang, &whole) else { return context.published.clone() };
    let reading = Reading::new(&whole, lexicon, context);
    let day = reading.labelled().or_else(|| reading.dateline()).or_else(|| reading.beside_today());
    day.or_else(|| reading.as_of()).unwrap_or_else(|| weekdays::narrow(&reading, reading.bounds(context)))
}

/// A document's text, read without a day of its own.
struct Reading<'t> {
    text: &'t str,
    scan: Scan,
    items: Vec<Item>,
    dates: Vec<Timex>,
    /// The first lexeme of each line.
    lines: Vec<usize>,
    lexicon: &'static Lexicon,
}

/// A day that the text states: its number among the items.
type Stated = (usize, NaiveDate);

impl<'t> Reading<'t> {
    fn new(text: &'t str, lexicon: &'static Lexicon, context: &Context) -> Self {
        let undated = Context { published: Published::default(), ..context.clone() };
        let (scan, items) = super::items(text, lexicon);
        let dates = resolve::resolve(&items, &scan, lexicon, &undated);
        let breaks = scan.lexemes.iter().enumerate().filter(|(at, lexeme)| *at == 0 || lexeme.breaks);
        let lines = breaks.map(|(at, _)| at).collect();
        Self { text, scan, items, dates, lines, lexicon }
    }

    fn set(&self, name: &str) -> ClassSet {
        self.lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of)
    }

    /// The days that the text states outright, in order.
    fn stated(&self) -> impl Iterator<Item = Stated> {
        self.dates.iter().enumerate().filter_map(|(at, date)| {
            let known = matches!(date.how.anchor, Anchor::Absolute | Anchor::Window { .. });
            let dated = matches!(date.kind, TimexType::Date | TimexType::Time);
            let interval = date.interval.filter(|interval| known && dated && interval.is_one_day())?;
            Some((at, interval.first_day()))
        })
    }

    /// The lexemes of the line before item `at`, the number of that line, and what follows the item.
    fn line(&self, at: usize) -> (&[Lexeme], usize, Option<&Lexeme>) {
        let (lexemes, range) = (&self.scan.lexemes, &self.items[at].range);
        let number = self.lines.partition_point(|start| *start <= range.start).saturating_sub(1);
        let start = self.lines.get(number).copied().unwrap_or(0);
        (&lexemes[start..range.start], number, lexemes.get(range.end).filter(|next| !next.breaks))
    }

    /// The words of item `at` with what stands before it on its line.
    fn words(&self, at: usize) -> &'t str {
        let start = self.line(at).0.first().map_or(self.dates[at].span.start, |first| first.span.start);
        Span::new(start, self.dates[at].span.end).of(self.text)
    }

    /// "Published: 2 March", or a line that is nothing but such a word and its date.
    fn labelled(&self) -> Option<Published> {
        let (label, colon) = (self.set("label"), self.set("colon"));
        let signs = self.signs();
        let found = self.stated().find(|(at, _)| {
            let (before, _, next) = self.line(*at);
            let place = before.iter().position(|word| word.classes.meets(label));
            place.filter(|_| before.len() <= REACH).is_some_and(|place| {
                let colon = before.iter().skip(place + 1).take(2).any(|sign| sign.classes.meets(colon));
                let begins = place.checked_sub(1).is_none_or(|last| before[last].classes.meets(signs));
                colon && place < 3 || begins && next.is_none_or(|next| next.classes.meets(signs))
            })
        });
        found.map(|(at, day)| Published::on(day, Rung::Labelled, self.words(at)))
    }

    /// The signs that part the date of a line from what stands around it; a comma can be any sentence's.
    fn signs(&self) -> ClassSet {
        ["dash", "open", "close", "slash", "colon", "bar"]
            .map(|name| self.set(name))
            .into_iter()
            .fold(ClassSet::NONE, ClassSet::union)
    }

    /// A place, a date, a dash: "PARIS, March 8 —"; or a date that is a line of its own.
    fn dateline(&self) -> Option<Published> {
        let (comma, ends) = (self.set("comma"), self.signs());
        let sign = comma.union(ends);
        let found = self.stated().find(|(at, _)| {
            let (before, line, next) = self.line(*at);
            let parted = before.iter().any(|word| word.classes.meets(sign));
            // A place can begin as verbs of the present do.
            let word_alone = |word: &Lexeme| word.classes.is_empty() || word.classes == ClassSet::of(Class::PRESENT);
            let plain = before.iter().all(|word| word_alone(word) || word.classes.meets(sign));
            let closed = next.is_none_or(|next| next.classes.meets(ends));
            line <= HEAD && before.len() <= REACH && plain && closed && (parted || before.is_empty())
        });
        found.map(|(at, day)| Published::on(day, Rung::Dateline, self.words(at)))
    }

    /// "today (March 10)", "أمس الأحد 7 مارس": a day from here with its date beside it.
    fn beside_today(&self) -> Option<Published> {
        self.stated().find_map(|(at, day)| {
            if let Some(days) = self.items[at].expr.point().and_then(|point| point.beside) {
                let words = self.dates[at].span.of(self.text);
                return shifted(day, -i64::from(days)).map(|day| Published::on(day, Rung::FirstDate, words));
            }
            let before = at.checked_sub(1)?;
            let Slot::Rel(days) = self.items[before].expr.point()?.day else { return None };
            let day = self.touch(before, at).then(|| shifted(day, -i64::from(days)))??;
            let words = Span::new(self.dates[before].span.start, self.dates[at].span.end).of(self.text);
            Some(Published::on(day, Rung::FirstDate, words))
        })
    }

    /// Whether nothing but a sign or two stands between two items, so that one says the other again.
    fn touch(&self, left: usize, right: usize) -> bool {
        let sign = self.set("open").union(self.set("comma")).union(self.set("link"));
        let between = self.scan.lexemes.get(self.items[left].range.end..self.items[right].range.start);
        between.is_some_and(|between| {
            between.len() <= 2 && between.iter().all(|word| word.classes.meets(sign) && !word.breaks)
        })
    }

    /// "As of Sunday, 14 March": the newest past day of the text, called its own.
    fn as_of(&self) -> Option<Published> {
        let (as_of, newest) = (self.set("as-of"), self.newest()?.1);
        self.stated().find_map(|(at, day)| {
            let word = self.line(at).0.last().filter(|word| word.classes.meets(as_of))?;
            let words = Span::new(word.span.start, self.dates[at].span.end).of(self.text);
            let fits = day >= newest && weekdays::agree(self, day);
            fits.then(|| Published::on(day, Rung::FirstDate, words))
        })
    }

    /// The newest day that the text names as past; a day until which something lasts or is due, and one
    /// that a later note names, may lie after the document's.
    fn newest(&self) -> Option<Stated> {
        let (due, note) = (self.set("deadline"), self.set("note"));
        let past = self.stated().filter(|(at, _)| {
            let (before, ..) = self.line(*at);
            let is_due = before.last().is_some_and(|word| word.classes.meets(due));
            let noted = before.iter().take(NOTE).any(|word| word.classes.meets(note));
            let item = &self.items[*at];
            let noted = noted || resolve::is_note(&self.scan.lexemes, &item.range, self.lexicon);
            !is_due && !noted && !resolve::is_ahead(item, &self.scan, self.lexicon)
        });
        past.max_by_key(|(_, day)| *day)
    }

    /// The bounds that the text, the context and the case's time set.
    fn bounds(&self, context: &Context) -> Published {
        let known = &context.published;
        let window = context.window;
        let last = [known.last, window.map(|window| window.to)].into_iter().flatten().min();
        let newest = self.newest().filter(|(_, day)| last.is_none_or(|last| *day <= last));
        let first = [known.first, newest.map(|(_, day)| day), window.map(|window| window.from)];
        let first = first.into_iter().flatten().max().filter(|first| last.is_none_or(|last| *first <= last));
        if first.is_none() && last.is_none() {
            return known.clone();
        }
        let reason = match newest {
            Some((at, day)) if Some(day) == first => {
                Reason::of("newest-past-day", [day.into(), self.dates[at].span.of(self.text).into()])
            }
            _ => Reason::of("case-bounds", []),
        };
        Published { first, last, moment: None, rung: Rung::Bounds, reason }
    }
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}
