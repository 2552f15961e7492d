//! Furniture of news sites that engines leave in articles: cookie lines, "read also" blocks,
//! requests to follow. The phrases are data, `assets/lexicon/noise.tsv`; they are compared with
//! folded words, so that marks, hamza and signs do not matter.

use std::sync::LazyLock;

use crate::text::stamp;

use super::lines::ends_sentence;
use super::paragraph::words;

/// Of a text no more than this share of its words is taken away, in percent.
const MAX_CUT: usize = 30;

/// A line with more words is a paragraph of the article, whatever it begins with.
const MAX_WORDS: usize = 30;

/// A headline of another article has at most so many words.
const MAX_HEADLINE: usize = 22;

/// Lines of the head of a text.
const HEAD: usize = 4;

/// Lines of the tail of a text, and the words that such a line may have: notes on rights and rules
/// are long.
const TAIL: usize = 3;
const TAIL_WORDS: usize = 60;

/// Where and how a phrase is noise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A line that is the phrase and nothing else.
    Whole,
    /// A line that begins with it.
    Line,
    /// A line that begins with it and is no sentence.
    Label,
    /// A line among the first that holds it.
    Head,
    /// A line among the last that holds it, a longer one too.
    Tail,
    /// The heading of links to other articles, alone or before a headline.
    Also,
}

/// One phrase, as folded words between blanks.
struct Phrase {
    place: Place,
    key: String,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/noise.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(phrase).collect()
});

fn phrase((place, words): (&str, &str)) -> Option<Phrase> {
    let place = match place {
        "whole" => Place::Whole,
        "line" => Place::Line,
        "label" => Place::Label,
        "head" => Place::Head,
        "tail" => Place::Tail,
        "also" => Place::Also,
        _ => return None,
    };
    Some(Phrase { place, key: key(words) })
}

/// The folded words of `text`, one blank between them.
pub(super) fn key(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// A text without its furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clean {
    /// What stays.
    pub kept: Vec<String>,
    /// What was taken away.
    pub cut: Vec<String>,
}

/// Takes furniture out of `paragraphs`, and a line that repeats its neighbour.
pub(super) fn clean(paragraphs: Vec<String>) -> Clean {
    let keys: Vec<String> = paragraphs.iter().map(|paragraph| key(paragraph)).collect();
    let mut noise: Vec<bool> = (0..keys.len()).map(|at| is_noise(&keys, &paragraphs, at)).collect();
    cut_blocks(&keys, &paragraphs, &mut noise);
    let count = |key: &String| key.split(' ').count();
    let all: usize = keys.iter().map(count).sum();
    let cut: usize = keys.iter().zip(&noise).filter(|(_, noise)| **noise).map(|(key, _)| count(key)).sum();
    if cut * 100 > all * MAX_CUT {
        return Clean { kept: paragraphs, cut: Vec::new() };
    }
    let mut clean = Clean::default();
    for (paragraph, noise) in paragraphs.into_iter().zip(noise) {
        if noise { clean.cut.push(paragraph) } else { clean.kept.push(paragraph) }
    }
    clean
}

fn is_noise(keys: &[String], paragraphs: &[String], at: usize) -> bool {
    let (Some(key), Some(paragraph)) = (keys.get(at), paragraphs.get(at)) else { return false };
    let before = at.checked_sub(1).and_then(|before| keys.get(before));
    if key.is_empty() {
        // Only signs: a rule, an ornament.
        return paragraph.chars().count() < 10;
    }
    if before == Some(key) {
        return true;
    }
    let words = key.split(' ').count();
    let tail = keys.len() - at <= TAIL && words <= TAIL_WORDS;
    words <= MAX_WORDS && PHRASES.iter().any(|phrase| fits(phrase, key, at, paragraph))
        || tail && PHRASES.iter().any(|phrase| phrase.place == Place::Tail && holds(key, &phrase.key))
}

fn fits(phrase: &Phrase, key: &str, at: usize, paragraph: &str) -> bool {
    match phrase.place {
        Place::Whole => phrase.key == key,
        Place::Line => begins(key, &phrase.key),
        Place::Label => begins(key, &phrase.key) && is_headline(key, paragraph),
        Place::Head => at < HEAD && holds(key, &phrase.key),
        Place::Tail => false,
        // "Read also: another headline" on one line; a single word needs the sign, or it is a word.
        Place::Also => {
            let telling = phrase.key.contains(' ') || paragraph.contains(':') || phrase.key == key;
            telling && begins(key, &phrase.key) && is_headline(key, paragraph)
        }
    }
}

