//! A case of made-up articles whose timeline is known.

use super::marked::{day, marked};
use super::{ClaimInput, build, claims, relevance};
use crate::model::{
    Analysed, Analysis, Article, ArticleId, Case, Certainty, DisputeKind, Event, Lang, Phase, Precision, Published,
    Rung, Source, SourceKind, Timeline, Titles, Window,
};
use crate::text::sentences;

fn phase(id: &str, from: &str, to: &str, cues: &[&str]) -> Phase {
    let cues = cues.iter().map(ToString::to_string).collect();
    Phase { id: id.into(), title: Titles::default(), from: day(from), to: day(to), cues }
}

fn case() -> Case {
    Case {
        id: "harbour".into(),
        title: Titles { en: "The harbour affair".into(), ar: "قضية المرفأ".into() },
        window: Window { from: day("2021-01-01"), to: day("2021-07-31") },
        terms: vec!["Harbourmaster".into(), "هاربورماستر".into()],
        other_terms: vec!["Railgate".into(), "ريل غيت".into()],
        phases: vec![
            phase("break-in", "2021-02-20", "2021-03-10", &["broke in", "breached", "اخترق*"]),
            phase("answer", "2021-03-02", "2021-05-31", &["patch", "ordered", "تصحيح*", "أمرت"]),
        ],
        feeds: Vec::new(),
        saved: Vec::new(),
        names: Vec::new(),
        sample: None,
    }
}

fn article(id: &str, lang: Lang, published: Option<&str>, title: &str, text: &str) -> Analysed {
    let text = marked(text);
    let published = published.map_or_else(
        || Published {
            first: Some(day("2021-03-04")),
            last: Some(day("2021-03-09")),
            rung: Rung::Bounds,
            ..Published::default()
        },
        |text| Published::on(day(text), Rung::Feed, ""),
    );
    let cut = sentences(&text.body);
    let claims = claims(&ClaimInput {
        body: &text.body,
        lang,
        published: &published,
        sentences: &cut,
        dates: &text.dates,
        mentions: &text.mentions,
    });
    Analysed {
        id: ArticleId(id.into()),
        article: Article {
            title: title.into(),
            body: text.body,
            lang,
            published: published.clone(),
            source: Source { name: format!("paper of {id}"), kind: SourceKind::Saved },
            ..Article::default()
        },
        analysis: Analysis {
            lang,
            published,
            sentences: cut,
            dates: text.dates,
            mentions: text.mentions,
            claims,
            diagnostics: Vec::new(),
        },
    }
}

/// The same three happenings in both languages, a denial, a look back, a copy, an undated one.
fn articles() -> Vec<Analysed> {
    use Lang::{Arabic, English};
    vec![
        article(
            "a1",
            English,
            Some("2021-03-03"),
            "Vendor patches Harbourmaster",
            "[org:acme|Acme] released a patch for [product:hm|Harbourmaster] on {2021-03-02|Tuesday}. It urged all ports to install it. The flaw is [cve:cve-2021-1|CVE-2021-1].",
        ),
        article(
            "a2",
            Arabic,
            Some("2021-03-03"),
            "أكمي تصدر تصحيحا",
            "أصدرت [org:acme|أكمي] {2021-03-02|أمس الثلاثاء} تصحيحا لبرنامج [product:hm|هاربورماستر] لسد الثغرة [cve:cve-2021-1|CVE-2021-1].",
        ),
        article(
            "a3",
            English,
            Some("2021-03-04"),
            "Port of Arden breached",
            "The [org:arden|Port of Arden] said on {2021-03-03|Wednesday} that it was breached and that manifests may have been stolen. [org:acme|Acme] had released its patch on {2021-03-02|2 March}.",
        ),
        article(
            "a4",
            Arabic,
            Some("2021-03-04"),
            "ميناء آردن: اختراق",
            "قال [org:arden|ميناء آردن] {2021-03-03|الأربعاء} إن خوادمه اخترقت، وإن البيانات ربما سرقت.",
        ),
        article(
            "a5",
            English,
            Some("2021-03-06"),
            "Port of Arden now says nothing was taken",
            "No manifests were stolen, the [org:arden|Port of Arden] said on {2021-03-05|Friday}.",
        ),
        article(
            "a6",
            Arabic,
            Some("2021-03-06"),
            "آردن: لا سرقة",
            "أعلن [org:arden|ميناء آردن] {2021-03-05|أمس الجمعة} أنه لا دليل على سرقة بيانات.",
        ),
        article(
            "a7",
            English,
            Some("2021-03-03"),
            "Coast guard orders ports to disconnect",
            "The [org:guard|Coast Guard] ordered ports on {2021-03-02|Tuesday} to take [product:hm|Harbourmaster] off the network.",
        ),
        article(
            "a8",
            English,
            Some("2021-03-08"),
            "How it began",
            "The break-ins began in {2021-02|February}, [org:lab|Tide Lab] said. It counted [qty:>= 300 ports|at least 300 ports] breached by {2021-03-07|Sunday}.",
        ),
        article(
            "a9",
            English,
            Some("2021-03-08"),
            "Another count",
            "By {2021-03-07|Sunday} [qty:120 ports|120 ports] had been breached, [org:watch|Sea Watch] said, against the figure of [org:lab|Tide Lab].",
        ),
        article(
            "b1",
            Arabic,
            None,
            "خبر بلا تاريخ",
            "قالت [org:lab|تايد لاب] إن الهجمات استمرت {?|في اليوم التالي} دون توقف.",
        ),
    ]
}

