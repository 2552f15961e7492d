//! A small case of our own to draw: nine events, both languages, a dispute, what stays open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use marsad::config::default_case;
use marsad::model::{
    Anchor, ArticleId, ArticleMark, Basis, Beside, Certainty, Dispute, DisputeKind, EntityCard, EntityId, EntityType,
    Event, Evidence, Health, How, Interval, Lang, Likely, LinkedBy, Modifier, OpenItem, Precision, Published, Reason,
    Report, Role, Rung, Source, SourceKind, Span, Speaker, Spelling, Tie, Timeline, Timex, TimexType, When,
};
use marsad::tui::{Data, KeyMap, Look, Model, Msg, Row, SourceRow, update};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

/// One sentence of the case: its article's number, language and day, and what it says.
struct Said {
    article: usize,
    lang: Lang,
    published: &'static str,
    title: &'static str,
    sentence: &'static str,
    /// The date expression and its value.
    date: (&'static str, &'static str),
    speaker: Option<&'static str>,
    certainty: Certainty,
    names: &'static [(&'static str, &'static str)],
}

const fn said(
    article: usize,
    lang: Lang,
    published: &'static str,
    title: &'static str,
    sentence: &'static str,
    date: (&'static str, &'static str),
) -> Said {
    Said { article, lang, published, title, sentence, date, speaker: None, certainty: Certainty::Asserted, names: &[] }
}

fn find(sentence: &str, words: &str) -> Span {
    let at = sentence.find(words).unwrap_or_else(|| panic!("\"{words}\" is not in \"{sentence}\""));
    Span::new(at, at + words.len())
}

fn evidence(said: &Said, when: When) -> Evidence {
    let span = find(said.sentence, said.date.0);
    let published = Published::on(day(said.published), Rung::Metadata, "");
    Evidence {
        article: ArticleId(format!("{:016x}", said.article)),
        title: said.title.to_owned(),
        source: Source {
            name: if said.lang == Lang::Arabic { "مرصد اليوم" } else { "Daily Digest" }.to_owned(),
            kind: SourceKind::Saved,
        },
        origins: vec![format!("origin-{}", said.article)],
        address: Some(format!("https://example.org/{}", said.article)),
        lang: said.lang,
        published: published.clone(),
        sentence: said.sentence.to_owned(),
        place: Span::new(0, said.sentence.len()),
        when,
        basis: Basis::Expression,
        timex: Some(Timex {
            span,
            kind: TimexType::Date,
            value: said.date.1.to_owned(),
            modifier: said.date.0.contains("late").then_some(Modifier::End),
            interval: Some(when.interval),
            precision: Some(when.precision),
            how: How { rule: "weekday".to_owned(), anchor: Anchor::Dct { day: day(said.published) } },
        }),
        names: said.names.iter().map(|(words, id)| (find(said.sentence, words), EntityId((*id).to_owned()))).collect(),
        speaker: said.speaker.map(|name| Speaker {
            span: find(said.sentence, name),
            name: name.to_owned(),
            entity: None,
            report: Report::State,
        }),
        certainty: said.certainty,
    }
}

fn event(first: &str, last: &str, precision: Precision, phase: &str, all: &[Said]) -> Event {
    let when = When { interval: Interval::days(day(first), day(last)), precision };
    let evidence: Vec<Evidence> = all.iter().map(|said| evidence(said, when)).collect();
    let mut entities: Vec<EntityId> =
        evidence.iter().flat_map(|piece| piece.names.iter().map(|(_, id)| id.clone())).collect();
    entities.dedup();
    Event {
        id: format!("{first}-{}", all[0].article),
        when,
        title: all[0].sentence.to_owned(),
        lead: 0,
        phase: Some(phase.to_owned()),
        entities,
        evidence,
        disputes: Vec::new(),
    }
}

