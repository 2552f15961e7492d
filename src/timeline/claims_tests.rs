use super::marked::{day, marked};
use super::{ClaimInput, claims};
use crate::model::{Basis, Certainty, Claim, Lang, Precision, Published, Report, Rung};
use crate::text::sentences;

fn read(text: &str) -> Vec<Claim> {
    let text = marked(text);
    let published = Published::on(day("2021-03-10"), Rung::Feed, "");
    claims(&ClaimInput {
        body: &text.body,
        lang: Lang::Unknown,
        published: &published,
        sentences: &sentences(&text.body),
        dates: &text.dates,
        mentions: &text.mentions,
    })
}

/// The speaker and the verb of the last claim.
fn check(text: &str, speaker: &str, report: Option<Report>) {
    let claims = read(text);
    let found = claims.last().and_then(|claim| claim.speaker.as_ref());
    let entity = found.map(|s| s.entity.as_ref().map_or(s.name.clone(), |id| id.0.clone()));
    assert_eq!(entity.as_deref().unwrap_or(""), speaker, "{text}");
    assert_eq!(found.map(|s| s.report), report, "{text}");
}

#[test]
fn arabic_speakers() {
    use Report::{Accuse, Announce, Deny, Reveal, State, Urge, Warn};
    for (text, speaker, report) in [
        ("قالت [org:acme|أكمي] {2021-03-02|الثلاثاء} إن الخوادم تعرضت لهجوم.", "acme", Some(State)),
        (
            "وقال رئيس [org:acme|أكمي] [person:sami|سامي حداد]، {2021-03-02|الثلاثاء}، إن الخلل أصلح.",
            "sami",
            Some(State),
        ),
        (
            "قال [person:sami|سامي حداد]، نائب رئيس [org:acme|أكمي]، إن الهجوم بدأ {2021-03-02|الثلاثاء}.",
            "sami",
            Some(State),
        ),
        ("قال نائب الرئيس، [person:sami|سامي حداد]، إن الهجوم بدأ {2021-03-02|الثلاثاء}.", "sami", Some(State)),
        ("وأعلنت [org:bank|الهيئة المصرفية] {2021-03-07|الأحد} أنها تعرضت لهجوم.", "bank", Some(Announce)),
        ("كشفت [org:acme|أكمي] عن الثغرة {2021-03-02|يوم الثلاثاء}.", "acme", Some(Reveal)),
        ("وحذرت [org:acme|أكمي]، {2021-03-02|الثلاثاء}، من موجة جديدة.", "acme", Some(Warn)),
        ("اتهمت [gpe:uk|بريطانيا] جهات أجنبية {2021-07-19|الاثنين} بالوقوف وراء الهجوم.", "uk", Some(Accuse)),
        ("نفت [gpe:land|المملكة] {2021-03-03|الأربعاء} أي دور لها.", "land", Some(Deny)),
        ("حثت [org:agency|الوكالة] المؤسسات على التحديث {2021-03-03|الأربعاء}.", "agency", Some(Urge)),
        ("[org:acme|أكمي] تقول إن الهجوم بدأ {2021-03-02|الثلاثاء}.", "acme", Some(State)),
        ("وكانت [org:acme|أكمي] قد أعلنت {2021-03-02|الثلاثاء} عن التحديث.", "acme", Some(Announce)),
        ("وفقا ل[org:acme|أكمي]، بدأ الهجوم {2021-03-02|الثلاثاء}.", "acme", Some(State)),
        ("بدأ الهجوم {2021-03-02|الثلاثاء}، بحسب [org:acme|أكمي].", "acme", Some(State)),
        ("بدأ الهجوم {2021-03-02|الثلاثاء} نقلا عن [org:daily|صحيفة اليوم].", "daily", Some(State)),
        ("بدأ الهجوم {2021-03-02|الثلاثاء} وفقا لباحث في أمن المعلومات.", "باحث في أمن المعلومات", Some(State)),
        ("قالت [org:acme|أكمي] إن الخلل أصلح. وأضافت أن الهجوم بدأ {2021-03-02|الثلاثاء}.", "acme", Some(State)),
        ("قالت [org:acme|أكمي] إن الخلل أصلح. وحثت العملاء على التحديث {2021-03-02|الثلاثاء}.", "acme", Some(Urge)),
        (
            "قالت [org:bank|الهيئة المصرفية] إن الخلل أصلح.\nوأوضحت الهيئة أن الهجوم بدأ {2021-03-02|الثلاثاء}.",
            "bank",
            Some(State),
        ),
        ("قالت [org:acme|أكمي] إن الأمر انتهى. \"بدأ الهجوم {2021-03-02|الثلاثاء} من الخارج\".", "acme", Some(State)),
        ("قال متحدث باسم الحكومة في بيان {2021-03-02|الثلاثاء} إن الهجوم انتهى.", "متحدث باسم الحكومة", Some(State)),
        ("قالت وزارة الخارجية [norp:land|الأهلية] إن الهجوم بدأ {2021-03-02|الثلاثاء}.", "land", Some(State)),
        ("بدأ الهجوم {2021-03-02|الثلاثاء}، بحسب ما نقلته مواقع متخصصة.", "مواقع متخصصة", Some(State)),
        ("بدأ الهجوم {2021-03-02|الثلاثاء}، بحسب ما نقل عنها.", "", None),
        ("وكانت [org:acme|أكمي] قد اتهمت [actor:ghost|الشبح] {2021-03-02|الثلاثاء}.", "acme", Some(Accuse)),
        ("وأعلن ذلك [person:sami|سامي حداد] {2021-03-02|الثلاثاء} أمام الصحفيين.", "sami", Some(Announce)),
        ("المجموعة التي أعلن عنها {2021-03-02|الثلاثاء} صغيرة.", "", None),
        ("بدأ الهجوم {2021-03-02|الثلاثاء} وانتهى سريعا.", "", None),
        ("جاء الكشف عن الثغرة {2021-03-02|الثلاثاء} متأخرا.", "", None),
        ("أعلن {2021-03-02|الثلاثاء} عودة خدمات الميناء، وفتحت الأبواب.", "", None),
        ("لم يذكر ما إذا كانت الأبواب فتحت {2021-03-02|الثلاثاء}، فانتظر الناس.", "", None),
        ("نشرت [org:acme|أكمي] بيانا {2021-03-02|الثلاثاء} عن الأمر.", "acme", Some(Announce)),
        ("نشرت قوائم أولى {2021-03-02|الثلاثاء} قبل أن تعلم أن الأمر انتهى.", "", None),
        ("أصدرت [org:acme|أكمي] {2021-03-02|الثلاثاء} تحديثا.", "", None),
        ("أعلنت هيئة الموانئ {2021-03-02|الثلاثاء} أن الأمر انتهى.", "هيئة الموانئ", Some(Announce)),
        ("قال الخبير \"قالت [org:acme|أكمي] ذلك\" {2021-03-02|الثلاثاء}.", "الخبير", Some(State)),
    ] {
        check(text, speaker, report);
    }
}

