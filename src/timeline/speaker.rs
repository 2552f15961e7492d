//! Who says a sentence, after Alrahabi 2015 (Arabic: verb, speaker, role, إن and the claim) and
//! Pareti 2013 (indirect speech is half of all speech, so a quotation mark is no condition).
//!
//! A sentence that reports without naming anybody ("وأضاف", "it added") keeps the speaker before it,
//! as does one that is a quotation and nothing else. It resolves no pronoun beyond that.

use super::lexicon::REPORTING;
use super::words::{Forms, Hit, Words, is_arabic};
use crate::model::{EntityType, Mention, Report, Speaker, Timex};

/// A speaker is kept over so many sentences that name none.
const MEMORY: usize = 3;

/// A subject has at most so many tokens.
const LONGEST: usize = 12;

/// What a sentence is read with.
pub(super) struct Scene<'a> {
    /// The whole text.
    pub(super) body: &'a str,
    /// The sentence's words.
    pub(super) words: &'a Words<'a>,
    /// The sentence's names, in order.
    pub(super) mentions: &'a [Mention],
    /// The sentence's dates, in order.
    pub(super) dates: &'a [Timex],
    /// All names up to the sentence's end, in order.
    pub(super) before: &'a [Mention],
    /// The name that opens the sentence before: what "it" and "he" go on about.
    pub(super) topic: Option<&'a Mention>,
}

/// Reads speakers sentence by sentence.
#[derive(Default)]
pub(super) struct Speakers {
    last: Option<(Speaker, usize)>,
}

enum Who {
    /// Named here.
    Named(Speaker),
    /// Somebody named before, with what the verb does.
    Before(Report),
}

impl Speakers {
    /// The speaker of the next sentence.
    pub(super) fn next(&mut self, scene: &Scene) -> Option<Speaker> {
        let quoted = scene.words.quoted();
        let found = scene.source(&quoted).or_else(|| scene.utterance(&quoted));
        let kept = self.last.take().filter(|(_, age)| *age < MEMORY);
        let speaker = match found {
            Some(Who::Named(speaker)) => Some(speaker),
            Some(Who::Before(report)) => kept.clone().map(|(speaker, _)| Speaker { report, ..speaker }),
            None if is_quotation(scene.words, &quoted) => kept.clone().map(|(speaker, _)| speaker),
            None => None,
        };
        self.last = speaker.clone().map(|speaker| (speaker, 0)).or(kept.map(|(speaker, age)| (speaker, age + 1)));
        speaker
    }
}

/// Whether all words of the sentence stand between quotation marks.
fn is_quotation(words: &Words, quoted: &[bool]) -> bool {
    let mut inside =
        (0..words.len()).filter(|at| words.is_word(*at)).map(|at| quoted.get(at).copied().unwrap_or(false));
    words.count() > 2 && inside.all(|quoted| quoted)
}