fn events() -> Vec<Event> {
    use Lang::{Arabic as Ar, English as En};
    let signs = Said {
        names: &[("Volexity", "volexity")],
        ..said(
            1,
            En,
            "2021-03-08",
            "First signs",
            "Volexity saw the first attacks on 6 January.",
            ("6 January", "2021-01-06"),
        )
    };
    let report = said(
        2,
        Ar,
        "2021-03-09",
        "بلاغ",
        "أبلغت ديفكور الشركة في 5 كانون الثاني/يناير بثغرتين.",
        ("5 كانون الثاني/يناير", "2021-01-05"),
    );
    let surge =
        said(3, En, "2021-03-08", "The surge", "The attacks grew in late February.", ("late February", "2021-02"));
    let patch = Said {
        speaker: Some("Microsoft"),
        names: &[("Microsoft", "microsoft")],
        ..said(
            4,
            En,
            "2021-03-03",
            "Four holes",
            "Microsoft issued patches for four flaws on Tuesday.",
            ("Tuesday", "2021-03-02"),
        )
    };
    let patch_ar = Said {
        speaker: Some("مايكروسوفت"),
        names: &[("مايكروسوفت", "microsoft")],
        ..said(
            5,
            Ar,
            "2021-03-08",
            "تصحيحات طارئة",
            "أصدرت مايكروسوفت، الثلاثاء الماضي، تصحيحات لأربع ثغرات.",
            ("الثلاثاء الماضي", "2021-03-02"),
        )
    };
    let may = Said {
        certainty: Certainty::Hedged,
        names: &[("European Banking Authority", "european-banking-authority")],
        ..said(
            6,
            En,
            "2021-03-08",
            "Bank regulator hit",
            "The European Banking Authority said on Sunday that data may have been read.",
            ("Sunday", "2021-03-07"),
        )
    };
    let not = Said {
        certainty: Certainty::Denied,
        names: &[("الهيئة المصرفية الأوروبية", "european-banking-authority")],
        ..said(
            7,
            Ar,
            "2021-03-09",
            "لا تسريب",
            "قالت الهيئة المصرفية الأوروبية الاثنين إن بيانات لم تُسحب.",
            ("الاثنين", "2021-03-08"),
        )
    };
    let blame =
        said(8, En, "2021-07-20", "Allies speak", "The allies named the culprit on Monday.", ("Monday", "2021-07-19"));
    let blame_ar =
        said(9, Ar, "2021-07-20", "بيان الحلفاء", "اتهم الحلفاء الصين أمس الاثنين.", ("أمس الاثنين", "2021-07-19"));
    let mut disputed = event("2021-03-07", "2021-03-08", Precision::Days, "response", &[may, not]);
    disputed.disputes.push(Dispute {
        kind: DisputeKind::Superseded,
        left: 0,
        right: 1,
        about: "european-banking-authority: data".to_owned(),
    });
    vec![
        event("2021-01-05", "2021-01-05", Precision::Day, "discovery", &[report]),
        event("2021-01-06", "2021-01-06", Precision::Day, "discovery", &[signs]),
        event("2021-02-21", "2021-02-28", Precision::PartOfMonth, "exploitation", &[surge]),
        event("2021-03-02", "2021-03-02", Precision::Day, "disclosure", &[patch, patch_ar]),
        disputed,
        event("2021-07-19", "2021-07-19", Precision::Day, "attribution", &[blame, blame_ar]),
    ]
}

fn card(id: &str, name: &str, name_ar: &str, kind: EntityType, counts: [usize; 3]) -> EntityCard {
    let [arabic, english, articles] = counts;
    let spelling = |text: &str, count| Spelling { text: text.into(), count, by: LinkedBy::List };
    EntityCard {
        name_ar: Some(name_ar.into()),
        arabic,
        english,
        articles,
        first: Some(day("2021-01-05")),
        last: Some(day("2021-03-08")),
        spellings: [spelling(name, english), spelling(name_ar, arabic)]
            .into_iter()
            .filter(|spelling| spelling.count > 0)
            .collect(),
        ties: vec![Tie { by: LinkedBy::List, count: arabic + english }],
        ..EntityCard::new(EntityId(id.into()), kind, name.into())
    }
}