#[test]
fn english_speakers() {
    use Report::{Accuse, Announce, Deny, Reveal, State, Urge, Warn};
    for (text, speaker, report) in [
        ("[org:acme|Acme] said on {2021-03-02|Tuesday} that servers were hit.", "acme", Some(State)),
        ("[org:acme|Acme] on {2021-03-02|Tuesday} said servers were hit.", "acme", Some(State)),
        (
            "[person:lee|Ann Lee], a director at [org:acme|Acme], said on {2021-03-02|Tuesday} it was over.",
            "lee",
            Some(State),
        ),
        ("[org:acme|Acme] director [person:lee|Ann Lee] warned on {2021-03-02|Tuesday} of more.", "lee", Some(Warn)),
        (
            "\"It began on {2021-03-02|Tuesday},\" said [person:lee|Ann Lee], a director at [org:acme|Acme].",
            "lee",
            Some(State),
        ),
        ("It began on {2021-03-02|Tuesday}, said [person:lee|Ann Lee].", "lee", Some(State)),
        ("According to [org:acme|Acme], it began on {2021-03-02|Tuesday}.", "acme", Some(State)),
        ("It began on {2021-03-02|Tuesday}, according to a researcher.", "a researcher", Some(State)),
        ("[person:lee|Ann Lee] told reporters on {2021-03-02|Tuesday} that it was over.", "lee", Some(State)),
        ("[org:acme|Acme] has announced a fix on {2021-03-02|Tuesday}.", "acme", Some(Announce)),
        ("[gpe:uk|Britain] accused a foreign service on {2021-07-19|Monday}.", "uk", Some(Accuse)),
        ("[gpe:land|The kingdom] denied any part in it on {2021-03-03|Wednesday}.", "land", Some(Deny)),
        ("[org:agency|The agency] urged firms to patch by {2021-03-05|Friday}.", "agency", Some(Urge)),
        ("Servers were hit on {2021-03-02|Tuesday}, [org:acme|Acme] said.", "acme", Some(State)),
        ("[org:acme|Acme], which found the flaw in {2021-01|January}, said it was fixed.", "acme", Some(Reveal)),
        ("[org:acme|Acme] said it was over. It added that it began on {2021-03-02|Tuesday}.", "acme", Some(State)),
        (
            "[org:acme|Acme] said it was over. The company also said it began on {2021-03-02|Tuesday}.",
            "acme",
            Some(State),
        ),
        ("[person:lee|Ann Lee] said it was over. \"It began on {2021-03-02|Tuesday} abroad.\"", "lee", Some(State)),
        ("A spokesman for [org:acme|Acme] said it began on {2021-03-02|Tuesday}.", "acme", Some(State)),
        ("[org:acme|Acme] was warned on {2021-03-02|Tuesday}.", "", None),
        ("The fix announced on {2021-03-02|Tuesday} works.", "", None),
        ("A flaw reported by [org:acme|Acme] was fixed on {2021-03-02|Tuesday}.", "acme", Some(State)),
        ("Officials said it began on {2021-03-02|Tuesday}.", "Officials", Some(State)),
        (
            "PORTO, {2021-03-04|March 4} - [gpe:land|The kingdom] denied on {2021-03-03|Wednesday} that it knew.",
            "land",
            Some(Deny),
        ),
        ("[org:acme|Acme] named one group. It said on {2021-03-02|Tuesday} that it was small.", "acme", Some(State)),
        (
            "[org:lab|Tide Lab], a firm in the [gpe:us|United States], found it on {2021-03-02|Tuesday}.",
            "lab",
            Some(Reveal),
        ),
        ("A group called [actor:ghost|Ghost] struck on {2021-03-02|Tuesday}.", "", None),
        ("The bug was by the firm's account found on {2021-03-02|Tuesday}.", "", None),
        ("The States of the union met on {2021-03-02|Tuesday} in the capital.", "", None),
        ("Ministers said it began on {2021-03-02|Tuesday}.", "Ministers", Some(State)),
        ("It began on {2021-03-02|Tuesday} and ended soon.", "", None),
        ("Ports must use the chart that [org:acme|Acme] published on {2021-03-02|Tuesday}.", "", None),
        ("[org:acme|Acme] said that [org:lab|Tide Lab] found it on {2021-03-02|Tuesday}.", "acme", Some(State)),
    ] {
        check(text, speaker, report);
    }
}

