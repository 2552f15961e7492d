//! Composition: neighbours that say one date between them.
//!
//! "مساء" and "أمس", "10 a.m." and "March 2", "early" and "January", "October" and "last year", two
//! years and a month, "two months" and "ago". What may stand between them is the lexicon's `link` marks.

use std::ops::Range;

use super::alone::is_alone;
use super::expr::{Core, Duration, Expr, From, Nth, Point, Slot};
use super::grammar::{Counts, Item};
use super::lexicon::{Class, ClassSet, Lexicon, Sense, Unit};
use super::scan::Lexeme;
use crate::model::Modifier;
use crate::text::TokenKind;

/// Joins neighbours as far as they go, left to right, and drops what counts only as a part.
pub(super) fn compose(items: Vec<Item>, lexemes: &[Lexeme], lexicon: &Lexicon) -> Vec<Item> {
    let links = Links::of(lexicon);
    let alone = is_alone(&items, lexemes, lexicon);
    let mut stack: Vec<Item> = Vec::with_capacity(items.len());
    let mut items = items.into_iter().filter(|item| alone || item.rule.counts != Counts::Alone).peekable();
    while let Some(item) = items.next() {
        // What another expression has taken is not there for this one; a word such as "about" is none.
        let taken = |other: &&Item| other.expr.core != Core::Bare || other.expr.time.is_some();
        let begin = stack.iter().rev().find(taken).map_or(0, |last| last.range.end);
        if item.range.start < begin {
            continue;
        }
        let end = items.peek().filter(taken).map_or(lexemes.len(), |next| next.range.start);
        stack.push(links.affixed(item, lexemes, begin..end));
        while let [.., left, right] = stack.as_slice() {
            let Some(joined) = links.join(left, right, lexemes) else { break };
            stack.truncate(stack.len() - 2);
            stack.push(joined);
        }
    }
    links.complete_ranges(&mut stack, lexemes);
    stack.iter_mut().for_each(settle);
    let day = |item: &Item| item.expr.point().is_some_and(|point| matches!(point.day, Slot::Is(_)));
    stack.retain(|item| {
        links.is_adverb(item, lexemes)
            || !(item.weak && !(alone && day(item)) || item.expr.core == Core::Bare && is_incomplete(&item.expr))
    });
    stack
}

/// "Last week of" that no month follows is the week before this one after all.
fn settle(item: &mut Item) {
    let Core::Point(point) = &mut item.expr.core else { return };
    let (Some(direction), Some(nth)) = (point.direction, point.nth) else { return };
    if is_anchored(point) {
        point.direction = None;
        return;
    }
    point.nth = None;
    match nth {
        Nth::Unit(_, unit) => {
            point.direction = None;
            point.set(unit, Slot::Rel(direction));
        }
        Nth::Weekday(_, weekday) => point.weekday = Some(weekday),
    }
    item.weak = false;
}

/// Whether an item is a word such as "over", "more than".
fn is_excess(item: &Item) -> bool {
    let more = matches!(
        item.expr.modifier,
        Some(Modifier::MoreThan | Modifier::LessThan | Modifier::EqualOrLess | Modifier::EqualOrMore)
    );
    more && item.expr.core == Core::Bare && item.expr.time.is_none()
}

fn is_incomplete(expr: &Expr) -> bool {
    !matches!(expr.time, Some(super::expr::Time::Clock { .. }))
}

/// The marks that may stand between neighbours.
struct Links {
    link: ClassSet,
    comma: ClassSet,
    and: ClassSet,
    open: ClassSet,
    close: ClassSet,
    range: ClassSet,
    spent: ClassSet,
    by: ClassSet,
    adverb: ClassSet,
    since: ClassSet,
    rounds_outside: bool,
    of: ClassSet,
    apostrophe: ClassSet,
    possessive: ClassSet,
}

/// What stands between two items.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Comma,
    Of,
    Link,
    And,
    Brackets,
}