/// The names of the case: one has everything that a card can say.
fn cards() -> Vec<EntityCard> {
    let mut microsoft = card("microsoft", "Microsoft", "مايكروسوفت", EntityType::Org, [6, 9, 5]);
    microsoft.spellings.push(Spelling { text: "ميكروسوفت".into(), count: 1, by: LinkedBy::Itself });
    microsoft.ties.push(Tie { by: LinkedBy::Itself, count: 1 });
    microsoft.ids = vec!["Q2283".into()];
    microsoft.roles = vec![
        Role { text: "the maker of the server".into(), count: 2 },
        Role { text: "الشركة المصنعة".into(), count: 1 },
    ];
    microsoft.beside = vec![
        Beside { id: EntityId("volexity".into()), count: 3 },
        Beside { id: EntityId("european-banking-authority".into()), count: 1 },
    ];
    let banks = card(
        "european-banking-authority",
        "European Banking Authority",
        "الهيئة المصرفية الأوروبية",
        EntityType::Org,
        [2, 3, 2],
    );
    let mut firm = card("volexity", "Volexity", "فوليكسيتي", EntityType::Org, [0, 2, 1]);
    firm.likely =
        vec![Likely { id: EntityId("فولكسيتي".into()), name: "فولكسيتي".into(), score: 0.87 }];
    let mut other = card("فولكسيتي", "فولكسيتي", "فولكسيتي", EntityType::Person, [1, 0, 1]);
    other.spellings.truncate(1);
    vec![microsoft, banks, firm, other]
}

/// What a store with this case would have loaded.
pub fn data() -> Data {
    let case = default_case();
    let events = events();
    let mut rows: Vec<Row> = events
        .iter()
        .flat_map(|event| &event.evidence)
        .map(|piece| Row {
            id: piece.article.clone(),
            title: piece.title.clone(),
            lang: piece.lang,
            published: piece.published.clone(),
            source: piece.source.name.clone(),
            address: piece.address.clone(),
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.published.first), row.id.clone()));
    let mut marks = BTreeMap::new();
    let mark = ArticleMark { read: true, bookmarked: true, note: "ask Dubai — اسأل".to_owned() };
    marks.insert(rows[3].id.clone(), mark);
    let open = OpenItem {
        article: ArticleId("000000000000000a".into()),
        title: "دعوة إلى التحديث".into(),
        headline: "دعوة إلى التحديث".into(),
        text: String::new(),
        published: Published {
            first: Some(day("2021-03-02")),
            last: Some(day("2021-03-09")),
            rung: Rung::Bounds,
            ..Published::default()
        },
        reason: Reason::of(
            "colon",
            [
                Reason::of("open-between", [day("2021-03-02").into(), day("2021-03-09").into()]),
                Reason::of("case-bounds", []),
            ],
        ),
    };
    let timeline = Timeline {
        window: case.window,
        phases: case.phases.clone(),
        events,
        open: vec![open],
        entities: cards(),
        articles: [4, 5, 0],
    };
    Data { timeline, rows, sources: sources(), marks }
}

fn sources() -> Vec<SourceRow> {
    let row = |name: &str, kind, counts, enabled, health| SourceRow {
        name: name.into(),
        kind,
        place: "saved/".into(),
        enabled,
        counts,
        newest: Some(day("2021-07-20")),
        health,
    };
    let broken = Health { error: Reason::of("net-later", ["2021-03-09 10:00 UTC".into()]), ..Health::default() };
    vec![
        row("Daily Digest", SourceKind::Saved, [0, 5, 0], true, None),
        row("مرصد اليوم", SourceKind::Saved, [4, 0, 0], true, None),
        row("A feed", SourceKind::Feed, [0; 3], true, Some(broken)),
        row("Another feed", SourceKind::Feed, [0; 3], false, None),
    ]
}

/// A screen of `size` with the case loaded.
pub fn model(size: (u16, u16), lang: Lang) -> Model {
    let keys = KeyMap::new(&BTreeMap::new()).expect("the default keys agree");
    let look = Look {
        size,
        lang,
        theme: "terminal".into(),
        mouse: true,
        pen: marsad::tui::Pen::default(),
        time: marsad::tui::Flow::default(),
    };
    let mut model = Model::new(default_case(), look, keys);
    update(&mut model, Msg::Loaded(Box::new(data())));
    model
}
