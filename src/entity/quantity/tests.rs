//! Counts in both languages: what is one, what is none, and that both languages give one form.

use crate::entity::Base;
use crate::model::{EntityType, Lang};

/// The normal forms of the counts of a text, with `@` and the place.
fn counts(text: &str) -> Vec<String> {
    let mentions = Base::new(&[]).tag(text, Lang::Unknown);
    let counts = mentions.iter().filter(|mention| mention.kind == EntityType::Qty);
    let place = |mention: &crate::model::Mention| {
        mention.quantity.as_ref().and_then(|it| it.place.as_ref()).map_or(String::new(), |id| format!(" @{id}"))
    };
    counts.map(|mention| format!("{}{}", mention.name, place(mention))).collect()
}

#[test]
fn both_languages_give_one_form() {
    let mut wrong = Vec::new();
    for (english, arabic, form) in [
        ("30,000 organisations", "30 ألف مؤسسة", "30000 organisations"),
        ("at least 30,000 organizations", "ما لا يقل عن 30 ألف منظمة", ">= 30000 organisations"),
        ("more than a quarter of a million servers", "أكثر من ربع مليون خادم", "> 250000 servers"),
        ("tens of thousands of servers", "عشرات الآلاف من الخوادم", "tens of 10000 servers"),
        ("hundreds of thousands of users", "مئات الآلاف من المستخدمين", "hundreds of 100000 users"),
        ("10 percent", "10 في المئة", "10 percent"),
        ("10%", "10%", "10 percent"),
        ("14 million dollars", "14 مليون دولار", "14000000 dollars"),
        ("$14 million", "14 مليون دولار", "14000000 dollars"),
        ("between 20,000 and 30,000 servers", "بين 20 ألفا و30 ألف خادم", "20000..30000 servers"),
        ("20,000-30,000 servers", "20-30 ألف خادم", "20000..30000 servers"),
        ("20,000 to 30,000 customers", "20 إلى 30 ألف عميل", "20000..30000 customers"),
        ("about 5,000 companies", "نحو خمسة آلاف شركة", "~ 5000 companies"),
        ("nearly 400 schools", "قرابة 400 مدرسة", "~ 400 schools"),
        ("roughly 120 banks", "ما يقارب 120 بنكا", "~ 120 banks"),
        ("up to 60,000 victims", "ما يصل إلى 60 ألف ضحية", "<= 60000 victims"),
        ("as many as 700 hospitals", "ما يصل إلى 700 مستشفى", "<= 700 hospitals"),
        ("fewer than 50 agencies", "أقل من 50 وكالة", "< 50 agencies"),
        ("over 115 countries", "أكثر من 115 دولة", "> 115 countries"),
        ("hundreds of companies", "مئات الشركات", "hundreds of 100 companies"),
        ("dozens of agencies", "عشرات الوكالات", "tens of 10 agencies"),
        ("several thousand servers", "بضعة آلاف خادم", "thousands of 1000 servers"),
        ("thousands of victims", "آلاف الضحايا", "thousands of 1000 victims"),
        ("a dozen countries", "اثنتا عشرة دولة", "12 countries"),
        ("half a million devices", "نصف مليون جهاز", "500000 devices"),
        ("half of the servers", "نصف الخوادم", "50 percent of servers"),
        ("two thirds of companies", "ثلثا الشركات", "67 percent of companies"),
        ("two-thirds of the banks", "ثلثي البنوك", "67 percent of banks"),
        ("three quarters of users", "ثلاثة أرباع المستخدمين", "75 percent of users"),
        ("a third of hospitals", "ثلث المستشفيات", "33 percent of hospitals"),
        ("7,000 servers in Britain", "7 آلاف خادم في بريطانيا", "7000 servers @united-kingdom"),
        ("60,000 victims in Germany", "60 ألف ضحية في ألمانيا", "60000 victims @germany"),
        ("at least 100 firms across France", "100 شركة على الأقل", ">= 100 companies"),
        ("1.5 million accounts", "1.5 مليون حساب", "1500000 accounts"),
        ("3 billion emails", "3 مليارات رسالة", "3000000000 emails"),
        ("four vulnerabilities", "أربع ثغرات", "4 vulnerabilities"),
        ("ten groups", "عشر مجموعات", "10 groups"),
        ("twenty-five schools", "خمس وعشرون مدرسة", "25 schools"),
        ("two hundred employees", "مئتا موظف", "200 employees"),
        ("2,000 computers", "ألفي حاسوب", "2000 computers"),
        ("92% of systems", "92% من الأنظمة", "92 percent"),
        ("30.000 users", "٣٠٫٠٠٠ مستخدم", "30000 users"),
        ("an estimated 250,000 people", "يقدر بنحو 250 ألف شخص", "~ 250000 people"),
        ("150 or more attacks", "150 هجوما أو أكثر", ">= 150 attacks"),
        ("eleven domains", "11 نطاقا", "11 domains"),
        ("no more than 12 experts", "لا يزيد على 12 خبيرا", "<= 12 experts"),
    ] {
        let bare = |text: &str| counts(text).join(" | ");
        let place =
            |found: String| if form.contains('@') { found } else { found.split(" @").next().unwrap_or("").to_owned() };
        for text in [english, arabic] {
            let found = place(bare(text));
            if found != form {
                wrong.push(format!("{text}: {found:?}, not {form:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_only_looks_like_a_count_is_none() {
    let mut wrong = Vec::new();
    for text in [
        "in 2021 servers were hit",
        "since 2019-2020 attacks grew",
        "the 2021 attacks",
        "on 2021-03-02 companies met",
        "on March 2 banks opened",
        "2 March firms closed",
        "version 15.2 servers",
        "Exchange 2013 servers",
        "after three days",
        "for ten years",
        "a 12-hour outage",
        "aged 45",
        "the score was 2-1",
        "call 555-0143",
        "CVE-2021-26855 systems",
        "APT 41",
        "chapter 3 users",
        "figure 2 systems",
        "at 10:30 users woke",
        "the third server",
        "the first quarter",
        "a quarter of the day",
        "half an hour",
        "half past three",
        "two thirds",
        "between 2019 and 2020",
        "from 9 to 5",
        "No. 10 agencies",
        "KB5000871 systems",
        "10.0.0.12 hosts",
        "في عام 2021 خوادم",
        "منذ 2020 شركات",
        "في 2 مارس شركات",
        "بعد ثلاثة أيام",
        "خلال عشر سنوات",
        "نصف ساعة",
        "ثلث الليل",
        "ربع القرن",
        "النصف الأول",
        "الساعة 10:30 صباحا",
        "الإصدار 15.2",
        "عمره 45 عاما",
        "بين 2019 و2020",
        "فاز 2-1",
        "رقم 10 شركات",
        "يوم 12/3 خوادم",
        "المادة 5 دول",
        "منذ شهرين",
        "ثغرتين خطيرتين",
    ] {
        let found = counts(text);
        if !found.is_empty() {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