impl Links {
    fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.classes.find(name).map_or(ClassSet::NONE, ClassSet::of);
        Self {
            link: set("link"),
            comma: set("comma"),
            and: set("and"),
            open: set("open"),
            close: set("close"),
            range: set("range").union(set("and")).union(set("dash")).union(set("to")),
            spent: set("spent").union(set("of")),
            by: set("in"),
            adverb: set("adverb"),
            since: set("since"),
            rounds_outside: lexicon.day_first,
            of: set("of"),
            apostrophe: set("apostrophe"),
            possessive: set("decade-suffix"),
        }
    }

    fn gap(&self, left: &Item, right: &Item, lexemes: &[Lexeme]) -> Option<Gap> {
        let between = lexemes.get(left.range.end..right.range.start)?;
        let lines = lexemes.get(left.range.end..=right.range.start)?;
        if between.len() > 3 || lines.iter().any(|lexeme| lexeme.breaks) {
            return None;
        }
        let all = |set: ClassSet| between.iter().all(|lexeme| lexeme.classes.meets(set));
        let after = || lexemes.get(right.range.end).is_some_and(|lexeme| lexeme.classes.meets(self.close));
        match between {
            [] => Some(Gap::Nothing),
            [sign, suffix] if sign.classes.meets(self.apostrophe) && suffix.classes.meets(self.possessive) => {
                Some(Gap::Link)
            }
            [one] if one.classes.meets(self.open) => after().then_some(Gap::Brackets),
            _ if all(self.comma) => Some(Gap::Comma),
            _ if all(self.and) => Some(Gap::And),
            [one, ..] if one.classes.meets(self.of) && all(self.link.union(self.of)) => Some(Gap::Of),
            _ if all(self.link.union(self.comma).union(self.of)) => Some(Gap::Link),
            _ => None,
        }
    }

    /// One item of two, where they say one thing.
    fn join(&self, left: &Item, right: &Item, lexemes: &[Lexeme]) -> Option<Item> {
        let gap = self.gap(left, right, lexemes)?;
        if is_excess(left) && !Self::is_amount(right, lexemes) {
            return None;
        }
        // "The last two months and the last six weeks" are two amounts.
        let pointed = |item: &Item| lexemes[item.range.clone()].iter().any(|word| word.classes.has(Class::DIR));
        if gap == Gap::And && (pointed(left) || pointed(right)) {
            return None;
        }
        if self.is_apart(left, right, gap, lexemes) {
            return None;
        }
        let expr = joined(&left.expr, &right.expr, gap)?;
        let end = if gap == Gap::Brackets { right.range.end + 1 } else { right.range.end };
        let anchored = expr.point().is_none_or(is_anchored);
        if (left.weak || right.weak) && !anchored {
            return None;
        }
        let main = if left.expr.core == Core::Bare { right } else { left };
        // In Arabic, what only rounds an amount lies outside of it.
        let rounds = left.expr.core == Core::Bare && left.expr.time.is_none();
        let amount = matches!(right.expr.core, Core::Duration(_));
        let rounded = lexemes[left.range.clone()].iter().any(|word| word.classes.has(Class::APPROX));
        let outside = self.rounds_outside && rounds && amount && rounded;
        let start = if outside { right.range.start } else { left.range.start };
        Some(Item { expr, range: start..end, rule: main.rule, weak: false, bare: left.bare && right.bare })
    }

    /// Whether `right` is an adverb of time behind a whole date of the calendar: it goes with the verb, and the
    /// date stands for itself ("صدر الثلاثاء 2 مارس ليلا").
    fn is_apart(&self, left: &Item, right: &Item, gap: Gap, lexemes: &[Lexeme]) -> bool {
        let whole = |point: &Point| matches!((point.month, point.day), (Slot::Is(_), Slot::Is(_)));
        gap == Gap::Nothing
            && left.expr.time.is_none()
            && left.expr.point().is_some_and(whole)
            && lexemes[right.range.clone()].iter().all(|lexeme| lexeme.classes.meets(self.adverb))
    }

    /// Whether an item is an amount that more or less can be said of: "over the weekend" and "over the past
    /// year" say how long something went on.
    fn is_amount(item: &Item, lexemes: &[Lexeme]) -> bool {
        let directed = lexemes[item.range.clone()].iter().any(|lexeme| lexeme.classes.has(Class::DIR));
        !directed && item.expr.point().is_none()
    }

    /// Reads the words before and after an amount that count it from somewhere.
    fn affixed(&self, mut item: Item, lexemes: &[Lexeme], free: Range<usize>) -> Item {
        let Core::Duration(duration) = &item.expr.core else { return item };
        // "In the last ten days" is no "in ten days".
        if lexemes[item.range.clone()].iter().any(|lexeme| lexeme.classes.has(Class::DIR)) {
            return item;
        }
        let number = |lexeme: &Lexeme, class: Class| {
            let sense = lexeme.meaning(ClassSet::of(class)).map(|meaning| meaning.sense);
            if let Some(Sense::Number(number)) = sense { Some(number) } else { None }
        };
        let next = lexemes.get(item.range.end).filter(|_| item.range.end < free.end);
        let after = next.filter(|next| !next.breaks && next.classes.has(Class::TRAIL));
        // "قبل نحو شهرين": a word such as "about" may stand between.
        let ahead = |at: usize| {
            let word = at.checked_sub(1).filter(|word| *word >= free.start).and_then(|word| lexemes.get(word));
            word.filter(|_| !lexemes[at].breaks)
        };
        let about = ahead(item.range.start).filter(|word| word.classes.has(Class::APPROX));
        let skipped = usize::from(about.is_some());
        // "بعد ذلك بيومين": "after that by two days".
        let by = ahead(item.range.start - skipped).filter(|word| word.classes.meets(self.by));
        let by_lead = by.and_then(|_| ahead(item.range.start - skipped - 1)).and_then(|lead| number(lead, Class::LEAD));
        let by_lead = by_lead.filter(|code| code.abs() == 4);
        let before = ahead(item.range.start - skipped).filter(|lead| lead.classes.has(Class::LEAD));
        let lead = before.and_then(|lead| number(lead, Class::LEAD)).filter(|code| code.abs() < 4);
        let counted = match (after.and_then(|trail| number(trail, Class::TRAIL)), lead) {
            // "قبل شهر من الآن": the word before says the way, the one after says from where.
            (Some(1), Some(lead)) if lead.abs() < 3 => Some((lead.signum(), 1, 1)),
            (Some(trail), _) => Some((trail, 0, 1)),
            (None, Some(lead)) => Some((lead, 1, 0)),
            (None, None) => by_lead.map(|lead| (lead, 2, 0)),
        };
        let Some((code, more_before, more_after)) = counted else { return item };
        // "بعد ستة أسابيع تقريبا من", "عام ونصف العام": "about" or the unit may stand behind the amount too.
        let mut behind = lexemes
            .iter()
            .skip(item.range.end)
            .skip_while(|next| next.classes.has(Class::APPROX) || next.classes.has(Class::TUNIT));
        let of_event = (more_before, more_after) == (1, 0)
            && !before.is_some_and(|lead| lead.classes.meets(self.since))
            && behind.next().is_some_and(|next| next.classes.meets(self.spent) && !next.breaks);
        if of_event {
            return item;
        }
        let (sign, from, soft) =
            (code.signum(), if matches!(code.abs(), 2 | 4) { From::Focus } else { From::Now }, code.abs() == 3);
        item.expr.core = Core::Offset { duration: duration.clone(), sign, from, soft };
        if let (Some(about), 1..) = (about, more_before) {
            item.range.start -= skipped;
            item.expr.modifier =
                about.meaning(ClassSet::of(Class::APPROX)).and_then(|meaning| meaning.sense.modifier());
        }
        item.range = item.range.start - more_before..item.range.end + more_after;
        item
    }

    /// Whether a part of the day stands for itself, as an adverb: "they left at noon", not "day and night".
    fn is_adverb(&self, item: &Item, lexemes: &[Lexeme]) -> bool {
        let range = item.range.start.saturating_sub(2)..(item.range.end + 2).min(lexemes.len());
        let parts = lexemes[range].iter().filter(|word| word.classes.has(Class::DAYPART)).count();
        let number = item.range.start.checked_sub(1).is_some_and(|at| lexemes[at].kind == TokenKind::Number);
        item.range.len() == 1 && parts == 1 && !number && lexemes[item.range.start].classes.meets(self.adverb)
    }

    /// The two ends of a range say together what each leaves out: "between January and March 2021".
    fn complete_ranges(&self, items: &mut [Item], lexemes: &[Lexeme]) {
        for at in 1..items.len() {
            let (left, right) = items.split_at_mut(at);
            let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) else { continue };
            let between = lexemes.get(left.range.end..right.range.start).unwrap_or(&[]);
            let near = (1..=2).contains(&between.len());
            if !near || !between.iter().all(|lexeme| lexeme.classes.meets(self.range) && !lexeme.breaks) {
                continue;
            }
            if let (Core::Point(first), Core::Point(second)) = (&mut left.expr.core, &mut right.expr.core) {
                first.complete_from(second);
                second.complete_from(first);
            }
        }
    }
}

