//! Tables of sentences with the names they must give.

use proptest::prelude::*;

use super::Base;
use crate::model::{CaseName, EntityId, EntityType, Lang, Mention};

/// `TYPE surface`, and ` = name` where the canonical name is another.
fn shown(text: &str, mentions: &[Mention]) -> Vec<String> {
    let one = |mention: &Mention| {
        let surface = mention.span.of(text);
        let name = if surface == mention.name { String::new() } else { format!(" = {}", mention.name) };
        format!("{} {surface}{name}", mention.kind.code())
    };
    mentions.iter().map(one).collect()
}

/// Each case: a text and its mentions, parted by ` | `.
fn check(cases: &[(&str, &str)]) {
    let base = Base::new(&[]);
    for (text, expect) in cases {
        let lang = if text.is_ascii() { Lang::English } else { Lang::Arabic };
        assert_eq!(shown(text, &base.tag(text, lang)).join(" | "), *expect, "{text}");
    }
}

#[test]
fn listed_names_are_found_behind_clitics_and_between_quotes() {
    check(&[
        ("ثغرة لمايكروسوفت", "ORG مايكروسوفت = Microsoft"),
        ("وبالصين", "GPE الصين = China"),
        ("فالصين وللصين", "GPE الصين = China | GPE للصين = China"),
        ("نسب الهجوم إلى \"هافنيوم\"", "ACTOR هافنيوم = HAFNIUM"),
        ("بيان للبيت الأبيض", "ORG للبيت الأبيض = White House"),
        ("شركات صينية وروسية", "NORP صينية = China | NORP روسية = Russia"),
        ("خوادم Exchange في طوكيو", "PRODUCT Exchange = Microsoft Exchange Server | GPE طوكيو = Tokyo"),
        ("نقلت \"نيويورك تايمز\" عن خبير", "ORG نيويورك تايمز = The New York Times"),
        ("وفد من \"الاتحاد\" الأوروبي", "ORG الاتحاد\" الأوروبي = European Union"),
        ("مَايكروسوفت", "ORG مَايكروسوفت = Microsoft"),
        ("تشيك-بوينت ترصد", "ORG تشيك-بوينت = Check Point"),
        ("خادم «مايكروسوفت إكستشينج»", "PRODUCT مايكروسوفت إكستشينج = Microsoft Exchange Server"),
        ("وزير بريطاني في باريس", "NORP بريطاني = United Kingdom | GPE باريس = Paris"),
        ("سلوكا صينيًا", "NORP صينيًا = China"),
        ("سلوكا صينيا في سوريا", "NORP صينيا = China | GPE سوريا = Syria"),
        ("قرصان كوري شمالي", "NORP كوري شمالي = North Korea"),
        ("Palo Alto’s rival FireEye", "ORG Palo Alto = Palo Alto Networks | ORG FireEye"),
        ("French and German firms", "NORP French = France | NORP German = Germany"),
        ("US and U.K. agencies", "GPE US = United States | GPE U.K. = United Kingdom"),
        ("in the Netherlands", "GPE Netherlands"),
    ]);
}

#[test]
fn exchange_is_one_product_in_every_spelling() {
    let base = Base::new(&[]);
    for spelling in [
        "إكستشينج",
        "اكستشينج",
        "إكسانج",
        "إكستشانج",
        "اكسشانج",
        "أكسانج",
        "إكستشينغ",
        "مايكروسوفت إكستشينج",
        "مايكروسوفت اكستشانج سيرفر",
        "خادم إكسانج",
        "إكستشينج سيرفر",
        "Exchange",
        "Microsoft Exchange",
        "Exchange Server",
        "MS Exchange",
    ] {
        let text = format!("ثغرة في {spelling} أمس");
        let expect = format!("PRODUCT {spelling} = Microsoft Exchange Server");
        assert_eq!(shown(&text, &base.tag(&text, Lang::Arabic)), [expect], "{spelling}");
    }
    check(&[
        ("تعمل على Exchange عبر الإنترنت", "PRODUCT Exchange عبر الإنترنت = Exchange Online"),
        ("إكستشينج أونلاين لم يتأثر", "PRODUCT إكستشينج أونلاين = Exchange Online"),
        ("Exchange Online is safe", "PRODUCT Exchange Online"),
    ]);
}

