//! What the models say of own sentences, and what holds for every text.

use proptest::prelude::*;

use crate::entity::{Base, Example, Settings};
use crate::model::{EntityType, Lang, LinkedBy, Span};

use super::features::{Features, MOST};
use super::model::Model;
use super::{Classes, hash};

fn told(base: &Base, text: &str) -> Vec<String> {
    let found = base.tag(text, Lang::Unknown).into_iter();
    let names = found.filter(|mention| {
        matches!(mention.kind, EntityType::Person | EntityType::Org | EntityType::Loc | EntityType::Gpe)
    });
    names.map(|mention| format!("{} {}", mention.kind.code(), mention.span.of(text))).collect()
}

/// Every line: a sentence, a bar, and a name that it must show.
fn check(table: &str) {
    let base = Base::new(&[]);
    let lines: Vec<(&str, &str)> = table.lines().filter_map(|line| line.trim().split_once(" | ")).collect();
    assert!(lines.len() >= 25, "only {} sentences", lines.len());
    let wrong: Vec<String> = lines
        .iter()
        .map(|(text, name)| (text, name, told(&base, text)))
        .filter(|(_, name, told)| !told.iter().any(|told| told == *name))
        .map(|(text, name, told)| format!("{text}\n  wants {name}, tells {told:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

#[test]
fn english_names_that_no_list_knows() {
    check(
        "The letter was signed by Torvald Brekkesen on Monday. | PERSON Torvald Brekkesen
        Annika Vossberg told reporters that the talks had failed. | PERSON Annika Vossberg
        Police arrested Danilo Pretorski near the station. | PERSON Danilo Pretorski
        Mr. Hallowick refused to answer. | PERSON Hallowick
        The novelist Marguerite Delacombe died in 1987. | PERSON Marguerite Delacombe
        Captain Edwin Marlowby led the expedition. | PERSON Edwin Marlowby
        He was born in Skarnvik and moved to the capital. | GPE Skarnvik
        The villages near Krasnovodino were flooded. | GPE Krasnovodino
        She studied at the University of Westmarch. | ORG University of Westmarch
        Thornbury College opened a new library. | ORG Thornbury College
        The Harrowgate Institute published the study. | ORG Harrowgate Institute
        Shares of Veltrax Corp fell by a third. | ORG Veltrax Corp
        He plays for Eastmoor United this season. | ORG Eastmoor United
        The Pelmont Liberal Party won nine seats. | ORG Pelmont Liberal Party
        The Kessler Foundation paid for the school. | ORG Kessler Foundation
        A spokesman for Northwell Airlines said the flight was late. | ORG Northwell Airlines
        Her brother, Pavel Ostrenko, is a teacher. | PERSON Pavel Ostrenko
        Judge Miriam Oldcastle closed the case. | PERSON Miriam Oldcastle
        The coach, Rodrigo Balmaceta, praised his team. | PERSON Rodrigo Balmaceta
        According to Sven Lindqvarn, the bridge is safe. | PERSON Sven Lindqvarn
        The painter Giulio Ferrantelli lived in Rome. | PERSON Giulio Ferrantelli
        The senator Walter Pennick voted against it. | PERSON Walter Pennick
        Oskar Reinholdt and Lena Marsh were married in June. | PERSON Oskar Reinholdt
        Oskar Reinholdt and Lena Marsh were married in June. | PERSON Lena Marsh
        The album was released by Bluefern Records. | ORG Bluefern Records
        Students of Millbrook High School won the prize. | ORG Millbrook High School",
    );
}

#[test]
fn arabic_names_that_no_list_knows() {
    check(
        "وقال المتحدث باسم الشركة سليم الحمداني إن العمل مستمر | PERSON سليم الحمداني
        وأكد الوزير فيصل الرشيدي أن الخطة جاهزة | PERSON فيصل الرشيدي
        التقى الرئيس مع فلاديمير سوكولوف في القصر | PERSON فلاديمير سوكولوف
        وصل جون ماكالستر إلى المدينة أمس | PERSON جون ماكالستر
        وأضاف محمد عبد الغني أن النتائج جيدة | PERSON محمد عبد الغني
        قال يوسف البحيري للصحفيين إن المفاوضات توقفت | PERSON يوسف البحيري
        وقال الدكتور حسن المنشاوي إن الدواء آمن | PERSON حسن المنشاوي
        سجل اللاعب روبرتو فيرنانديز هدفين في المباراة | PERSON روبرتو فيرنانديز
        واعتبر رئيس الحزب سمير القاضي أن القرار خطأ | PERSON سمير القاضي
        أعلن وزير الخارجية خالد العوضي موقف بلاده | PERSON خالد العوضي
        وقالت الكاتبة ليلى الزهراوي إن الرواية جديدة | PERSON ليلى الزهراوي
        التقى أحمد الساعدي نظيره في العاصمة | PERSON أحمد الساعدي
        وأشار المدرب كارلوس مينديز إلى صعوبة المباراة | PERSON كارلوس مينديز
        ودعا الشيخ إبراهيم الجبوري إلى الهدوء | PERSON إبراهيم الجبوري
        وصرح مايكل دوغلاس لوكالة الأنباء | PERSON مايكل دوغلاس
        وقال عمر الفاروقي إن الطلاب عادوا إلى المدارس | PERSON عمر الفاروقي
        كتب الصحفي نبيل الشامي مقالا عن الأزمة | PERSON نبيل الشامي
        واتهم زعيم المعارضة عادل النجار الحكومة بالتقصير | PERSON عادل النجار
        وقال الجنرال بيتر شولتز إن القوات انسحبت | PERSON بيتر شولتز
        نفى مصطفى الدباغ هذه الأنباء | PERSON مصطفى الدباغ
        أصدر حزب العدالة بيانا بعد الانتخابات | ORG حزب العدالة
        وقالت شركة نورتكس إن أرباحها زادت | ORG نورتكس
        فاز نادي الوحدة على منافسه أمس | ORG نادي الوحدة
        انطلقت الحافلة من مدينة كرنافيل صباحا | GPE كرنافيل
        وقال محمود الطنطاوي إن الأسعار ارتفعت | PERSON محمود الطنطاوي
        وأعلن جورج فيلدمان استقالته من منصبه | PERSON جورج فيلدمان",
    );
}

#[test]
fn the_model_files_are_what_their_headers_say() {
    let english: &[u8] = include_bytes!("../../../assets/models/ner-en.bin");
    let arabic: &[u8] = include_bytes!("../../../assets/models/ner-ar.bin");
    assert_eq!(Model::read(english).map(|model| model.labels), Some(13));
    assert_eq!(Model::read(arabic).map(|model| model.labels), Some(9));
    for bytes in [english, arabic] {
        assert!(bytes.len() <= 1_000_000);
        for cut in [0, 3, 4, 15, 100, bytes.len() - 1] {
            assert!(Model::read(bytes.get(..cut).unwrap_or(&[])).is_none(), "{cut}");
        }
    }
    let classes: &[u8] = include_bytes!("../../../assets/models/words-en.bin");
    assert!(Classes::read(classes).is_some_and(|classes| classes.of(hash::word("london")).fine > 0));
    let classes: &[u8] = include_bytes!("../../../assets/models/words-ar.bin");
    assert!(Classes::read(classes).is_some_and(|classes| classes.of(hash::word("محمد")).title > 0));
    assert!(Classes::read(classes.get(..classes.len() - 1).unwrap_or(&[])).is_none());
    assert!(Classes::read(b"MWC1").is_none());
}

#[test]
fn classes_come_back_as_they_were_packed() {
    let table = "geneva\t7\t3\t678\t0\nzurich\t9\t2\t0\t12\n";
    let classes = Classes::read(&super::pack_classes(table)).unwrap_or_default();
    let geneva = classes.of(hash::word("geneva"));
    assert_eq!((geneva.fine, geneva.coarse, geneva.title, geneva.lower), (7, 3, 678, 0));
    assert_eq!(classes.of(hash::word("zurich")).lower, 12);
    assert_eq!(classes.of(hash::word("nowhere")).fine, 0);
}

/// A few sentences of a world of its own.
fn lessons() -> Vec<Example> {
    let lesson = |text: &str, name: &str| {
        let at = text.find(name).unwrap_or(0);
        Example {
            text: text.to_owned(),
            names: vec![(Span::new(at, at + name.len()), Some(EntityType::Person))],
            unknown: Vec::new(),
            marked: vec![Some(EntityType::Person), Some(EntityType::Org), Some(EntityType::Loc), None],
            weight: 1,
        }
    };
    ["Zilpo", "Quandry", "Vexmoor", "Trellick", "Ombrey"]
        .iter()
        .flat_map(|name| {
            [format!("yesterday Wizard {name} slept"), format!("they saw Wizard {name} again")]
                .map(|text| lesson(&text, name))
        })
        .collect()
}

#[test]
fn a_learner_generalises_and_is_the_same_twice() {
    let base = Base::new(&[]);
    let settings = Settings { buckets: 2_000, least: 1, hidden: 10, ..Settings::default() };
    let bytes = base.train(&lessons(), settings);
    assert_eq!(bytes, base.train(&lessons(), settings));
    let taught = base.with_model(Lang::English, &bytes).expect("the trainer writes models");
    assert_eq!(told(&taught, "now Wizard Brammel laughs"), ["PERSON Brammel"]);
    assert!(base.with_model(Lang::English, b"MNW1").is_none());
}

#[test]
fn the_work_grows_with_the_text_alone() {
    let long = "Kolvar Dree ".repeat(20_000);
    let found = Base::new(&[]).tag(&long, Lang::English);
    assert!(found.len() <= 40_000);
    let mut features = Features::default();
    let sheet = super::Sheet::default();
    features.read(0, (0, 1, false), &sheet);
    assert!(features.list().len() <= MOST);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spans_lie_on_characters_and_answers_are_the_same_twice(
        text in "([A-Z][a-zé]{0,5}|[a-z]{1,4}|[ء-ي]{1,6}|[0-9.'&\\-—«(\n]| ){0,60}",
    ) {
        let base = Base::new(&[]);
        let found = base.tag(&text, Lang::Unknown);
        for mention in found.iter().filter(|mention| mention.by == LinkedBy::Itself) {
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|name| !name.is_empty()));
        }
        prop_assert_eq!(found, base.tag(&text, Lang::Unknown));
    }
}
