//! What the program talks about, as plain data.
//!
//! Every other module speaks in these types; this one imports none of them. It holds no rules of
//! language, no input or output and no clock. A [`Span`] always points into the original text, in
//! bytes; only JSON at the edge counts in code points.

mod analysis;
mod article;
mod case;
mod claim;
mod clean;
mod entity;
mod event;
mod filter;
mod indicator;
mod lang;
pub mod phrase;
mod progress;
mod quantity;
mod reason;
mod span;
mod term;
mod timex;
mod validators;

pub use analysis::{Analysed, Analysis, Diagnostic};
pub use article::{
    Article, ArticleId, ArticleMark, Published, RawDocument, Rung, Source, SourceKind, headline, is_web,
};
pub use case::{Case, CaseName, FeedSpec, Phase, SavedSpec, Titles, Window};
pub use claim::{Basis, Certainty, Claim, Report, Speaker, When};
pub use clean::{Clean, CleanMap};
pub use entity::{Beside, EntityCard, EntityId, EntityType, Likely, LinkedBy, Mention, Role, Spelling, Tie};
pub use event::{Dispute, DisputeKind, Event, Evidence, OpenItem, Timeline};
pub use filter::Filter;
pub(crate) use indicator::FILE_ENDINGS;
pub use indicator::IndicatorKind;
pub use lang::Lang;
pub use progress::{Health, Progress, Step, Tally};
pub use quantity::{Bound, Quantity};
pub use reason::Reason;
pub use span::{CodePoints, Span};
pub use term::{about, term};
pub use timex::{Anchor, How, Interval, Modifier, Precision, Timex, TimexType};
pub use validators::Validators;