#[test]
fn a_name_that_is_a_word_needs_its_capitals_or_a_cue() {
    check(&[
        ("the bank will exchange euros", ""),
        ("They told us about it", ""),
        ("a wired network in turkey sandwiches", ""),
        ("Wired reported from Turkey", "ORG Wired | GPE Turkey"),
        ("a clock that can tick", ""),
        ("the Tick group is back", "ACTOR Tick"),
        ("ما زالت العربية لغة حية", "NORP العربية = Arab"),
        ("ذكرت قناة العربية", "ORG العربية = Al Arabiya"),
        ("دبي - الشرق", "GPE دبي = Dubai | ORG الشرق = Asharq News"),
        ("طريق الشرق القديم", ""),
        ("مجموعات كاليبسو وتيك ووينتي", "ACTOR كاليبسو = Calypso | ACTOR تيك = Tick | ACTOR وينتي = Winnti Group"),
        ("corporate vice president", ""),
        ("وضع مالي صعب", ""),
        ("دولة مالي", "GPE دولة مالي = Mali"),
    ]);
}

#[test]
fn editions_follow_a_product_and_stand_alone_after_it() {
    check(&[
        (
            "Exchange Server 2013, 2016 and 2019 are hit",
            "PRODUCT Exchange Server 2013 = Microsoft Exchange Server 2013 | PRODUCT 2016 = Microsoft Exchange Server 2016 \
             | PRODUCT 2019 = Microsoft Exchange Server 2019",
        ),
        (
            "خوادم إكستشينج 2010 و2013",
            "PRODUCT إكستشينج 2010 = Microsoft Exchange Server 2010 | PRODUCT 2013 = Microsoft Exchange Server 2013",
        ),
        ("the Microsoft Exchange 2021 hack", "PRODUCT Microsoft Exchange = Microsoft Exchange Server"),
        ("Outlook 2016 and 2019", "PRODUCT Outlook = Microsoft Outlook"),
    ]);
}

#[test]
fn counts_are_found_and_bounded() {
    check(&[
        ("at least 60,000 known victims", "QTY 60,000 known victims = >= 60000 victims"),
        ("more than 30.000 organizations", "QTY 30.000 organizations = > 30000 organisations"),
        ("some 30 000 servers", "QTY 30 000 servers = ~ 30000 servers"),
        ("up to 1.5 million users", "QTY 1.5 million users = <= 1500000 users"),
        ("twenty-five banks or more", "QTY twenty-five banks = >= 25 banks"),
        ("tens of thousands of mail servers", "QTY tens of thousands of mail servers = tens of 10000 email servers"),
        ("hundreds of schools", "QTY hundreds of schools = hundreds of 100 schools"),
        ("four new zero-day flaws", "QTY four new zero-day flaws = 4 flaws"),
        ("a $50 million ransom", "QTY $50 million = 50000000 dollars"),
        ("92% of systems", "QTY 92% = 92 percent"),
        ("half a million devices", "QTY half a million devices = 500000 devices"),
        ("أكثر من ربع مليون خادم", "QTY ربع مليون خادم = > 250000 servers"),
        ("عشرات آلاف الشركات", "QTY عشرات آلاف الشركات = tens of 10000 companies"),
        ("مئات الآلاف من المستخدمين", "QTY مئات الآلاف من المستخدمين = hundreds of 100000 users"),
        ("نحو خمسة وعشرين ألف نظام", "QTY خمسة وعشرين ألف نظام = ~ 25000 systems"),
        ("ما لا يقل عن ٣٠ ألف مؤسسة", "QTY ٣٠ ألف مؤسسة = >= 30000 organisations"),
        ("بستين ألف ضحية", "QTY ستين ألف ضحية = 60000 victims"),
        ("عشر مجموعات على الأقل", "QTY عشر مجموعات = >= 10 groups"),
        ("تسع وثلاثون دولة", "QTY تسع وثلاثون دولة = 39 countries"),
        ("عشرة في المئة", "QTY عشرة في المئة = 10 percent"),
    ]);
}

