//! English, as read on Wednesday, 17 May 2023.

use super::check;
use crate::model::Lang;

fn english(cases: &[(&str, &str)]) {
    check(Lang::English, "2023-05-17", cases);
}

#[test]
fn full_and_partial_dates() {
    english(&[
        ("The bridge opened on <4 June 2019>.", "2019-06-04"),
        ("The bridge opened on <June 4, 2019>, in rain.", "2019-06-04"),
        ("It was <Sept. 9, 2020> when the ferry sank.", "2020-09-09"),
        ("They met on <the 3rd of August, 1999>.", "1999-08-03"),
        ("The census of <October 2011> counted them.", "2011-10"),
        ("A flood came in <May 1978>.", "1978-05"),
        ("The museum burnt down on <2014-11-30>.", "2014-11-30"),
        ("Signed <23/12/2018> in Rome.", "2018-12-23"),
        ("Signed <12/23/2018> in Rome.", "2018-12-23"),
        ("The log says <07.01.2022>.", "2022-01-07"),
        ("The strike began <Friday, January 13, 2023>.", "2023-01-13"),
        ("The strike began on <Friday 13 January 2023>.", "2023-01-13"),
        ("Sales doubled in <2015>.", "2015"),
        ("The treaty of <1648> ended it.", "1648"),
        ("Costs for <fiscal year 2022> rose.", "2022"),
        ("He has led it since <'97>.", "1997"),
        ("He retired in <two thousand>, on <5 May two thousand and four>.", "2000 2004-05-05"),
        ("It ended on <May 5, 2000>.", "2000-05-05"),
    ]);
}

#[test]
fn dates_without_a_year_are_the_last_ones_unless_the_sentence_looks_ahead() {
    english(&[
        ("The vote was held on <April 30>.", "2023-04-30"),
        ("The vote was held on <30 November>.", "2022-11-30"),
        ("The vote will be held on <30 November>.", "2023-11-30"),
        ("The road has been shut since <December>.", "2022-12"),
        ("The road is expected to open in <December>.", "2023-12"),
        ("The minister spoke on <Monday>.", "2023-05-15"),
        ("The minister spoke <Wednesday>.", "2023-05-17"),
        ("The minister spoke on <Thursday>.", "2023-05-11"),
        ("The minister will speak on <Thursday>.", "2023-05-18"),
        ("Officials said on <Tuesday> the dam will open on <Saturday>.", "2023-05-16 2023-05-20"),
        ("The court sat <last Wednesday>.", "2023-05-10"),
        ("The court sits <next Wednesday>.", "2023-05-24"),
        ("The court sits <this Friday>.", "2023-05-19"),
        ("In <May> the lake rose.", "2023-05"),
        ("From <March> to <May> it rained.", "2023-03 2023-05"),
        ("It rained <last March>, and <next March> it may again.", "2023-03 2024-03"),
    ]);
}

#[test]
fn distances() {
    english(&[
        ("She resigned <yesterday>.", "2023-05-16"),
        ("She resigned <the day before yesterday>.", "2023-05-15"),
        ("She resigns <tomorrow>.", "2023-05-18"),
        ("They landed <three days ago>.", "2023-05-14"),
        ("They landed <two weeks ago>.", "2023-W18"),
        ("They landed <four months ago>.", "2023-01"),
        ("They landed <ten years ago>.", "2013"),
        ("They landed <two Fridays ago>.", "2023-05-05"),
        ("They will land <three Fridays from now>.", "2023-06-02"),
        ("They landed <a year and a half ago>.", "2021-11"),
        ("The ship will return <in five days>.", "2023-05-22"),
        ("The tunnel was dug in <five days>.", "P5D"),
        ("The rules changed <last month>.", "2023-04"),
        ("The rules change <next week>.", "2023-W21"),
        ("The rules changed <earlier this year>.", "2023"),
        ("The fair opened <last weekend>.", "2023-W19-WE"),
        ("On <10 May> the mine flooded; <two days later> it was dry.", "2023-05-10 2023-05-12"),
        ("On <10 May> it flooded. <The next day> it was dry.", "2023-05-10 2023-05-11"),
        ("On <10 May> it flooded. <The following day> it was dry.", "2023-05-10 2023-05-11"),
    ]);
}

