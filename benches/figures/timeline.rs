//! The timeline of many articles, built from their analyses.

use std::hint::black_box;

use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::model::{Analysed, ArticleId};

use super::Size;
use super::archive::Archive;
use super::print::millis;
use super::watch::best;

pub fn figures(archive: &Archive, size: Size) {
    let case = default_case();
    let analyser = Analyser::new(&case);
    for count in [size.analysed, size.analysed * 5] {
        let read = |n: usize| {
            let article = archive.article(n);
            let analysis = analyser.run(&article);
            Analysed { id: ArticleId(format!("{n:016x}")), article, analysis }
        };
        let articles: Vec<Analysed> = (0..count).map(read).collect();
        let spent = best(3, || drop(black_box(marsad::timeline::build(&case, &articles))));
        millis(&format!("timeline-of-{count}"), spent, "-");
    }
}
