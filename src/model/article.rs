//! Documents as they come in and articles as they are read.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Lang, Reason};

/// Bytes from a file, a feed or an archive, not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// Where the bytes are from, in the user's words: a path or an address.
    pub name: String,
    /// The web address, where there is one.
    pub address: Option<String>,
    /// The `Content-Type` that came with it.
    pub content_type: Option<String>,
    /// The feed or folder that brought it.
    pub source: Source,
    /// When it was fetched; `None` for saved files, whose own times are never trusted.
    pub fetched_at: Option<DateTime<Utc>>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What kind of place articles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A feed of `feeds.toml`.
    Feed,
    /// A saved file or folder.
    #[default]
    Saved,
    /// The sample archive inside the program.
    Sample,
}

/// Where an article comes from: its publisher as far as known, and the way it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Publisher, feed title or folder name.
    pub name: String,
    /// The way in.
    pub kind: SourceKind,
}

/// The key of an article, made from its text, so that the same text is the same article however
/// it came in: sixteen hexadecimal digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which step of the dating ladder gave an article its day, surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// The analyst said so.
    Analyst,
    /// The feed's entry.
    Feed,
    /// Front matter, JSON-LD or a meta element of the page.
    Metadata,
    /// A `<time>` element.
    TimeElement,
    /// A line such as "Published: 2 March 2021".
    Labelled,
    /// Year, month and day in the address.
    Address,
    /// A dateline at the head of the text.
    Dateline,
    /// The first full date of the text.
    FirstDate,
    /// Weekdays of the text that agree with days it names.
    Weekday,
    /// Only the bounds that the text and the case set.
    Bounds,
    /// Nothing is known.
    #[default]
    Unknown,
}

impl Rung {
    /// Whether the day was worked out from the text rather than stated with the document.
    pub const fn is_inferred(self) -> bool {
        matches!(self, Self::Dateline | Self::FirstDate | Self::Weekday | Self::Bounds)
    }
}

/// When an article was published, as far as known: the document creation time (DCT).
///
/// `first` and `last` bound the day; they are equal where the day is known, and both `None` where
/// nothing is. Neither a clock nor a file's time ever fills them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Earliest possible day.
    pub first: Option<NaiveDate>,
    /// Latest possible day.
    pub last: Option<NaiveDate>,
    /// The moment, where the source gave one, in the source's own zone.
    pub moment: Option<DateTime<FixedOffset>>,
    /// Which step of the ladder said so.
    pub rung: Rung,
    /// The words it was read from, or the chain of reasons, for the reader; may be empty.
    pub reason: Reason,
}

impl Published {
    /// A known day.
    pub fn on(day: NaiveDate, rung: Rung, reason: impl Into<Reason>) -> Self {
        Self { first: Some(day), last: Some(day), moment: None, rung, reason: reason.into() }
    }

    /// The day, where it is one day.
    pub fn day(&self) -> Option<NaiveDate> {
        if self.first == self.last { self.first } else { None }
    }
}

/// One article, decoded and freed of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Headline; may be empty.
    pub title: String,
    /// Text in paragraphs, one a line; spans of the analysis point into it.
    pub body: String,
    /// Language, by its letters and words rather than by its label.
    pub lang: Lang,
    /// When it was published.
    pub published: Published,
    /// Publisher and way in.
    pub source: Source,
    /// Web address.
    pub address: Option<String>,
    /// Addresses that the article itself names as its sources.
    pub cites: Vec<String>,
    /// File or address it was read from.
    pub read_from: String,
}

impl Article {
    /// The origin behind the article, for counting independent sources; one article is one origin
    /// at most. Who cites one place retells it: its host. Who cites several, or none, has put them
    /// together himself: the host of the article's address, else its publisher's name.
    pub fn origin(&self) -> String {
        let mut cited: Vec<String> = self.cites.iter().filter_map(|cite| host(cite)).collect();
        cited.sort();
        cited.dedup();
        match cited.as_slice() {
            [one] => one.clone(),
            _ => self.address.as_deref().and_then(host).unwrap_or_else(|| self.source.name.clone()),
        }
    }