fn timeline() -> Timeline {
    build(&case(), &articles())
}

fn on<'a>(timeline: &'a Timeline, date: &str, word: &str) -> &'a Event {
    let found = timeline.events.iter().find(|event| {
        event.day() == day(date) && event.evidence.iter().any(|evidence| evidence.sentence.contains(word))
    });
    found.unwrap_or_else(|| panic!("no event of {date} tells of {word}"))
}

#[test]
fn reports_of_two_languages_become_one_event() {
    let timeline = timeline();
    let patch = on(&timeline, "2021-03-02", "released a patch");
    assert_eq!(patch.langs(), [Lang::Arabic, Lang::English]);
    assert_eq!(patch.articles(), 3);
    let breach = on(&timeline, "2021-03-03", "it was breached");
    assert_eq!((breach.langs().len(), breach.phase.as_deref()), (2, Some("break-in")));
}

#[test]
fn another_happening_of_the_same_day_stays_apart() {
    let timeline = timeline();
    let order = on(&timeline, "2021-03-02", "ordered ports");
    assert_eq!((order.articles(), order.phase.as_deref()), (1, Some("answer")));
    assert_eq!(order.title, "Coast guard orders ports to disconnect");
    assert_eq!(order.evidence[order.lead].lang, Lang::English);
}

#[test]
fn a_coarse_date_is_an_event_of_its_own() {
    let timeline = timeline();
    let began = on(&timeline, "2021-02-01", "break-ins began");
    assert_eq!((began.when.precision, began.articles()), (Precision::Month, 1));
}

#[test]
fn what_a_source_takes_back_is_shown_where_it_said_it() {
    let timeline = timeline();
    let breach = on(&timeline, "2021-03-03", "it was breached");
    let kinds: Vec<DisputeKind> = breach.disputes.iter().map(|dispute| dispute.kind).collect();
    assert!(kinds.contains(&DisputeKind::Superseded), "{:?}", breach.disputes);
    let dispute = &breach.disputes[0];
    let sides = [&breach.evidence[dispute.left], &breach.evidence[dispute.right]];
    assert_eq!(sides.map(|side| side.certainty), [Certainty::Hedged, Certainty::Denied]);
}

#[test]
fn counts_disagree_only_where_no_number_fits_both() {
    let timeline = timeline();
    let count = on(&timeline, "2021-03-07", "at least 300 ports");
    assert_eq!(count.disputes.len(), 1, "{:?}", count.evidence);
    assert_eq!(count.disputes[0].kind, DisputeKind::Number);
    let mut agreeing = articles();
    agreeing.retain(|article| article.id.0 != "a9");
    agreeing.push(article(
        "a9",
        Lang::English,
        Some("2021-03-08"),
        "Another count",
        "By {2021-03-07|Sunday} [qty:> 200 ports|more than 200 ports] had been breached, [org:lab|Tide Lab] said.",
    ));
    agreeing.push(article(
        "c1",
        Lang::English,
        Some("2021-03-08"),
        "A third count",
        "By {2021-03-07|Sunday} [qty:40 ferries|40 ferries] had been breached, [org:lab|Tide Lab] said.",
    ));
    agreeing.push(article("c2", Lang::English, Some("2021-03-08"), "A fourth count",
        "By {2021-03-07|Sunday} [qty:40 ports|40 ports] had been breached in [gpe:land|Ardenland], [org:lab|Tide Lab] said."));
    let agreeing = build(&case(), &agreeing);
    assert!(on(&agreeing, "2021-03-07", "more than 200 ports").disputes.is_empty());
}