/// The days of all claims, as `first/last`, one a claim.
fn check_days(text: &str, expect: &[(&str, Precision)]) {
    let got: Vec<_> = read(text)
        .iter()
        .map(|c| (format!("{}/{}", c.when.interval.first_day(), c.when.interval.last_day()), c.when.precision))
        .collect();
    let expect: Vec<_> = expect
        .iter()
        .map(|(days, p)| (if days.contains('/') { (*days).to_string() } else { format!("{days}/{days}") }, *p))
        .collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn one_claim_a_date_and_one_a_range() {
    use Precision::{Day, Days, Month, PartOfYear};
    for (text, expect) in [
        (
            "It ran from {2021-02-26|26 February} to {2021-03-03|3 March} and stopped.",
            &[("2021-02-26/2021-03-03", Days)][..],
        ),
        ("It ran between {2021-01|January} and {2021-03|March} and stopped.", &[("2021-01-01/2021-03-31", PartOfYear)]),
        ("استمر الهجوم من {2021-02-26|26 فبراير} إلى {2021-03-03|3 مارس} ثم توقف.", &[("2021-02-26/2021-03-03", Days)]),
        ("استمر الهجوم بين {2021-01|يناير} و{2021-03|مارس} ثم توقف هناك.", &[("2021-01-01/2021-03-31", PartOfYear)]),
        ("استمر بين يومي {2021-02-26|26} و{2021-02-27|27 فبراير} ثم توقف هناك.", &[("2021-02-26/2021-02-27", Days)]),
        (
            "Seen on {2021-01-06|6 January}, it was told on {2021-02-02|2 February}.",
            &[("2021-01-06", Day), ("2021-02-02", Day)],
        ),
        ("On {2021-03-02|Tuesday}, {2021-03-02|2 March}, it came out.", &[("2021-03-02", Day)]),
        (
            "From {2021-03-03|3 March} to {2021-02-26|26 February} is no range at all.",
            &[("2021-03-03", Day), ("2021-02-26", Day)],
        ),
        (
            "Attacks rose in {2021-03|March} and {2021-03-10|today} they fell.",
            &[("2021-03-01/2021-03-31", Month), ("2021-03-10", Day)],
        ),
        ("Correction: an earlier version said the port shut on {2021-03-01|Monday}; it was {2021-03-02|2 March}.", &[]),
        ("ذكرت نسخة أولى من الخبر أن الميناء أغلق {2021-03-01|الاثنين}.", &[]),
        ("An earlier version of the pump was sold on {2021-03-01|Monday}.", &[("2021-03-01", Day)]),
        ("A server was hit {?|the day before} the storm came.", &[("2021-03-10", Day)]),
        ("LONDON\nThe servers of the bank were hit.\nMore were hit later that week.", &[("2021-03-10", Day)]),
    ] {
        check_days(text, expect);
    }
}

#[test]
fn a_lead_without_a_date_stands_at_the_articles_day() {
    let claims = read("The bank says that its servers were hit. Nothing else is known so far.");
    assert_eq!(claims.len(), 1);
    assert_eq!((claims[0].basis, claims[0].timex), (Basis::Published, None));
    let undated = Published::default();
    let text = "The bank says that its servers were hit.";
    let input = ClaimInput {
        body: text,
        lang: Lang::English,
        published: &undated,
        sentences: &sentences(text),
        dates: &[],
        mentions: &[],
    };
    assert!(super::claims(&input).is_empty());
}

#[test]
fn claims_carry_names_and_certainty() {
    let claims = read("[org:acme|Acme] said the [actor:ghost|Ghost] group may have struck on {2021-03-02|Tuesday}.");
    assert_eq!((claims[0].mentions.as_slice(), claims[0].timex), (&[0, 1][..], Some(0)));
    assert_eq!(claims[0].certainty, Certainty::Hedged);
    let claims = read("نفت [gpe:land|المملكة] {2021-03-03|الأربعاء} أي دور لها في الهجوم.");
    assert_eq!(claims[0].certainty, Certainty::Denied);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_claims_within_it(text in "[a-zA-Z ,.\"قالتإنو و:«»\n]{0,200}") {
        let published = Published::on(day("2021-03-10"), Rung::Feed, "");
        let cut = sentences(&text);
        let input = ClaimInput {
            body: &text, lang: Lang::Unknown, published: &published, sentences: &cut, dates: &[], mentions: &[],
        };
        for claim in claims(&input) {
            proptest::prop_assert!(cut.contains(&claim.sentence));
            if let Some(speaker) = claim.speaker {
                proptest::prop_assert!(text.get(speaker.span.start..speaker.span.end).is_some());
            }
        }
    }
}