#[test]
fn parts_and_periods() {
    english(&[
        ("Prices fell in <early February>.", "2023-02"),
        ("Prices fell at <the end of 2021>.", "2021"),
        ("Prices fell in <the second quarter of 2022>.", "2022-Q2"),
        ("Prices fell in <Q3 2022>.", "2022-Q3"),
        ("Prices fell in <the first half of 2020>.", "2020-H1"),
        ("Prices fell in <summer 2018>.", "2018-SU"),
        ("It was the fashion of <the 1980s>.", "198"),
        ("It was the fashion of <the late 1980s>.", "198"),
        ("A poet of <the 19th century>.", "18"),
        ("The club meets on <the first Tuesday of June 2022>.", "2022-06-07"),
        ("The club met in <the last week of April>.", "2023-W17"),
        ("Work began in <mid-2016>.", "2016"),
        ("Work began in <the week of May 3>.", "2023-W18"),
        ("Work began in <week 7 of 2022>.", "2022-W07"),
        ("Work stopped on <Christmas Eve>, before <New Year's Day>.", "2022-12-24 2023-01-01"),
        ("Work will stop for <Christmas 2024>.", "2024-12-25"),
        ("He sold Christmas trees.", ""),
    ]);
}

#[test]
fn ranges_are_two_expressions() {
    english(&[
        ("The fair ran from <Oct. 3> to <Oct. 9>.", "2022-10-03 2022-10-09"),
        ("The fair ran <Oct. 3>-<9>.", "2022-10-03 2022-10-09"),
        ("The fair ran between <3> and <9 October 2021>.", "2021-10-03 2021-10-09"),
        ("It was shut in <January> and <February 2021>.", "2021-01 2021-02"),
        ("He ruled from <1990> to <2004>.", "1990 2004"),
        ("He played in <2011>, <2013> and <2016>.", "2011 2013 2016"),
    ]);
}

#[test]
fn times_durations_and_sets() {
    english(&[
        ("The quake struck at <4:05 p.m.> and was felt far away.", "2023-05-17T16:05"),
        ("The quake struck at <9 a.m. on June 4, 2019>.", "2019-06-04T09:00"),
        ("The quake struck on <Monday night>.", "2023-05-15TNI"),
        ("The quake struck <this morning>.", "2023-05-17TMO"),
        ("The quake struck at <18:30 GMT>.", "2023-05-17T18:30Z"),
        ("The trip took <six weeks>.", "P6W"),
        ("The trip took <more than a day>.", "P1D"),
        ("The trip took <two and a half hours>.", "PT2.5H"),
        ("A <40-day> siege.", "P40D"),
        ("It stayed shut for <several months>.", "PXM"),
        ("It stayed shut for <half an hour>.", "PT30M"),
        ("The bus runs <every two hours>.", "PT2H"),
        ("The bus runs <every Sunday>.", "XXXX-WXX-7"),
        ("The bus runs on <Sundays>.", "XXXX-WXX-7"),
        ("The train left at <15h40>.", "2023-05-17T15:40"),
        ("The train left at <7h05>, not at <19h>.", "2023-05-17T07:05 2023-05-17T19:00"),
        ("The race took <19h>.", "PT19H"),
        ("The train will leave <tomorrow at 5pm>.", "2023-05-18T17:00"),
        ("The train left at <ten minutes past 3 pm>.", "2023-05-17T15:10"),
        ("It stayed shut for <another week>.", "P1W"),
        ("Reports are filed <annually>.", "P1Y"),
        ("<Recently> it has changed, and <now> it is red.", "PAST_REF PRESENT_REF"),
    ]);
}

#[test]
fn what_counts_from_the_date_named_last_finds_it_across_paragraphs() {
    english(&[
        ("The dam broke on <3 May>.\n<The same day> the minister came.", "2023-05-03 2023-05-03"),
        ("The dam broke on <3 May>.\nThe mayor left on <that same Wednesday>.", "2023-05-03 2023-05-03"),
        ("The dam broke on <3 May>. The order came <a day earlier>, on <1 May>.", "2023-05-03 2023-05-01 2023-05-01"),
        ("The report came out on <the 20th of the month>.", "2023-04-20"),
        ("The report will come out on <the 20th of the month>.", "2023-05-20"),
        ("A third flood would follow on <May 2>.", "2023-05-02"),
        ("The third flood in <six weeks>", "P6W"),
        ("A rise of 43 percent in <a week>", "P1W"),
    ]);
}