#[test]
fn a_denial_answers_the_one_who_accuses() {
    let mut all = articles();
    all.push(article("d1", Lang::English, Some("2021-07-20"), "Blame",
        "[gpe:uk|Britain] accused [gpe:land|Ardenland] on {2021-07-19|Monday} of the [product:hm|Harbourmaster] break-ins."));
    all.push(article(
        "d2",
        Lang::Arabic,
        Some("2021-07-21"),
        "نفي",
        "رفضت [gpe:land|آردنلاند] {2021-07-20|الثلاثاء} اتهامات [gpe:uk|بريطانيا] ووصفتها بالملفقة.",
    ));
    let timeline = build(&case(), &all);
    let blame = on(&timeline, "2021-07-19", "accused");
    assert_eq!(blame.disputes.iter().map(|d| d.kind).collect::<Vec<_>>(), [DisputeKind::Denial]);
    assert_eq!(blame.evidence[blame.disputes[0].right].lang, Lang::Arabic);
}

#[test]
fn a_capital_and_a_ministry_answer_for_their_country() {
    let blame = article(
        "d1",
        Lang::English,
        Some("2021-07-20"),
        "Blame",
        "[gpe:norway|Norway] accused [gpe:peru|Peru] on {2021-07-19|Monday} of the [product:hm|Harbourmaster] break-ins.",
    );
    let answers = [
        ("d2", "[gpe:lima|Lima] rejected the accusations of [gpe:norway|Norway] on {2021-07-20|Tuesday}."),
        (
            "d3",
            "The [org:government-of-peru|government] denied the accusations of [gpe:oslo|Oslo] on {2021-07-20|Tuesday}.",
        ),
    ];
    let answers = answers.map(|(id, text)| article(id, Lang::English, Some("2021-07-21"), "No", text));
    let all: Vec<Analysed> = articles().into_iter().chain([blame]).chain(answers).collect();
    let timeline = build(&case(), &all);
    let about: Vec<&str> = on(&timeline, "2021-07-19", "accused").disputes.iter().map(|d| d.about.as_str()).collect();
    assert_eq!(about, ["peru"]);
}

#[test]
fn a_count_of_the_world_is_held_against_one_of_the_world() {
    let check = |left: &str, right: &str, expect: usize| {
        let tell = |id: &str, words: &str, who: &str| {
            let text = format!(
                "By {{2021-03-20|Saturday}} {words}, [org:{who}|{who}] said to [org:arden|Port of Arden] and the [org:guard|Coast Guard]."
            );
            article(id, Lang::English, Some("2021-03-21"), "Count", &text)
        };
        let all: Vec<Analysed> =
            articles().into_iter().chain([tell("e1", left, "lab"), tell("e2", right, "watch")]).collect();
        let timeline = build(&case(), &all);
        let count: usize =
            timeline.events.iter().filter(|e| e.day() == day("2021-03-20")).map(|e| e.disputes.len()).sum();
        assert_eq!(count, expect, "{left} / {right}");
    };
    let (least, full) = ("[qty:>= 6000 ports|at least 6,000 ports]", "[qty:10000 ports|10,000 ports]");
    check(&format!("{least} were breached worldwide"), &format!("{full} were breached around the world"), 1);
    check(&format!("{least} were breached worldwide"), &format!("{full} were breached"), 0);
    check(&format!("{least} were breached"), &format!("{full} were breached"), 0);
    check(&format!("{least} were breached in [gpe:peru|Peru]"), &format!("{full} were breached worldwide"), 0);
    let more = "[qty:> 10000 ports|more than 10,000 ports]";
    check(&format!("{least} were breached worldwide"), &format!("{more} were breached worldwide"), 0);
}

#[test]
fn an_article_that_cites_many_is_one_origin() {
    let mut all = articles();
    all[0].article.cites = vec!["https://a.example/1".into(), "https://b.example/2".into()];
    let timeline = build(&case(), &all);
    let event = on(&timeline, "2021-03-02", "released");
    assert!(event.origins() <= event.articles());
    let own = event.evidence.iter().find(|evidence| evidence.article.0 == "a1").expect("its evidence");
    assert_eq!(own.origins, ["paper of a1"]);
}