fn begins(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn holds(key: &str, phrase: &str) -> bool {
    format!(" {key} ").contains(&format!(" {phrase} "))
}

/// Headlines of other articles behind a heading such as "Read also": up to the end of the text if
/// nothing but headlines follows, else the one behind it and its date.
fn cut_blocks(keys: &[String], paragraphs: &[String], noise: &mut [bool]) {
    for at in 0..keys.len() {
        let heads = keys.get(at).is_some_and(|key| PHRASES.iter().any(|p| p.place == Place::Also && p.key == *key));
        if !heads {
            continue;
        }
        let is_other =
            |at: usize| keys.get(at).zip(paragraphs.get(at)).is_some_and(|(key, line)| is_headline(key, line));
        let run = (at + 1..keys.len()).take_while(|at| is_other(*at)).count();
        let tail = at + 1 + run == keys.len();
        let dated = paragraphs.get(at + 2).is_some_and(|line| stamp::parse(line).is_some());
        let end = at + 1 + if tail { run } else { run.min(1 + usize::from(dated)) };
        noise.iter_mut().take(end).skip(at).for_each(|noise| *noise = true);
    }
}

fn is_headline(key: &str, paragraph: &str) -> bool {
    key.split(' ').count() <= MAX_HEADLINE && !ends_sentence(paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: &str =
        "The agency said on Tuesday that it had taken its servers off the network after strangers read mail there.";
    const B: &str =
        "وقالت الشركة في بيان لها إن التحديث متاح منذ مطلع الأسبوع وإن على الجميع أن يثبتوه على خوادمهم دون تأخير.";

    fn check(lines: &[&str], cut: &[&str]) {
        let clean = clean(lines.iter().map(|line| (*line).to_owned()).collect());
        assert_eq!(clean.cut, cut, "{lines:?}");
        assert_eq!(clean.kept.len() + clean.cut.len(), lines.len());
    }

    #[test]
    fn furniture_of_both_languages_goes() {
        for line in [
            "Follow us on Facebook",
            "Share this article:",
            "Continue reading below",
            "Sign up for our newsletter to get the news first",
            "تابعونا على غوغل نيوز",
            "انسخ الرابط",
            "إقرأ أيضاً: خوادم أخرى في خطر",
            "اقرأ أيضًا",
            "***",
        ] {
            check(&[A, line, B], &[line]);
        }
    }

    #[test]
    fn a_cookie_line_opens_a_text() {
        let line = "يستخدم هذا الموقع ملفات تعريف الارتباط";
        check(&[line, A, B], &[line]);
        check(&[A, B, A, B, line], &[]);
        check(&["We use cookies to make this site better", A, B], &["We use cookies to make this site better"]);
    }

    #[test]
    fn a_tail_of_headlines_goes_with_its_heading() {
        check(
            &[A, B, A, "قد يهمك أيضاً", "عنوان مقال آخر", "عنوان ثالث"],
            &["قد يهمك أيضاً", "عنوان مقال آخر", "عنوان ثالث"],
        );
        check(
            &[A, "Read more", "Another headline", "10 March 2021", B],
            &["Read more", "Another headline", "10 March 2021"],
        );
        check(&[A, "Read more", "Another headline", "A subheading", B], &["Read more", "Another headline"]);
        check(&[A, "اقرأ أيضا", B], &["اقرأ أيضا"]);
    }

    #[test]
    fn rules_and_rights_close_a_text() {
        let rules = "ترحب الصحيفة بآراء القراء، وعلى من يكتب أن يلتزم بما جاء في إرشادات الاستخدام المنشورة على الموقع، وإلا حذفت إدارة الموقع ما كتب دون أن تذكر السبب أو ترد على من يسأل عنه.";
        check(&[A, B, A, B, rules], &[rules]);
        check(&[A, rules, B, A, B], &[]);
        check(&[A, B, "© The Paper, all rights reserved"], &["© The Paper, all rights reserved"]);
    }

    #[test]
    fn sentences_that_begin_alike_stay() {
        check(&["Read more than one report and the picture changes, the agency said.", A, B], &[]);
        check(
            &[
                "تابعونا نحن أيضا في طريقنا الطويل الذي بدأناه قبل سنين، قال الرجل وهو يروي كيف دخل الغرباء خوادم الشركة ولم يلحظهم أحد من العاملين فيها حتى نهاية شهر شباط الماضي.",
                A,
            ],
            &[],
        );
    }

    #[test]
    fn neighbours_that_repeat_go_and_never_too_much() {
        check(&["A caption - Agency", "A caption - Agency", A], &["A caption - Agency"]);
        check(&["Share this", "Follow us"], &[]);
    }

    proptest! {
        #[test]
        fn lines_are_kept_or_cut(lines in proptest::collection::vec("(Read more|اقرأ أيضا|[a-z .]{0,12}|\\PC{0,6})", 0..8)) {
            let clean = clean(lines.clone());
            prop_assert_eq!(clean.kept.len() + clean.cut.len(), lines.len());
        }
    }
}