#[test]
fn a_day_just_ahead_is_meant_unless_the_words_tell_what_happened_then() {
    english(&[
        ("The fee is payable <June 9> to members of <May 31>.", "2023-06-09 2023-05-31"),
        ("The offer was extended to <July 2>.", "2023-07-02"),
        ("Envoys were asked to a meeting in Oslo on <June 12>.", "2023-06-12"),
        ("The gate was shut on <June 12>.", "2022-06-12"),
        ("The report may be signed on <June 12>.", "2023-06-12"),
        ("The summit in <June> has a new host.", "2022-06"),
        ("Losses for <the first quarter> would be small.", "2023-Q1"),
        ("The court gave them until <Friday>, its last deadline.", "2023-05-12"),
        ("They could return as soon as <Friday>.", "2023-05-19"),
    ]);
}

#[test]
fn quarters_are_those_that_the_text_is_about() {
    english(&[
        ("Profit in <the third quarter of 2022> rose to 4 million from 3 million <a year earlier>.", "2022-Q3 2021-Q3"),
        ("Sales fell in <the latest quarter>.", "2023-Q1"),
        ("In <the year-earlier period> it lost money.", "2022-Q1"),
        ("<This year's second quarter> began well.", "2023-Q2"),
        ("Profit in the <2021 third quarter> doubled.", "2021-Q3"),
        ("She sold the house <a year ago>.", "2022"),
        ("Sales were flat for <the quarter>.", "2023-Q1"),
        ("He lives in the quarter where he was born.", ""),
        ("Three-quarters of the village fled over <the weekend>.", "2023-W19-WE"),
        ("The fair is held <every July>.", "XXXX-07"),
        ("Profit rose in <the current fiscal year>.", "2023"),
    ]);
}

#[test]
fn a_story_counts_from_the_day_that_it_is_at() {
    english(&[
        ("On <3 May> the dam broke. <The next day> the road was shut.", "2023-05-03 2023-05-04"),
        ("On <3 May> the dam broke. Guards had left <the day before>.", "2023-05-03 2023-05-02"),
        ("Guards had left the day before the storm.", ""),
        ("In <1988> he moved. <Later that year> he married.", "1988 1988"),
        ("On <Monday> stocks fell and ended <the day> lower.", "2023-05-15 2023-05-15"),
        ("The parade is on <Labor Day>.", "2022-09-05"),
        ("The parade will be on <Thanksgiving>.", "2023-11-23"),
        ("Doors open at <noon Friday>.", "2023-05-12T12:00"),
        ("The 9-year-old girl and a man 40 years old were found.", ""),
        ("They met at <seven thirty p.m.> on the quay.", "2023-05-17T19:30"),
        ("It began in the <evening at eight>.", "2023-05-17T20:00"),
    ]);
}

#[test]
fn a_text_that_is_one_expression_asks_for_the_next_one() {
    english(&[
        ("<Friday>", "2023-05-19"),
        ("<fri.>", "2023-05-19"),
        ("on <the 15th>", "2023-06-15"),
        ("<the last Monday of March>", "2024-03-25"),
        ("<9 tomorrow morning>", "2023-05-18T09:00"),
        ("<8 this evening>", "2023-05-17T20:00"),
        ("<two weeks ago>", "2023-05-03"),
        ("The blast killed 8 <this evening>.", "2023-05-17TEV"),
        ("He met her friend, not fri.", ""),
        ("It fell on <Friday>", "2023-05-12"),
    ]);
}

#[test]
fn a_quote_of_a_dated_document_counts_from_its_day() {
    english(&[
        (
            "In a statement dated <5 May> the port said: 'We shut it <yesterday> and open <tomorrow>.' It said no more <today>.",
            "2023-05-05 2023-05-04 2023-05-06 2023-05-17",
        ),
        (
            "A letter of <2 May 2022> said: “We met <yesterday>.” It was lost <last week>.",
            "2022-05-02 2022-05-01 2023-W19",
        ),
        ("On <5 May> the port said that it was shut <yesterday>.", "2023-05-05 2023-05-16"),
        ("Its statement of <5 May> was short. It said “the port was shut <yesterday>”.", "2023-05-05 2023-05-16"),
    ]);
}

#[test]
fn a_look_back_ends_with_its_paragraph() {
    english(&[
        (
            "The dam broke on <3 May>.\nA dam broke on <6 June 2011>, too.\n<The same day> the minister came.",
            "2023-05-03 2011-06-06 2023-05-03",
        ),
        (
            "The dam broke on <3 May>.\nOn <6 June 2011> one broke, too. <The same day> it rained.",
            "2023-05-03 2011-06-06 2011-06-06",
        ),
        (
            "The dam broke on <3 May>.\nIt was mended on <9 May>.\n<The same day> the minister came.",
            "2023-05-03 2023-05-09 2023-05-09",
        ),
    ]);
}