#[test]
fn a_headline_of_a_denial_speaks_for_denials_only() {
    let all = vec![article(
        "a1",
        Lang::English,
        Some("2021-03-04"),
        "Ardenland denies any part in Acme break-in",
        "[org:acme|Acme] blamed [gpe:land|Ardenland] for the break-in on {2021-03-02|Tuesday}. [gpe:land|Ardenland] denied on {2021-03-03|Wednesday} any part in the break-in at [org:acme|Acme].",
    )];
    let timeline = build(&case(), &all);
    assert!(on(&timeline, "2021-03-02", "blamed").title.starts_with("Acme blamed"));
    assert_eq!(on(&timeline, "2021-03-03", "denied").title, "Ardenland denies any part in Acme break-in");
}

#[test]
fn what_has_no_day_is_open_with_a_reason() {
    let timeline = timeline();
    let reasons: Vec<String> = timeline.open.iter().map(|item| item.reason.to_string()).collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert_eq!(reasons[0], "published some day from 2021-03-04 to 2021-03-09");
    assert!(reasons[1].contains("في اليوم التالي"));
    assert!(timeline.open[1].text.contains("استمرت"));
}

#[test]
fn copies_are_one_origin() {
    let mut all = articles();
    let mut copy = all[2].clone();
    copy.id = ArticleId("z9".into());
    copy.article.source.name = "another paper".into();
    all.push(copy);
    let breach = build(&case(), &all);
    let breach = on(&breach, "2021-03-03", "it was breached");
    // The port's later word is among the evidence too.
    assert_eq!((breach.articles(), breach.origins()), (4, 3));
    let first: Vec<_> = breach.evidence.iter().filter(|e| e.article.0 == "z9").map(|e| e.origins.clone()).collect();
    assert_eq!(first, [["paper of a3"]]);
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let one = timeline();
    let mut turned = articles();
    turned.reverse();
    turned.rotate_left(3);
    assert_eq!(build(&case(), &turned), one);
    assert!(one.events.is_sorted_by_key(|event| event.when.interval.begin));
    let mut ids: Vec<&str> = one.events.iter().map(|event| event.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), one.events.len());
}

#[test]
fn an_empty_case_is_a_timeline() {
    let timeline = build(&case(), &[]);
    assert_eq!((timeline.events.len(), timeline.open.len(), timeline.articles), (0, 0, [0, 0, 0]));
}

#[test]
fn cards_count_names_by_language() {
    let timeline = timeline();
    let card = timeline.entities.iter().find(|card| card.id.0 == "arden").expect("the port has a card");
    assert_eq!((card.arabic, card.english, card.articles), (2, 2, 4));
    assert_eq!(card.name_ar.as_deref(), Some("ميناء آردن"));
    assert!(timeline.entities.iter().all(|card| !card.id.0.contains("300")));
    assert_eq!(timeline.articles, [4, 6, 0]);
}

#[test]
fn relevance_weighs_own_words_against_others() {
    let check = |title: &str, text: &str, expect: (usize, usize, bool)| {
        let article = article("r", Lang::Unknown, Some("2021-03-03"), title, text);
        let found = relevance(&case(), &article.article, &article.analysis);
        assert_eq!((found.own, found.other, found.belongs), expect, "{text}: {}", found.reason);
        assert!(!found.reason.is_empty());
    };
    check("Harbourmaster flaw", "Ports that run Harbourmaster are at risk.", (2, 0, true));
    check("", "ثغرات في برنامج هاربورماستر، وبهاربورماستر أخرى.", (2, 0, true));
    check("Railgate", "Harbourmaster was not used in Railgate.", (1, 2, false));
    check("Harbourmaster", "Harbourmaster and Harbourmaster, and not Railgate.", (3, 1, true));
    check("", "Nothing of interest here today.", (0, 0, false));
    check("", "The [product:x|HM software] of ports.", (0, 0, false));
    let mut linked = article("r", Lang::English, None, "", "The [product:hm|HM software] failed again.");
    linked.analysis.mentions[0].name = "Harbourmaster".into();
    assert!(relevance(&case(), &linked.article, &linked.analysis).belongs);
}