    /// The words it is called by: see [`headline`].
    pub fn headline(&self) -> Cow<'_, str> {
        headline(&self.title, &self.body)
    }

    /// The same article with addresses of the web alone. Pages and feeds can name any scheme, and
    /// what stands here is opened, exported and cited.
    #[must_use]
    pub fn with_web_addresses(mut self) -> Self {
        self.address = self.address.filter(|address| is_web(address));
        self.cites.retain(|address| is_web(address));
        self
    }
}

/// Characters of a text that stand in for a headline.
const OPENING: usize = 60;

/// The words an article is called by: its headline, else the first words of its text and `…`, else
/// nothing.
pub fn headline<'a>(title: &'a str, body: &str) -> Cow<'a, str> {
    if title.trim().is_empty() { Cow::Owned(opening(body)) } else { Cow::Borrowed(title) }
}

fn opening(body: &str) -> String {
    let line = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let mut out = String::new();
    let mut length = 0;
    for word in line.split_whitespace() {
        length += word.chars().count() + 1;
        if length > OPENING && !out.is_empty() {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(OPENING));
    }
    out
}

/// Whether `address` is one of the web: `http` or `https` and a host.
pub fn is_web(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\');
    web && !host.is_empty() && !host.contains(strange) && !rest.contains(char::is_control)
}

fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.trim_start_matches("www.").to_ascii_lowercase();
    host.contains('.').then_some(host)
}

/// What the analyst did with an article; kept apart from everything that can be rebuilt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMark {
    /// Opened in the reader.
    pub read: bool,
    /// Bookmarked.
    pub bookmarked: bool,
    /// The analyst's note; empty for none.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_the_one_place_that_is_retold_or_the_publisher() {
        let mut article =
            Article { source: Source { name: "digest".into(), kind: SourceKind::Saved }, ..Article::default() };
        assert_eq!(article.origin(), "digest");
        article.address = Some("https://www.example.org/a".into());
        assert_eq!(article.origin(), "example.org");
        article.cites = vec!["https://b.example/x".into(), "https://www.b.example/y".into()];
        assert_eq!(article.origin(), "b.example", "who cites one place retells it");
        article.cites.push("http://A.example".into());
        assert_eq!(article.origin(), "example.org", "who cites several has put them together");
    }

    #[test]
    fn only_addresses_of_the_web_stay_with_an_article() {
        for (address, expect) in [
            ("https://a.example/x", true),
            ("HTTP://a.example", true),
            ("javascript:alert(1)", false),
            ("javascript://a.example/%0Aalert(1)", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("https://", false),
            ("https://a\u{1b}[2J.example/", false),
            ("https://a.example/\nx", false),
            ("/2021/03/a.html", false),
            ("", false),
        ] {
            assert_eq!(is_web(address), expect, "{address:?}");
            let article = Article { address: Some(address.into()), cites: vec![address.into()], ..Article::default() };
            let kept = article.with_web_addresses();
            assert_eq!((kept.address.is_some(), kept.cites.len()), (expect, usize::from(expect)), "{address:?}");
        }
    }

    #[test]
    fn an_article_without_a_headline_is_called_by_its_first_words() {
        let long = "المرفأ ".repeat(40);
        for (title, body, expect) in [
            ("Port closed", "The port was closed.", "Port closed"),
            (" ", "\n  The port  was closed.\nIt opened later.", "The port was closed."),
            ("", "", ""),
        ] {
            assert_eq!(headline(title, body), expect);
        }
        let short = headline("", &long).into_owned();
        assert!(short.ends_with("المرفأ …") && short.chars().count() <= OPENING + 2, "{short}");
        assert_eq!(headline("", &"x".repeat(500)).chars().count(), OPENING);
    }

    #[test]
    fn an_interval_is_not_a_day() {
        let day: NaiveDate = "2021-03-02".parse().expect("a date");
        let mut published = Published::on(day, Rung::Feed, "");
        assert_eq!(published.day(), Some(day));
        published.last = day.succ_opt();
        assert_eq!(published.day(), None);
    }
}
