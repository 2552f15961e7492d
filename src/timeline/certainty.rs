//! How sure a sentence is of what it says.
//!
//! Denied means that the source says that it is not so ("no data was taken"), and not that a verb
//! is negated ("the company did not reply"). Phrase lists decide, so the answer is as narrow as
//! they are.

use super::lexicon::{CERTAINTY, REPORTING};
use super::words::{Forms, Words, is_arabic};
use crate::model::{Certainty, Report};

/// What was found, and the token at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) certainty: Certainty,
    pub(super) at: usize,
}

/// Judges a sentence of which `original` is the text, `report` what its main reporting verb does.
pub(super) fn certainty(original: &str, words: &Words, origin: usize, report: Option<Report>) -> Finding {
    if report == Some(Report::Deny) {
        return Finding { certainty: Certainty::Denied, at: 0 };
    }
    let lists = &*CERTAINTY;
    let hedge = (0..words.len()).find(|at| {
        lists.hedges.at(words, *at).is_some() || is_modal(original, words, origin, *at) || is_qad_hedge(words, *at)
    });
    if let Some(at) = hedge {
        return Finding { certainty: Certainty::Hedged, at };
    }
    let denial = (0..words.len()).find(|at| denies(words, *at));
    denial.map_or(Finding { certainty: Certainty::Asserted, at: 0 }, |at| Finding { certainty: Certainty::Denied, at })
}

/// What was not done stands within so many words after "no … was".
const DONE_WITHIN: usize = 3;

/// Whether a denial begins at `at`.
fn denies(words: &Words, at: usize) -> bool {
    let lists = &*CERTAINTY;
    let full = (0..at).rev().find(|before| !lists.auxiliaries.contains(words.key(*before)));
    let described = full.is_some_and(|before| lists.relatives.contains(words.key(before)));
    if described || lists.exceptions.at(words, at).is_some() {
        return false;
    }
    let undone = |end: usize| (end..end + DONE_WITHIN).any(|at| lists.undone.at(words, at).is_some());
    lists.denials.at(words, at).is_some() || lists.nothing.at(words, at).is_some_and(|hit| undone(hit.end))
}

/// Whether a headline tells of a denial.
pub(super) fn is_denial(headline: &str) -> bool {
    let words = Words::new(headline, 0);
    (0..words.len())
        .any(|at| denies(&words, at) || REPORTING.verbs.at(&words, at).is_some_and(|hit| hit.value == Report::Deny))
}

/// Whether a sentence only says what an earlier wording of its article had wrong.
pub(super) fn is_correction(words: &Words) -> bool {
    !CERTAINTY.corrections.all(words).is_empty()
}

/// "May" and "might" in small letters: with a capital it is the month or begins a question.
fn is_modal(original: &str, words: &Words, origin: usize, at: usize) -> bool {
    let span = words.place(at).relative_to(origin);
    CERTAINTY.modals.contains(words.key(at)) && span.of(original).starts_with(char::is_lowercase)
}

/// قد before an imperfect verb says that something is possible; before a perfect one, that it is
/// so. The first letter alone does not tell: forms V and VI of the perfect begin with ت as well.
fn is_qad_hedge(words: &Words, at: usize) -> bool {
    if Forms::verbal(words.key(at)).iter().all(|form| form != "قد") || words.key(at) == "فقد" {
        return false;
    }
    let verb = words.key(at + 1);
    if verb == "لا" || verb == "لن" {
        return true;
    }
    if !is_arabic(verb) {
        return false;
    }
    match verb.chars().next() {
        Some('ي') => true,
        Some('ت') => is_imperfect_ta(verb, words.key(at + 2)),
        Some('ن') => CERTAINTY.imperfect.contains(verb),
        _ => false,
    }
}

