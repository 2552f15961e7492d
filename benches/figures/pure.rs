//! The pure path and its parts on one core.

use std::hint::black_box;
use std::time::Duration;

use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::model::Article;
use marsad::{entity, text, timex};

use super::Size;
use super::archive::Archive;
use super::print::figure;
use super::watch::Watch;

/// Rounds over all articles; the best counts.
const ROUNDS: usize = 3;

pub fn figures(archive: &Archive, size: Size) {
    let case = default_case();
    let articles = archive.articles(size.analysed);
    let bytes: usize = articles.iter().map(|article| article.body.len()).sum();
    figure("article-length", bytes as f64 / articles.len() as f64, "bytes", "-");

    let analyser = Analyser::new(&case);
    let whole = rate("pure-path", &articles, ">=3000 (aim 10000)", |article| drop(black_box(analyser.run(article))));
    figure("pure-path-bytes", bytes as f64 / 1e6 / whole.as_secs_f64(), "MB/s", ">=20 (aim)");
    rate("date-tagging", &articles, ">=5000", |article| {
        let context =
            timex::Context { lang: article.lang, published: article.published.clone(), window: Some(case.window) };
        black_box(timex::tag(&article.body, &context));
    });
    let base = entity::Base::new(&case.names);
    rate("name-tagging", &articles, "-", |article| drop(black_box(base.tag(&article.body, article.lang))));
    rate("language", &articles, "-", |article| {
        black_box(text::language(&article.title, &article.body));
    });
    rate("folding", &articles, "-", |article| drop(black_box(text::fold(&article.body))));
    rate("sentences", &articles, "-", |article| drop(black_box(text::sentences(&article.body))));
}

/// Articles a second, by the processor's time of the best round, which is given back.
fn rate(name: &str, articles: &[Article], budget: &str, mut work: impl FnMut(&Article)) -> Duration {
    let mut round = || {
        let watch = Watch::start();
        articles.iter().for_each(&mut work);
        watch.cpu()
    };
    let best = (0..ROUNDS).map(|_| round()).min().unwrap_or_default();
    figure(name, articles.len() as f64 / best.as_secs_f64(), "articles/s", budget);
    best
}
