//! Mixed text into lines of cells: levels, forms, breaks and order, on one core and without a cache.

use std::hint::black_box;

use marsad::bidi::{Base, Options, Paragraph};
use marsad::model::Lang;

use super::Size;
use super::archive::Archive;
use super::print::figure;
use super::watch::best;

/// Columns of a line.
const COLUMNS: usize = 80;
/// Rounds over all texts; the best counts.
const ROUNDS: usize = 5;
/// Articles laid out.
const ARTICLES: usize = 400;

pub fn figures(archive: &Archive, size: Size) {
    let articles = archive.articles(size.analysed.min(ARTICLES));
    for (name, lang, options, budgets) in [
        ("arabic", Lang::Arabic, Options::base(Base::Rtl), ("<=120", "<=12")),
        ("arabic-justified", Lang::Arabic, Options { justify: true, ..Options::base(Base::Rtl) }, ("<=120", "<=12")),
        ("english", Lang::English, Options::base(Base::Ltr), ("-", "-")),
    ] {
        let bodies = articles.iter().filter(|article| article.lang == lang).flat_map(|article| article.body.lines());
        let paragraphs: Vec<&str> = bodies.collect();
        let letters: usize = paragraphs.iter().map(|text| text.chars().count()).sum();
        let mut lines = 0;
        let time = best(ROUNDS, || {
            lines = paragraphs.iter().map(|text| black_box(Paragraph::new(text, options).layout(COLUMNS)).len()).sum();
        });
        let nanos = time.as_secs_f64() * 1e9;
        figure(&format!("layout-{name}"), nanos / letters.max(1) as f64, "ns/character", budgets.0);
        figure(&format!("layout-{name}-line"), nanos / 1e3 / f64::from(lines.max(1) as u32), "us/line", budgets.1);
    }
    flood(size);
}

/// One paragraph as long as the longest text there may be, and one half as long: twice the length
/// is to cost twice the time.
fn flood(size: Size) {
    let sentence = "قالت وكالة الأمن (CISA) إن 30,000 خادم مصاب. ";
    let times: Vec<f64> = [1, 2]
        .into_iter()
        .map(|halves| {
            let text = sentence.repeat(halves * size.flood / 2 / sentence.len());
            let time = best(1, || {
                let paragraph = Paragraph::new(&text, Options::base(Base::Rtl));
                black_box(paragraph.lines(COLUMNS).map(|line| line.width()).max());
            });
            time.as_secs_f64()
        })
        .collect();
    if let [half, whole] = times[..] {
        figure("layout-flood-on-one-line", size.flood as f64 / 1e6 / whole, "MB/s", "-");
        figure("layout-flood-by-half-of-it", whole / half, "times", "2 (linear)");
    }
}