#[test]
fn what_is_no_date() {
    english(&[
        ("The flaw is called CVE-2020-14882.", ""),
        ("Windows Server 2012, 2016 and 2019 are affected.", ""),
        ("Install KB2023054 or build 15.1.2044.4.", ""),
        ("Some 2,015 schools closed.", ""),
        ("About 2015 schools closed.", ""),
        ("It may rain, and troops march on.", ""),
        ("The Sunday Times said so.", ""),
        ("He met June Carter.", ""),
        ("It costs $2015 or 1999%.", ""),
        ("On <May 5>, thousands of trees fell.", "2023-05-05"),
        ("On <May 5>, two thousand trees fell.", "2023-05-05"),
        ("In <May> two thousand trees fell, and in <April> five trees.", "2023-05 2023-04"),
        ("On <May 5>, 1500 trees fell.", "2023-05-05"),
        ("Call 555-2019-1990 at once.", ""),
        ("See directive 21-02.", ""),
        ("The second man sat in the sun.", ""),
        ("Ratio 3/4, score 2-1.", ""),
    ]);
}

#[test]
fn accounts_of_a_company() {
    english(&[
        ("Sales rose to 5 million in <the year> ended <March 31>.", "P1Y 2023-03-31"),
        ("Sales of <the fiscal year> ended <Sept. 30> fell.", "P1Y 2022-09-30"),
        ("The plant will shut by <year end>.", "2023"),
        ("The plant will shut before <the month's end>.", "2023-05"),
        ("It sees a profit for <the full year>.", "2023"),
        ("It lost 5 million in <the third quarter>, and 2 million in <the 2019 quarter>.", "2022-Q3 2019-Q3"),
        ("Of <the 2019 period> it says nothing.", "2019"),
        (
            "It lost 5 million in <the third quarter>. For <the quarter a year earlier> it lost 4 million.",
            "2022-Q3 2021-Q3",
        ),
        ("Rents fell in <March>. <The following month> they rose.", "2023-03 2023-04"),
        ("Rents fell in <March>, unlike in <the same month a year ago>.", "2023-03 2022-03"),
        ("Rents fell in <March>, unlike in <the same month last year>.", "2023-03 2022-03"),
    ]);
}

#[test]
fn years_in_words_and_years_that_name_events() {
    english(&[
        ("The town recalled a <nineteen eighty-six> flood.", "1986"),
        ("Those who led the <1992> strikes are old men.", "1992"),
        ("The post-<1959> politics of the isle are odd.", "1959"),
        ("It fell in <April>. One of them knows why.", "2023-04"),
        ("The low water of <the early summer> is past.", "2022-SU"),
    ]);
}

#[test]
fn stretches_that_nothing_measures() {
    english(&[
        ("In <recent weeks> the lake rose.", "PXW"),
        ("Over the <years> the lake rose.", "PXY"),
        ("The dam broke on <3 May>. <A few days later> the minister came.", "2023-05-03 PXD"),
        ("The dam broke on <3 May>. <The next morning> the minister came.", "2023-05-03 2023-05-04TMO"),
    ]);
}

#[test]
fn what_ends_as_a_verb_of_the_past_and_is_none() {
    english(&[
        ("He will go to the United States <Thursday>.", "2023-05-18"),
        ("It will buy the preferred shares on <June 30>.", "2023-06-30"),
        ("They issued a statement <Friday> that all will be well.", "2023-05-12"),
        ("The season that ended <June 30> was dry.", "2022-06-30"),
        ("The talks are supposed to end by <July>.", "2023-07"),
        ("He agreed to speak <Thursday>.", "2023-05-18"),
        ("The trial begins <Monday>.", "2023-05-22"),
        ("The army withdrew <Monday>.", "2023-05-15"),
    ]);
}

#[test]
fn amounts_that_are_also_phrases() {
    english(&[
        ("The pilot quit <one day> after the crash.", "P1D"),
        ("The crew left on <3 May> and <one day later> they were home.", "2023-05-03 2023-05-04"),
        ("It was settled within <one day>.", "P1D"),
        ("One day the whole harbour will be a park.", ""),
        ("Output fell in <the first nine months> of the war.", "P9M"),
        ("Costs of <the 2020 fiscal year> were lower.", "2020"),
        ("The lease runs out at <end-March 2021>.", "2021-03"),
    ]);
}
