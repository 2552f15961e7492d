//! The whole pure path for one article: language, day, sentences, dates, names, claims.
//!
//! It cannot fail: what is strange about a text becomes a [`Diagnostic`](crate::model::Diagnostic).
//! It knows no store, no file and no clock, and gives the same answer for the same article and case
//! everywhere.
//!
//! ```
//! use marsad::{analyse::Analyser, config::default_case, model::Article};
//! let article = Article { body: "The patch came out on 2 March 2021.".into(), ..Article::default() };
//! let analysis = Analyser::new(&default_case()).run(&article);
//! assert_eq!(analysis.dates[0].value, "2021-03-02");
//! ```

mod overlap;
mod strange;

use crate::entity::Base;
use crate::model::{Analysis, Article, Case, EntityCard, Lang, Published, Window};
use crate::text::{language, sentences};
use crate::timeline::{ClaimInput, claims};
use crate::timex;

/// Reads articles for one case; building one costs as much as reading a few hundred articles.
#[derive(Debug)]
pub struct Analyser {
    base: Base,
    window: Window,
}

impl Analyser {
    /// An analyser that knows the names of `case` beside those of the program.
    pub fn new(case: &Case) -> Self {
        Self { base: Base::new(&case.names), window: case.window }
    }

    /// The names that it knows.
    pub fn names(&self) -> &Base {
        &self.base
    }

    /// Writes the ids elsewhere of known entities onto their cards.
    pub fn identify(&self, cards: &mut [EntityCard]) {
        for card in cards {
            card.ids = self.base.ids(&card.id.0).map(str::to_owned).collect();
        }
    }

    /// Everything that is found in `article`. The language and the day that came with the article
    /// are believed; what is missing is worked out from the text.
    pub fn run(&self, article: &Article) -> Analysis {
        let lang = match article.lang {
            Lang::Unknown => language(&article.title, &article.body),
            known => known,
        };
        let published = self.published(article, lang);
        let context = timex::Context { lang, published: published.clone(), window: Some(self.window) };
        let mut dates = timex::tag(&article.body, &context);
        let mut mentions = self.base.tag(&article.body, lang);
        overlap::settle(&mut dates, &mut mentions);
        let sentences = sentences(&article.body);
        let claims = claims(&ClaimInput {
            body: &article.body,
            lang,
            published: &published,
            sentences: &sentences,
            dates: &dates,
            mentions: &mentions,
        });
        let diagnostics = strange::diagnostics(article, lang, &published, &dates);
        Analysis { lang, published, sentences, dates, mentions, claims, diagnostics }
    }

    fn published(&self, article: &Article, lang: Lang) -> Published {
        if article.published.first.is_some() || article.published.last.is_some() {
            return article.published.clone();
        }
        let context = timex::Context { lang, published: article.published.clone(), window: Some(self.window) };
        timex::infer_published(&article.title, &article.body, &context)
    }
}

#[cfg(test)]
mod tests;
