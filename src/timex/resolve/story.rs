//! Stories: the dates that a text has told, the year that it is in, and what counts from either.

use chrono::{Datelike, NaiveDate};

use super::Meant;
use super::cue::Cue;
use super::ground::Place;
use super::period::is_weekday;
use crate::model::{Anchor, Precision, TimexType};
use crate::timex::expr::{Core, From, Point, Slot};
use crate::timex::grammar::Item;
use crate::timex::lexicon::{Class, ClassSet, Lexicon, Unit};
use crate::timex::scan::Lexeme;

/// How many lexemes back the date is found that an expression counts from.
const LOOK_BACK: usize = 200;

/// How many days before the document's a day can lie that the sentence before a bare clock time names.
const DAY_BEFORE: i64 = 10;

/// How many dates are kept.
const KEPT: usize = 16;

/// How many lexemes a story reaches past the last date in it.
const STORY: usize = 60;

/// How many lexemes may stand between the begin of a sentence and a date that goes on with a story.
const OPENING: usize = 3;

/// How many lexemes before a year a relative pronoun makes it the year of a thing and not of the story.
const RELATIVE: usize = 6;

/// A date that was told.
#[derive(Clone, Copy, Debug)]
struct Told {
    first: NaiveDate,
    precision: Precision,
    /// One past its last lexeme.
    end: usize,
}

/// The dates told so far, newest last.
#[derive(Clone, Debug, Default)]
struct Memory {
    told: Vec<Told>,
}

impl Memory {
    /// Keeps a date.
    fn keep(&mut self, first: NaiveDate, precision: Precision, end: usize) {
        if self.told.len() == KEPT {
            self.told.remove(0);
        }
        self.told.push(Told { first, precision, end });
    }

    /// The first day of the date told last before the lexeme `at` that is as fine as `coarsest` and fits
    /// the tense, or else the last one: not after `now` in talk of the past, in talk of the future not before.
    fn last(&self, at: usize, coarsest: Precision, now: Option<NaiveDate>, cue: Cue) -> Option<NaiveDate> {
        let near =
            || self.told.iter().rev().filter(|told| told.precision <= coarsest && at - told.end.min(at) < LOOK_BACK);
        let fitting = |ahead: bool| {
            near().find(|told| now.is_none_or(|now| if ahead { told.first >= now } else { told.first <= now }))
        };
        fitting(cue.is_ahead()).or_else(|| near().next()).map(|told| told.first)
    }
}

/// How coarse a date may be that an expression counts from: as coarse as the unit it counts in.
fn coarsest(core: &Core) -> Precision {
    let unit = match core {
        Core::Point(point) => finest_relative(point),
        Core::Offset { duration, .. } => duration.grain(),
        _ => None,
    };
    match unit {
        Some(Unit::Year | Unit::Decade | Unit::Century) => Precision::Year,
        Some(Unit::Quarter | Unit::Half | Unit::Season) => Precision::PartOfYear,
        Some(Unit::Month) => Precision::Month,
        _ => Precision::Day,
    }
}

fn finest_relative(point: &Point) -> Option<Unit> {
    let fields = [
        (point.day, Unit::Day),
        (point.week, Unit::Week),
        (point.month, Unit::Month),
        (point.quarter, Unit::Quarter),
        (point.half, Unit::Half),
        (point.year, Unit::Year),
    ];
    fields.into_iter().find(|(slot, _)| matches!(slot, Slot::Rel(_))).map(|(_, unit)| unit)
}

/// What a text has told so far.
#[derive(Clone, Debug)]
pub(super) struct Tale {
    memory: Memory,
    story: Option<Story>,
    words: Words,
}

impl Tale {
    /// Nothing yet; `None` in a language without words for stories.
    pub fn new(lexicon: &Lexicon) -> Option<Self> {
        Some(Self { memory: Memory::default(), story: None, words: Words::of(lexicon)? })
    }