#[test]
fn what_counts_nothing_is_no_quantity() {
    check(&[
        ("in March 2021 servers fell", ""),
        ("the 2021 attacks", ""),
        ("version 15.2 servers", ""),
        ("on March 2 companies woke up", ""),
        ("after three days", ""),
        ("60,000 in all", ""),
        ("منذ شهرين", ""),
        ("بعد ثلاثة أيام", ""),
        ("ثغرتين خطيرتين", ""),
        ("في 2 مارس شركات", ""),
        ("عام 2020 خوادم", ""),
    ]);
}

#[test]
fn indicators_are_read_plain_and_defanged() {
    check(&[
        ("patch CVE-2021-26855 now", "CVE CVE-2021-26855"),
        ("الثغرة cve‑2021‑27065.", "CVE cve‑2021‑27065 = CVE-2021-27065"),
        ("seen from 192.168.10[.]7.", "IOC 192.168.10[.]7 = 192.168.10.7"),
        ("from 203.0.113.9, too", "IOC 203.0.113.9"),
        (
            "hxxps://bad[.]example[.]com/a.php, then",
            "IOC hxxps://bad[.]example[.]com/a.php = https://bad.example.com/a.php",
        ),
        ("(see https://example.org/x)", "IOC https://example.org/x"),
        ("إلى النطاق evil-site[.]net،", "IOC evil-site[.]net = evil-site.net"),
        ("mail to ops[at]example[.]org", "IOC ops[at]example[.]org = ops@example.org"),
        ("hash d41d8cd98f00b204e9800998ecf8427e.", "IOC d41d8cd98f00b204e9800998ecf8427e"),
        ("dropped shell_01.aspx there", "IOC shell_01.aspx"),
        ("It ended.In June version 1.2.3 came at 12.30", ""),
        ("e.g. a.m. i.e. 1.2.3.4", ""),
    ]);
}

#[test]
fn bodies_are_named_by_their_country() {
    check(&[
        ("نفت الحكومة الهندية", "ORG الحكومة الهندية = Government of India"),
        ("قوة الدولة الصينية", "GPE الدولة الصينية = China"),
        ("وزارة الدفاع اليابانية", "ORG وزارة الدفاع اليابانية = Ministry of Defence of Japan"),
        ("وزير الخارجية الأميركي", "NORP الأميركي = United States"),
        ("السفارة الروسية في لندن", "ORG السفارة الروسية في لندن = Embassy of Russia, London"),
        ("the Indian government", "ORG Indian government = Government of India"),
        ("the government of Chile", "ORG government of Chile = Government of Chile"),
        ("Britain's Foreign Office", "ORG Britain's Foreign Office = Foreign, Commonwealth and Development Office"),
        ("the Russian embassy in London", "ORG Russian embassy in London = Embassy of Russia, London"),
    ]);
}

#[test]
fn a_surname_alone_is_the_person_named_in_full() {
    check(&[
        ("نشر موقع KrebsOnSecurity تقريرا. وقال كريبس", "ORG KrebsOnSecurity | PERSON كريبس = Brian Krebs"),
        ("غرد كريس كريبس ثم قال كريبس", "PERSON كريس كريبس = Chris Krebs | PERSON كريبس = Chris Krebs"),
        ("براين كريبس وكريس كريبس", "PERSON براين كريبس = Brian Krebs | PERSON كريس كريبس = Chris Krebs"),
        ("Brad Smith spoke. Smith added", "PERSON Brad Smith | PERSON Smith = Brad Smith"),
        ("A smith spoke", ""),
        ("Jane Doe met Peter Roe. Doe left.", "PERSON Jane Doe | PERSON Peter Roe | PERSON Doe = Jane Doe"),
        ("دومينيك راب تحدث. وأضاف راب", "PERSON دومينيك راب = Dominic Raab | PERSON راب = Dominic Raab"),
    ]);
}