/// Whether a verb with ت before it is the imperfect of "she".
fn is_imperfect_ta(verb: &str, subject: &str) -> bool {
    let feminine = subject.starts_with("ال") && subject.ends_with('ه');
    if CERTAINTY.perfect.contains(verb) {
        return feminine;
    }
    // The perfect of "she" and of "they" ends in ت and وا; so do no more than a handful of roots.
    !(verb.ends_with('ت') || verb.ends_with("وا") || verb.ends_with("تا"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Certainty::{Asserted, Denied, Hedged};

    fn check(sentence: &str, expect: Certainty) {
        let words = Words::new(sentence, 0);
        assert_eq!(certainty(sentence, &words, 0, None).certainty, expect, "{sentence}");
    }

    #[test]
    fn english() {
        for (sentence, expect) in [
            ("The intruders may have copied mail.", Hedged),
            ("The intruders might return.", Hedged),
            ("On 3 May the intruders returned.", Asserted),
            ("May was a quiet month.", Asserted),
            ("They could have read the mail.", Hedged),
            ("The group is believed to work for a state.", Hedged),
            ("It reportedly began on Monday.", Hedged),
            ("The group is said to be small.", Hedged),
            ("The server was attacked on Monday.", Asserted),
            ("No data was extracted.", Denied),
            ("No customer records were taken.", Denied),
            ("It found no evidence of theft.", Denied),
            ("The bank did not reply.", Asserted),
            ("The patch does not protect older servers.", Asserted),
            ("The country had no part in it.", Denied),
            ("It was a denial of service attack.", Asserted),
            ("No fix was ready on Tuesday.", Asserted),
            ("The claims are groundless.", Denied),
            ("No price for the tool was known.", Asserted),
            ("No mail of the board was ever read.", Denied),
            ("The firm, which had no part in the deal, sold out.", Asserted),
            ("It began last year, the paper wrote without confirmation.", Hedged),
            ("It is unclear whether data left the building.", Hedged),
        ] {
            check(sentence, expect);
        }
    }

    #[test]
    fn arabic() {
        for (sentence, expect) in [
            ("ربما نسخ المهاجمون الرسائل.", Hedged),
            ("قد يعود المهاجمون.", Hedged),
            ("وقد تصل الخسائر إلى مليون.", Hedged),
            ("قد تكون البيانات سرقت.", Hedged),
            ("قد لا يكفي التحديث.", Hedged),
            ("وكانت الشركة قد تعرضت لهجوم.", Asserted),
            ("وقد تم إصلاح الخلل.", Asserted),
            ("قد تعرض الخادم للاختراق.", Asserted),
            ("قد تعرض الثغرة الخوادم للخطر.", Hedged),
            ("قد تمكنوا من الدخول.", Asserted),
            ("قد نشر التقرير أمس.", Asserted),
            ("وقد أصدرت تحديثا.", Asserted),
            ("قد نحتاج إلى وقت.", Hedged),
            ("يُعتقد أن المجموعة صغيرة.", Hedged),
            ("يبدو أن الهجوم بدأ مبكرا.", Hedged),
            ("من المحتمل أن يتوسع الهجوم.", Hedged),
            ("ومن المرجح أن يعودوا.", Hedged),
            ("لم يتم استخراج أي بيانات.", Denied),
            ("لا دليل على سرقة بيانات.", Denied),
            ("لا يوجد أي دليل على التسريب.", Denied),
            ("ليس لها أي دور في الهجوم.", Denied),
            ("لم ترد الشركة على الأسئلة.", Asserted),
            ("لم يتم تثبيت التحديث على الخوادم.", Asserted),
            ("هوجم الخادم يوم الاثنين.", Asserted),
            ("راسل المدير الذي لا علاقة له بالبنك فنصحه بالصبر.", Asserted),
            ("لا علاقة للمدير بالبنك.", Denied),
            ("بدأ الأمر في الخريف، من دون تأكيد.", Hedged),
        ] {
            check(sentence, expect);
        }
    }

    #[test]
    fn a_speaker_who_denies_denies() {
        let sentence = "The ministry denied the charge.";
        let words = Words::new(sentence, 0);
        assert_eq!(certainty(sentence, &words, 0, Some(Report::Deny)).certainty, Denied);
    }
}