    /// Takes in what an item means.
    pub fn keep(&mut self, lexemes: &[Lexeme], item: &Item, meant: &Meant) {
        let (Some((interval, precision)), TimexType::Date | TimexType::Time) = (meant.time, meant.kind) else {
            return;
        };
        let first = interval.first_day();
        self.memory.keep(first, precision, item.range.end);
        self.story = self.words.follow(self.story, lexemes, item, (first, precision), meant.anchor);
    }

    /// Says in `place` what the item counts from.
    pub fn tell(&self, place: &mut Place, lexemes: &[Lexeme], item: &Item) {
        let start = item.range.start;
        let last = |coarsest| self.memory.last(start, coarsest, place.now, place.cue);
        let (offset, back) = match &item.expr.core {
            Core::Point(point) => (false, point.from == From::Focus),
            Core::Offset { from, .. } => (true, *from == From::Focus),
            _ => (false, false),
        };
        if back && !(offset && place.cue.is_ahead()) {
            (place.focus, place.fits) = (last(coarsest(&item.expr.core)), true);
        } else if back {
            place.focus = None;
        }
        place.named = last(Precision::Era);
        place.compared = None;
        if item.expr.core == Core::Bare && place.focus.is_none() && place.cue == Cue::Past {
            place.focus = self.day_before(lexemes, start, place.now);
        }
    }

    /// The day told in the sentence before, a few days ago at most: "On Saturday they voted. The doors were
    /// shut at six."
    fn day_before(&self, lexemes: &[Lexeme], start: usize, now: Option<NaiveDate>) -> Option<NaiveDate> {
        let told = self.memory.told.iter().rfind(|told| told.precision <= Precision::Day)?;
        let between = lexemes.get(told.end..=start)?;
        let stops = between.iter().filter(|lexeme| lexeme.classes.has(Class::STOP)).count();
        let near = stops == 1 && !between.iter().any(|lexeme| lexeme.breaks);
        (near && (0..=DAY_BEFORE).contains(&(now? - told.first).num_days())).then_some(told.first)
    }

    /// The point as it is meant in the story's year, and the day of the story, where the item goes on with it.
    pub fn in_story(
        &self,
        point: &Point,
        lexemes: &[Lexeme],
        item: &Item,
        cue: Cue,
        now: NaiveDate,
    ) -> Option<(Point, NaiveDate)> {
        let (year, day) = self.words.story_of(self.story, lexemes, item, cue, now)?;
        let found = Point { year: Slot::Is(year), ..*point };
        is_possible(&found, year, now).then_some((found, day))
    }
}

/// Whether a point can lie in that year: it does not lie ahead and has the weekday that is named.
fn is_possible(point: &Point, year: i32, now: NaiveDate) -> bool {
    let (Slot::Is(month), Slot::Is(day)) = (point.month, point.day) else { return true };
    let day = NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs());
    day.is_some_and(|day| day <= now && point.weekday.is_none_or(|weekday| is_weekday(day, weekday)))
}

/// The year that a story has named and is in.
#[derive(Clone, Copy, Debug)]
struct Story {
    /// The first day of what it told last.
    day: NaiveDate,
    precision: Precision,
    /// One past the last lexeme of that.
    end: usize,
}

/// The words that begin, go on with or stay out of a story.
#[derive(Clone, Copy, Debug)]
struct Words {
    since: ClassSet,
    within: ClassSet,
    relative: ClassSet,
    goes_back: ClassSet,
    comma: ClassSet,
    then: ClassSet,
}

impl Words {
    /// Those of a language; one that has none tells no stories.
    fn of(lexicon: &Lexicon) -> Option<Self> {
        let set = |name: &str| lexicon.classes.find(name).map(ClassSet::of);
        Some(Self {
            since: set("since")?,
            within: set("in")?,
            relative: set("relative")?,
            goes_back: set("goes-back")?,
            comma: set("comma")?,
            then: set("then")?,
        })
    }