#[test]
fn an_acronym_in_brackets_is_the_long_form() {
    check(&[
        (
            "The Harbour Safety Agency (HSA) met. The HSA left.",
            "ORG Harbour Safety Agency | ORG HSA = Harbour Safety Agency | ORG HSA = Harbour Safety Agency",
        ),
        ("وكالة السلامة البحرية (HSA)", "ORG وكالة السلامة البحرية | ORG HSA = وكالة السلامة البحرية"),
    ]);
}

#[test]
fn unknown_names_are_read_by_their_cues() {
    check(&[
        ("spokesman Hal Nordwick said", "PERSON Hal Nordwick"),
        ("Mr. Nordwick left", "PERSON Nordwick"),
        ("\"No,\" said Vera Lindqvist.", "PERSON Vera Lindqvist"),
        ("Norwick Systems Inc. was hit", "ORG Norwick Systems Inc."),
        ("the Ministry of Trade and Industry", "ORG Ministry of Trade and Industry"),
        ("the University of Harfield", "ORG University of Harfield"),
        ("وزارة النقل الفرنسية ثم وزارة النقل", "ORG وزارة النقل الفرنسية | ORG وزارة النقل = وزارة النقل الفرنسية"),
        (
            "Microsoft Exchange Hack Hits Wide Norwick Systems Group, European Banking Authority",
            "PRODUCT Microsoft Exchange = Microsoft Exchange Server | ORG Norwick Systems Group | ORG European Banking Authority",
        ),
        ("the Green Party of Norwick", "ORG Green Party of Norwick"),
        ("وزارة التربية والتعليم اليوم", "ORG وزارة التربية والتعليم"),
        ("هيئة النقل وسلامة الطرق الجديدة", "ORG هيئة النقل وسلامة الطرق الجديدة"),
        ("وقال الخبير سامر الدوسري", "PERSON سامر الدوسري"),
        ("عثرت شركة Norwick على أثر", "ORG Norwick"),
        ("نقل موقع \"نورويك\" الخبر", "ORG نورويك"),
        ("the FooLock ransomware", "MALWARE FooLock"),
        ("group APT 73 and UNC4400", "ACTOR APT 73 = APT73 | ACTOR UNC4400"),
        ("Ruby Typhoon struck", "ACTOR Ruby Typhoon"),
        ("The attack was large", ""),
        ("على العديد من الجهات", ""),
    ]);
}

#[test]
fn a_case_adds_names_of_its_own() {
    let names = [CaseName {
        id: EntityId("blue-lamp".into()),
        kind: EntityType::Event,
        name: "Blue Lamp".into(),
        aliases: vec!["المصباح الأزرق".into()],
    }];
    let base = Base::new(&names);
    let text = "عملية المصباح الأزرق";
    let found = base.tag(text, Lang::Arabic);
    assert_eq!(shown(text, &found), ["EVENT المصباح الأزرق = Blue Lamp"]);
    assert_eq!(base.names("blue-lamp"), Some((EntityType::Event, "Blue Lamp", None)));
    assert_eq!(base.names("china"), Some((EntityType::Gpe, "China", Some("الصين"))));
    assert_eq!(base.names("nothing"), None);
}

#[test]
fn no_strong_given_name_is_a_function_word() {
    let lexicon = super::lexicon::Lexicon::embedded();
    let both: Vec<&String> = lexicon.first_names.intersection(&lexicon.function_words).collect();
    assert!(both.is_empty(), "{both:?}");
}

proptest! {
    #[test]
    fn spans_are_in_order_on_any_text(
        text in "(?s)([a-zA-Z0-9 .,\\-\\[\\]@:/]|[ء-ي]|مايكروسوفت |الصين|30 ألف خادم|U\\.S\\. |http://|محمد |وزارة |\\PC){0,60}"
    ) {
        let base = Base::new(&[]);
        let mut end = 0;
        for mention in base.tag(&text, Lang::Unknown) {
            prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty(), "{:?}", mention);
            prop_assert!((0.0..=1.0).contains(&mention.score) && !mention.id.0.is_empty(), "{:?}", mention);
            end = mention.span.end;
        }
    }
}
