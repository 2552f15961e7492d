//! What a card says of its entity.

use super::cards::entities;
use super::marked::{Marked, day, marked};
use super::{ClaimInput, claims};
use crate::model::{Analysed, Analysis, Article, ArticleId, EntityCard, Lang, LinkedBy, Published, Rung, Span};
use crate::text::sentences;

/// An article of that day with a marked text; `change` sees its mentions.
fn article(number: usize, lang: Lang, published: &str, text: &str, change: impl FnOnce(&mut Marked)) -> Analysed {
    let mut marked = marked(text);
    change(&mut marked);
    let Marked { body, dates, mentions } = marked;
    let published = Published::on(day(published), Rung::Metadata, "");
    let sentences = sentences(&body);
    let claims = claims(&ClaimInput {
        body: &body,
        lang,
        published: &published,
        sentences: &sentences,
        dates: &dates,
        mentions: &mentions,
    });
    Analysed {
        id: ArticleId(format!("{number:016x}")),
        article: Article { body, ..Article::default() },
        analysis: Analysis { lang, published, sentences, dates, mentions, claims, ..Analysis::default() },
    }
}

fn card(articles: &[Analysed], id: &str) -> EntityCard {
    let cards = entities(&articles.iter().collect::<Vec<_>>());
    cards.into_iter().find(|card| card.id.0 == id).unwrap_or_else(|| panic!("{id} has a card"))
}

#[test]
fn a_name_is_known_by_its_spellings_in_both_scripts() {
    let english = "[org:port|Port of Arden] opened. [org:port|Arden\n Port] grew. [org:port|Port of Arden] slept.";
    let arabic = "فتح [org:port|مرفأ أردن] أبوابه.";
    let all = [
        article(1, Lang::English, "2021-03-02", english, |marked| marked.mentions[1].by = LinkedBy::Repeat),
        article(2, Lang::Arabic, "2021-03-03", arabic, |_| {}),
    ];
    let card = card(&all, "port");
    let spelled: Vec<(&str, usize, LinkedBy)> =
        card.spellings.iter().map(|one| (one.text.as_str(), one.count, one.by)).collect();
    assert_eq!(
        spelled,
        [("Port of Arden", 2, LinkedBy::List), ("Arden Port", 1, LinkedBy::Repeat), ("مرفأ أردن", 1, LinkedBy::List)]
    );
    let ties: Vec<(LinkedBy, usize)> = card.ties.iter().map(|tie| (tie.by, tie.count)).collect();
    assert_eq!(ties, [(LinkedBy::List, 3), (LinkedBy::Repeat, 1)], "the strongest comes first");
    assert_eq!((card.name_ar.as_deref(), card.articles), (Some("مرفأ أردن"), 2));
}

#[test]
fn one_script_leaves_room_for_the_other() {
    let forms: Vec<String> = (0..30).map(|n| format!("[org:port|Port{n}] and [org:port|Port{n}] met. ")).collect();
    let forms = forms.concat();
    let all = [
        article(1, Lang::English, "2021-03-02", &forms, |_| {}),
        article(2, Lang::Arabic, "2021-03-02", "هنا [org:port|المرفأ].", |_| {}),
    ];
    let spelled = card(&all, "port").spellings;
    assert_eq!((spelled.len(), spelled.last().map(|one| one.text.as_str())), (7, Some("المرفأ")));
}

#[test]
fn days_are_those_of_claims_then_those_of_articles() {
    for (text, expect) in [
        (
            "On {2021-01-05|Tuesday} [org:port|Arden] shut. On {2021-02-09|Tuesday} [org:port|Arden] opened.",
            ["2021-01-05", "2021-02-09"],
        ),
        // A vague time says less than a day, so it does not stretch what days say.
        (
            "On {2021-01-05|Tuesday} [org:port|Arden] shut. In {1990-01-01/1999-12-31|the nineties} [org:port|Arden] grew.",
            ["2021-01-05", "2021-01-05"],
        ),
        ("In {1990-01-01/1999-12-31|the nineties} [org:port|Arden] grew.", ["1990-01-01", "1999-12-31"]),
    ] {
        let card = card(&[article(1, Lang::English, "2021-06-06", text, |_| {})], "port");
        assert_eq!([card.first, card.last], expect.map(|text| Some(day(text))), "{text}");
    }
    let mut silent = article(1, Lang::English, "2021-06-06", "[org:port|Arden] was.", |_| {});
    silent.analysis.claims.clear();
    assert_eq!(card(&[silent], "port").first, Some(day("2021-06-06")), "no claim names it");
}

#[test]
fn roles_that_are_written_alike_are_one() {
    let text = "[person:a|Ann Lee], Mayor of Arden. [person:a|Ann Lee], mayor of Arden. [person:a|Ann Lee], pilot.";
    let role = |marked: &mut Marked| {
        for (at, words) in ["Mayor of Arden", "mayor of Arden", "pilot"].into_iter().enumerate() {
            let start = marked.body.find(words).expect("the role is there");
            marked.mentions[at].role = Some(Span::new(start, start + words.len()));
        }
    };
    let card = card(&[article(1, Lang::English, "2021-03-02", text, role)], "a");
    let said: Vec<(&str, usize)> = card.roles.iter().map(|role| (role.text.as_str(), role.count)).collect();
    assert_eq!(said, [("Mayor of Arden", 2), ("pilot", 1)]);
}

#[test]
fn beside_a_name_stands_what_its_sentences_name() {
    let text = "[org:a|Arden] met [org:b|Bremen] and [org:b|Bremen]. [org:a|Arden] met [org:c|Calais] for \
                [qty:3|3 days]. [org:b|Bremen] and [org:a|Arden] left. [org:d|Dover] came.";
    let all = [article(1, Lang::English, "2021-03-02", text, |_| {})];
    let beside = |id: &str| -> Vec<(String, usize)> {
        card(&all, id).beside.into_iter().map(|one| (one.id.0, one.count)).collect()
    };
    assert_eq!(beside("a"), [("b".to_owned(), 2), ("c".to_owned(), 1)]);
    assert_eq!(beside("b"), [("a".to_owned(), 2)]);
    assert_eq!(beside("d"), []);
}

#[test]
fn a_long_list_costs_no_more_than_a_short_one() {
    let text: Vec<String> = (0..3000).map(|n| format!("[org:o{n}|O{n}] ")).collect();
    let text = text.concat();
    let all = [article(1, Lang::English, "2021-03-02", &text, |_| {})];
    let cards = entities(&all.iter().collect::<Vec<_>>());
    let paired: usize = cards.iter().filter(|card| !card.beside.is_empty()).count();
    assert_eq!((cards.len(), paired), (3000, 12));
}