    /// Whether a date says when the story takes place and is not one that it is compared with, nor the year
    /// of a thing: not "the highest since 2015", nor "the club, which was founded in 1950,".
    fn introduces(&self, lexemes: &[Lexeme], item: &Item) -> bool {
        let before = item.range.start.checked_sub(1).and_then(|at| lexemes.get(at));
        let bare_year = item.expr.point().is_some_and(|point| point.grain() == Some(Unit::Year));
        let compared = before
            .is_some_and(|word| word.classes.meets(self.since) && (bare_year || !word.classes.meets(self.within)));
        let from = item.range.start.saturating_sub(RELATIVE);
        let clause = lexemes.get(from..item.range.start).unwrap_or(&[]).iter().rev();
        let mut clause =
            clause.take_while(|word| !word.breaks && !word.classes.meets(self.comma) && !word.classes.has(Class::STOP));
        // "It goes back to 1999, when".
        let goes_back = compared && clause.clone().any(|word| word.classes.meets(self.goes_back));
        (!compared || goes_back) && !clause.any(|word| word.classes.meets(self.relative))
    }

    /// Whether the item goes on with the story: in its sentence, or at the begin of one of the next two.
    /// Says whether it is told as the next step.
    fn goes_on(&self, story: &Story, lexemes: &[Lexeme], item: &Item) -> Option<bool> {
        let between = lexemes.get(story.end..item.range.start)?;
        if between.len() > STORY || between.iter().any(|word| word.breaks) || lexemes[item.range.start].breaks {
            return None;
        }
        let stops = between.iter().filter(|word| word.classes.has(Class::STOP)).count();
        let opening = between.rsplit(|word| word.classes.has(Class::STOP)).next().unwrap_or(&[]);
        let then = opening.iter().take(2).any(|word| word.classes.meets(self.then));
        (stops == 0 || stops <= 2 && (opening.len() <= OPENING || then)).then_some(stops > 0 || then)
    }

    /// The day of the story, where the item belongs to it: named without its year, in no talk of the future.
    fn story_of(
        &self,
        story: Option<Story>,
        lexemes: &[Lexeme],
        item: &Item,
        cue: Cue,
        now: NaiveDate,
    ) -> Option<(i32, NaiveDate)> {
        let (story, point) = (story?, item.expr.point()?);
        let yearly = [point.month, point.quarter, point.half].iter().any(|slot| matches!(slot, Slot::Is(_)));
        let open = !point.year.is_set() && point.direction.is_none() && point.from == From::Now && !point.hijri;
        if !open || cue.is_ahead() || point.nth.is_some() || !(yearly || point.season.is_some()) {
            return None;
        }
        let month = if let Slot::Is(month) = point.month { u32::try_from(month).ok()? } else { 1 };
        let next = self.goes_on(&story, lexemes, item)?;
        // "In October 1973 the war began. In January": of the next year.
        let turns = next && story.precision <= Precision::Month && month < story.day.month();
        let year = story.day.year() + i32::from(turns);
        (NaiveDate::from_ymd_opt(year, month, 1)? <= now).then_some((year, story.day))
    }

    /// The story after an item that means the date beginning with `first`.
    fn follow(
        &self,
        story: Option<Story>,
        lexemes: &[Lexeme],
        item: &Item,
        (first, precision): (NaiveDate, Precision),
        anchor: Anchor,
    ) -> Option<Story> {
        let told = Some(Story { day: first, precision, end: item.range.end });
        let year = item.expr.point().map_or(Slot::Open, |point| point.year);
        let whole = item.expr.point().and_then(Point::grain) == Some(Unit::Year);
        match (anchor, year) {
            (Anchor::Focus { .. }, _) if story.is_some() => told,
            (_, Slot::Is(_)) | (Anchor::Focus { .. }, _) => {
                if self.introduces(lexemes, item) {
                    told
                } else {
                    story
                }
            }
            (_, Slot::Rel(..0)) if whole && self.introduces(lexemes, item) => told,
            _ => None,
        }
    }
}