/// Whether a point is more than the part of one.
fn is_anchored(point: &Point) -> bool {
    point.year.is_set() || point.month.is_set() || point.week.is_set() || matches!(point.day, Slot::Rel(_))
}

fn joined(left: &Expr, right: &Expr, gap: Gap) -> Option<Expr> {
    let time = match (left.time, right.time) {
        (Some(left), Some(right)) => Some(left.within(right).or_else(|| right.within(left))?),
        (left, right) => left.or(right),
    };
    let core = core_of(left, right, gap)?;
    let is_prefix = left.core == Core::Bare && left.time.is_none();
    if is_prefix && gap == Gap::Comma || left.modifier.is_some() && right.modifier.is_some() && !is_prefix {
        return None;
    }
    Some(Expr { core, time, modifier: left.modifier.or(right.modifier) })
}

fn core_of(left: &Expr, right: &Expr, gap: Gap) -> Option<Core> {
    let in_row = matches!(gap, Gap::Nothing | Gap::Link | Gap::Of | Gap::Comma);
    match (&left.core, &right.core) {
        (Core::Bare, Core::Point(point)) | (Core::Point(point), Core::Bare) => {
            let prefix = left.time.is_none() && left.core == Core::Bare;
            let day = point.grain() == Some(Unit::Day);
            let fits = if prefix {
                gap == Gap::Nothing
            } else {
                in_row && (right.modifier.is_none() || right.time.is_some()) && day
            };
            fits.then_some(Core::Point(*point))
        }
        (Core::Bare, core @ (Core::Duration(_) | Core::Offset { .. })) if left.time.is_none() => {
            (gap == Gap::Nothing).then(|| core.clone())
        }
        // "In the evening at eight", "around 8 p.m."
        (Core::Bare, Core::Bare) if right.time.is_some() && matches!(gap, Gap::Nothing | Gap::Link) => Some(Core::Bare),
        (Core::Point(left), Core::Point(right)) => points(left, right, gap).map(Core::Point),
        // "The same month a year ago", "for the quarter a year earlier".
        (Core::Point(point), Core::Offset { duration, sign: -1, .. }) => {
            let part = point.from == From::Focus && gap == Gap::Nothing && !point.year.is_set();
            let [(Some(years), Unit::Year)] = duration.parts.as_slice() else { return None };
            part.then_some(Core::Point(Point { year: Slot::Rel(-(*years as i32)), ..*point }))
        }
        (Core::Duration(first), Core::Duration(second)) => amounts(first, second, gap).map(Core::Duration),
        (Core::Duration(first), Core::Offset { duration, sign, from, soft }) => {
            let duration = amounts(first, duration, gap)?;
            Some(Core::Offset { duration, sign: *sign, from: *from, soft: *soft })
        }
        (Core::Offset { duration, sign, from, soft }, Core::Duration(second)) => {
            let duration = amounts(duration, second, gap)?;
            Some(Core::Offset { duration, sign: *sign, from: *from, soft: *soft })
        }
        _ => None,
    }
}

