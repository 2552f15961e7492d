//! What was found in one article.

use serde::{Deserialize, Serialize};

use super::{Article, ArticleId, Claim, Lang, Mention, Published, Reason, Span, Timex};

/// Something strange in a text: said, with its place, instead of failing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where; the empty span at 0 for the document as a whole.
    pub span: Span,
    /// A short fixed word for programs, such as `open-date`.
    pub code: String,
    /// A sentence for people.
    pub message: Reason,
}

/// Everything that the pure path finds in one article; spans point into its body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Language, as decided from the text.
    pub lang: Lang,
    /// The article's day: as it came in, or inferred from the text.
    pub published: Published,
    /// Sentences, in order, without overlap.
    pub sentences: Vec<Span>,
    /// Date expressions, in order, without overlap.
    pub dates: Vec<Timex>,
    /// Names, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Claims, in order of their sentences.
    pub claims: Vec<Claim>,
    /// What was strange.
    pub diagnostics: Vec<Diagnostic>,
}

/// An article of the case with what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    /// The article's key.
    pub id: ArticleId,
    /// The article.
    pub article: Article,
    /// What was found.
    pub analysis: Analysis,
}