impl Scene<'_> {
    /// "According to X" outside a quotation.
    fn source(&self, quoted: &[bool]) -> Option<Who> {
        let hits = REPORTING.sources.all(self.words);
        let hit = hits.into_iter().find(|hit| !quoted.get(hit.start).copied().unwrap_or(false))?;
        // "بحسب ما نقلته مواقع": the source is the subject of the verb.
        let relative = matches!(self.words.key(hit.end), "ما" | "لما");
        let from = if relative { hit.end + 2 } else { hit.end };
        let first = self.words.key(from);
        if first.is_empty() || REPORTING.stops.contains(first) {
            return None;
        }
        self.phrase_after(from, Report::State).map(Who::Named)
    }

    /// The first reporting verb that has a subject; else that somebody named before goes on.
    fn utterance(&self, quoted: &[bool]) -> Option<Who> {
        let mut goes_on = None;
        for hit in REPORTING.verbs.all(self.words) {
            if quoted.get(hit.start).copied().unwrap_or(false) || self.is_name(hit.start) {
                continue;
            }
            let who =
                if is_arabic(self.words.key(hit.start)) { self.arabic_subject(hit) } else { self.english_subject(hit) };
            match who {
                Some(Who::Named(_)) => return who,
                Some(Who::Before(report)) => goes_on = goes_on.or(Some(report)),
                None => {}
            }
        }
        goes_on.map(Who::Before)
    }

    /// An English verb is written small but at the head of a sentence; and a piece of a name is none.
    fn is_name(&self, at: usize) -> bool {
        let place = self.words.place(at);
        let capital = at > 0 && place.of(self.body).starts_with(char::is_uppercase);
        capital || self.mentions.iter().any(|mention| mention.span.contains(place))
    }

    fn arabic_subject(&self, hit: Hit<Report>) -> Option<Who> {
        let before = self.mention_ending_before(hit.start);
        let told = hit.start.checked_sub(1).map_or("", |at| self.words.key(at));
        // "وكانت الشركة قد اتهمت المجموعة": the subject stands before, the object after the verb.
        if let Some(mention) = before.filter(|_| told == "قد") {
            return Some(Who::Named(named(mention, hit.value)));
        }
        let from = if self.words.key(hit.end) == "ذلك" { hit.end + 1 } else { hit.end };
        let end = self.arabic_subject_end(from);
        // What follows these may be whom they speak to, and not who speaks.
        let towards = matches!(hit.value, Report::Urge | Report::Accuse | Report::Warn | Report::Deny);
        if let Some(speaker) = self.speaker_in(from, end, hit.value)
            && !(towards && self.mentions.iter().all(|mention| mention.span != speaker.span))
        {
            return Some(Who::Named(speaker));
        }
        if let Some(mention) = before {
            return Some(Who::Named(named(mention, hit.value)));
        }
        // "قال رئيس الشركة، فلان، إن": the name may follow a comma.
        if is_comma(self.words.key(end))
            && let Some(mention) = self.mention_at(end + 1).filter(|mention| mention.kind == EntityType::Person)
        {
            return Some(Who::Named(named(mention, hit.value)));
        }
        if end == from {
            return self.says_something(hit).then_some(Who::Before(hit.value));
        }
        if towards {
            return Some(Who::Before(hit.value));
        }
        let head = self.words.key(from);
        if let Some(person) = REPORTING.anaphors.get(head) {
            return Some(self.resolve(head, hit.start, *person, hit.value));
        }
        let said = |at: usize| REPORTING.complements.contains(self.words.key(at)) || is_opening(self.words.key(at));
        // Without a word of who speaks, what stands after the verb may be what is told.
        let speaks = Forms::nominal(head).iter().any(|form| REPORTING.roles.contains(form));
        let told = (end..end + LONGEST).any(said);
        let reports = speaks && is_comma(self.words.key(end)) || told && (speaks || hit.value == Report::State);
        reports.then(|| Who::Named(self.unnamed(from, end, hit.value)))
    }

    /// Where the subject that begins with token `from` ends.
    fn arabic_subject_end(&self, from: usize) -> usize {
        let end = (from..self.words.len().min(from + LONGEST)).find(|at| {
            let key = self.words.key(*at);
            let place = self.words.place(*at);
            !self.words.is_word(*at) && !matches!(key, "-" | "'")
                || Forms::verbal(key)
                    .iter()
                    .any(|form| REPORTING.stops.contains(form) || REPORTING.complements.contains(form))
                || self.dates.iter().any(|date| date.span.overlaps(place))
        });
        end.unwrap_or(self.words.len().min(from + LONGEST))
    }

    /// Whether a verb without a subject tells something: إن, a colon or a quotation follows soon,
    /// or it begins the sentence.
    fn says_something(&self, hit: Hit<Report>) -> bool {
        let next = self.words.key(hit.end);
        hit.start <= 1 || REPORTING.complements.contains(next) || is_opening(next)
    }

    fn english_subject(&self, hit: Hit<Report>) -> Option<Who> {
        let previous = hit.start.checked_sub(1).map_or("", |at| self.words.key(at));
        if self.words.key(hit.end) == "by" {
            return self.phrase_after(hit.end + 1, hit.value).map(Who::Named);
        }
        if REPORTING.passive.contains(previous) {
            return None;
        }
        if let Some(speaker) = self.inverted(hit, previous) {
            return Some(Who::Named(speaker));
        }
        let end = self.before_adverbs(hit.start)?;
        let last = self.words.key(end - 1);
        if is_comma(last) || matches!(last, "who" | "which") {
            let start = self.clause_start(end - 1, false);
            return self.speaker_in(start, end, hit.value).map(Who::Named);
        }
        let start = self.clause_start(end, true);
        if self.is_described(start) {
            return None;
        }
        if let Some(speaker) = self.speaker_in(start, end, hit.value) {
            return Some(Who::Named(speaker));
        }
        let definite = matches!(self.words.key(start), "the" | "its" | "their" | "his" | "her") || end - start == 1;
        if let Some(person) = REPORTING.anaphors.get(last).filter(|_| definite && end - start <= 4) {
            return Some(self.resolve(last, start, *person, hit.value));
        }
        let speaks = (start..end).any(|at| REPORTING.roles.contains(self.words.key(at)))
            && !(start..end).any(|at| is_predicate(self.words.key(at)));
        (speaks && end - start <= LONGEST).then(|| Who::Named(self.unnamed(start, end, hit.value)))
    }

    /// Whether the clause that begins at `start` only describes a noun: "the fix that X published".
    /// After a reporting verb, "that" brings what is said.
    fn is_described(&self, start: usize) -> bool {
        let that = start.checked_sub(1).filter(|at| self.words.key(*at) == "that");
        let before = that.and_then(|at| at.checked_sub(1));
        before.is_some_and(|at| self.words.is_word(at) && REPORTING.verbs.at(self.words, at).is_none())
    }

    /// `", said X, ..."`: the name follows the verb and a sign or a preposition follows the name.
    fn inverted(&self, hit: Hit<Report>, previous: &str) -> Option<Speaker> {
        let closed = matches!(previous, "\"" | "”" | "»" | "’" | "'");
        if !closed && !is_comma(previous) {
            return None;
        }
        let end = (hit.end..self.words.len().min(hit.end + LONGEST))
            .find(|at| {
                !self.words.is_word(*at) && self.words.key(*at) != "-"
                    || matches!(self.words.key(*at), "in" | "on" | "at")
            })
            .unwrap_or(self.words.len().min(hit.end + LONGEST));
        let speaker = self.speaker_in(hit.end, end, hit.value)?;
        let ends = self.words.index_at(speaker.span.end) >= end || speaker.entity.is_none();
        (closed || ends).then_some(speaker)
    }

    /// The token after the subject: adverbs, auxiliaries and dates before the verb are passed over.
    fn before_adverbs(&self, verb: usize) -> Option<usize> {
        let mut end = verb;
        while end > 0 {
            let key = self.words.key(end - 1);
            let place = self.words.place(end - 1);
            let dated = self.dates.iter().any(|date| date.span.overlaps(place));
            let adverb = REPORTING.between.contains(key) || key.len() > 4 && key.ends_with("ly");
            if !(dated || adverb) {
                break;
            }
            end -= 1;
        }
        (end > 0).then_some(end)
    }

    /// Where the clause that ends at token `end` begins; a comma is a border where `commas` says so.
    fn clause_start(&self, end: usize, commas: bool) -> usize {
        let named = |at: usize| self.mentions.iter().any(|mention| mention.span.contains(self.words.place(at)));
        let border = (0..end).rev().filter(|at| !named(*at)).find(|at| {
            let key = self.words.key(*at);
            matches!(key, ";" | ":" | "\"" | "”" | "“" | "." | "(" | ")" | "–" | "—")
                || key == "-" && self.words.is_spaced(*at)
                || commas && is_comma(key)
                || REPORTING.clauses.contains(key)
        });
        border.map_or(0, |at| at + 1)
    }

    /// The speaker among the names in tokens `from..to`: a person before an organisation before a
    /// country, with the phrase's own words where only a country is named in it.
    fn speaker_in(&self, from: usize, to: usize, report: Report) -> Option<Speaker> {
        if from >= to {
            return None;
        }
        let range = self.words.range(from, to);
        let inside = self.mentions.iter().filter(|mention| range.contains(mention.span) && can_speak(mention.kind));
        let best = inside.min_by_key(|mention| rank(mention.kind))?;
        let mut speaker = named(best, report);
        let leads = best.span.start <= range.start + 8;
        if !leads && matches!(best.kind, EntityType::Gpe | EntityType::Norp) {
            speaker.name = range.of(self.body).to_string();
            speaker.span = range;
        }
        Some(speaker)
    }

    /// The speaker that follows "according to" or "said by".
    fn phrase_after(&self, from: usize, report: Report) -> Option<Speaker> {
        let end = (from..self.words.len().min(from + LONGEST))
            .find(|at| !self.words.is_word(*at) && !matches!(self.words.key(*at), "-" | "'" | "’" | "\"" | "“" | "”"))
            .unwrap_or(self.words.len().min(from + LONGEST));
        let end =
            (from..end).find(|at| self.dates.iter().any(|d| d.span.overlaps(self.words.place(*at)))).unwrap_or(end);
        if let Some(speaker) = self.speaker_in(from, end, report) {
            return Some(speaker);
        }
        (end > from).then(|| self.unnamed(from, end, report))
    }

    /// Somebody named before, by "the agency" or "he": the last name that the noun is part of, else
    /// the last speaker.
    fn resolve(&self, head: &str, before: usize, person: bool, report: Report) -> Who {
        let pronoun = matches!(head, "it" | "they" | "he" | "she");
        if let Some(topic) = self.topic.filter(|topic| pronoun && (topic.kind == EntityType::Person) == person) {
            return Who::Named(named(topic, report));
        }
        let at = self.words.place(before).start;
        let noun = head.strip_prefix("ال").unwrap_or(head);
        let earlier = self.before.iter().rev().filter(|mention| mention.span.end <= at).take(20);
        let bearer = earlier.filter(|mention| mention.kind == EntityType::Org && !person).find(|mention| {
            let surface = crate::text::fold_key(mention.span.of(self.body));
            surface.split_whitespace().any(|word| word.strip_prefix("ال").unwrap_or(word) == noun)
        });
        bearer.map_or(Who::Before(report), |mention| Who::Named(named(mention, report)))
    }

    fn mention_at(&self, index: usize) -> Option<&Mention> {
        let start = self.words.place(index).start;
        self.mentions.iter().find(|mention| mention.span.start == start && can_speak(mention.kind))
    }

    fn mention_ending_before(&self, index: usize) -> Option<&Mention> {
        let mut at = index.checked_sub(1)?;
        if self.words.key(at) == "قد" {
            at = at.checked_sub(1)?;
        }
        let end = self.words.place(at).end;
        self.mentions.iter().find(|mention| mention.span.end == end && can_speak(mention.kind))
    }

    fn unnamed(&self, from: usize, to: usize, report: Report) -> Speaker {
        let bare =
            (from..to).rev().find(|at| !matches!(self.words.key(*at), "of" | "on" | "in" | "from" | "by" | "at"));
        let span = self.words.range(from, bare.map_or(to, |at| at + 1));
        let text = span.of(self.body);
        let proclitic = from > 0 && matches!(self.words.key(from - 1), "وفقا" | "ووفقا" | "وفق");
        let name = match text.strip_prefix('ل').filter(|_| proclitic) {
            // "للباحث" is "ل" and "الباحث".
            Some(rest) => rest.strip_prefix('ل').map_or_else(|| rest.to_string(), |noun| format!("ال{noun}")),
            None => text.to_string(),
        };
        Speaker { span, name, entity: None, report }
    }
}

fn named(mention: &Mention, report: Report) -> Speaker {
    Speaker { span: mention.span, name: mention.name.clone(), entity: Some(mention.id.clone()), report }
}

/// Whether a name of this kind can say something.
const fn can_speak(kind: EntityType) -> bool {
    rank(kind) < 9
}

const fn rank(kind: EntityType) -> u8 {
    match kind {
        EntityType::Person => 0,
        EntityType::Org => 1,
        EntityType::Actor => 2,
        EntityType::Gpe => 3,
        EntityType::Norp => 4,
        _ => 9,
    }
}

/// Whether a word makes a sentence of what should be a name ("most people had heard").
fn is_predicate(key: &str) -> bool {
    let verb = REPORTING.passive.contains(key) && !matches!(key, "the" | "a" | "an" | "of" | "to" | "as");
    verb || matches!(key, "has" | "have" | "had" | "neither" | "that" | "which" | "who" | "it")
}

fn is_comma(key: &str) -> bool {
    matches!(key, "," | "،")
}

/// Whether what is said begins here.
fn is_opening(key: &str) -> bool {
    matches!(key, ":" | "\"" | "“" | "«")
}