/// "1 month and 21 days": finer and finer, or any order of other units.
fn amounts(first: &Duration, second: &Duration, gap: Gap) -> Option<Duration> {
    let apart = first.parts.iter().all(|(_, unit)| second.parts.iter().all(|(_, other)| unit != other));
    let whole = first.parts.iter().chain(&second.parts).all(|(amount, _)| amount.is_some());
    if !apart || !whole || !matches!(gap, Gap::Nothing | Gap::And | Gap::Comma) || first.parts.len() > 3 {
        return None;
    }
    let mut parts: Vec<_> = first.parts.iter().chain(&second.parts).copied().collect();
    parts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    Some(Duration { parts })
}

/// Two points that are one date: a weekday and its date, a day and its month, a part and its whole.
fn points(left: &Point, right: &Point, gap: Gap) -> Option<Point> {
    let (fine, coarse) = (left.grain()?, right.grain()?);
    // "أمس الجمعة 5 مارس": the day from here and its date are one.
    if let (Slot::Rel(days), Slot::Is(_), Slot::Is(_), Gap::Nothing) = (left.day, right.day, right.month, gap) {
        let day = Point { day: Slot::Open, ..*left };
        return day.merge(*right).map(|point| Point { beside: Some(days), ..point });
    }
    let weekday_only = |point: &Point| point.weekday.is_some() && !point.day.is_set() && !point.week.is_set();
    let dated = |point: &Point| point.day.is_set() && point.weekday.is_none();
    let day_pair = weekday_only(left) && dated(right) || dated(left) && weekday_only(right);
    let fits = match gap {
        Gap::Brackets => dated(left) && weekday_only(right) && !right.month.is_set(),
        Gap::Nothing | Gap::Link => day_pair || fine < coarse || named_in(left, right),
        Gap::Comma => day_pair || fine < coarse && right.direction.is_none() && is_named(right),
        Gap::Of => fine < coarse,
        Gap::And => false,
    };
    if !fits {
        return None;
    }
    let loose_day = left.day.is_set() && !left.month.is_set() && coarse > Unit::Month;
    let loose_weekday = left.weekday.is_some() && !left.day.is_set() && coarse > Unit::Week;
    let relative_day = matches!(left.day, Slot::Rel(_)) && coarse > Unit::Day;
    if left.nth.is_none() && (loose_day || loose_weekday || relative_day) { None } else { left.merge(*right) }
}

/// Whether the coarser one stands first: "this week Friday", "2016 June", "last year's third quarter".
fn named_in(left: &Point, right: &Point) -> bool {
    let week = left.week.is_set() && right.weekday.is_some() && right.direction.is_none() && !right.day.is_set();
    let parts = [Unit::Month, Unit::Quarter, Unit::Half, Unit::Season];
    let part = right.direction.is_none() && right.grain().is_some_and(|grain| parts.contains(&grain));
    let relative = [right.month, right.quarter, right.half].iter().any(|slot| matches!(slot, Slot::Rel(_)));
    week || part && !relative && left.grain() == Some(Unit::Year) && !right.year.is_set()
}

/// Whether a point is named by its own number or name and not by a relation.
fn is_named(point: &Point) -> bool {
    matches!(point.year, Slot::Is(_)) || matches!(point.month, Slot::Is(_)) || matches!(point.day, Slot::Is(_))
}
