//! What the names of a feed mean: namespaces by their sense and not by their spelling, and names
//! of old or foreign formats as the ones that the parser knows.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The family of a feed, by its root element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 0.90, 1.0 and 1.1, in RDF.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
}

/// Meanings by namespace address, of `assets/feed/namespaces.tsv`.
static NAMESPACES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../assets/feed/namespaces.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .map(|(a, b)| (b, a))
        .collect()
});

/// Targets by family, meaning and name, of `assets/feed/names.tsv`.
static NAMES: LazyLock<HashMap<(&str, &str, &str), &str>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut fields = line.split('\t');
        Some(((fields.next()?, fields.next()?, fields.next()?), fields.next()?))
    };
    rows(include_str!("../../assets/feed/names.tsv")).filter_map(read).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Prefixes that are used without a declaration.
const USUAL_PREFIXES: [&str; 9] = ["atom", "content", "dc", "dcterms", "itunes", "media", "rdf", "wfw", "xhtml"];

/// Prefixes of the finished feed and their namespaces, as the parser spells them.
pub(super) const DECLARED: &str = " xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
    xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" xmlns:other=\"urn:other\"";

/// What namespace `address` means; `other` for those that say nothing here.
pub(super) fn namespace(address: &str) -> &'static str {
    let lower = address.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches(['/', '#']);
    NAMESPACES.get(bare).copied().unwrap_or("other")
}

/// What an undeclared prefix is taken to mean.
pub(super) fn usual(prefix: &str) -> &'static str {
    USUAL_PREFIXES.iter().find(|usual| prefix.eq_ignore_ascii_case(usual)).copied().unwrap_or("other")
}

/// The family of a root element, by its name without prefix.
pub(super) fn family(root: &str) -> Option<Family> {
    match root.to_ascii_lowercase().as_str() {
        "rss" | "channel" => Some(Family::Rss),
        "rdf" => Some(Family::Rdf),
        "feed" | "entry" => Some(Family::Atom),
        _ => None,
    }
}

/// The name under which the parser knows element `local` of namespace `meaning` inside `parent`,
/// prefix included.
pub(super) fn name(family: Family, meaning: &str, local: &str, parent: &str) -> String {
    let own = if family == Family::Atom { "atom" } else { "rss" };
    let meaning = if meaning.is_empty() { own } else { meaning };
    let local = local.to_ascii_lowercase();
    let place = if parent == "rss" { "channel" } else { own };
    let target = NAMES.get(&(place, meaning, local.as_str())).or_else(|| NAMES.get(&(own, meaning, local.as_str())));
    if let Some(target) = target {
        return (*target).to_owned();
    }
    match meaning {
        _ if meaning == own => local,
        // The parser knows no Atom text inside RSS but its links.
        "atom" | "content" | "dc" | "media" | "itunes" | "wfw" => format!("{meaning}:{local}"),
        _ => format!("other:{local}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_known_by_their_sense() {
        for (address, expect) in [
            ("http://www.w3.org/2005/Atom", "atom"),
            ("https://www.w3.org/2005/Atom/", "atom"),
            ("http://purl.org/atom/ns#", "atom"),
            ("http://my.netscape.com/rdf/simple/0.9/", "rss"),
            ("HTTP://PURL.ORG/DC/ELEMENTS/1.1", "dc"),
            ("http://search.yahoo.com/mrss", "media"),
            ("urn:x", "other"),
            ("", "other"),
        ] {
            assert_eq!(namespace(address), expect, "{address}");
        }
    }

    #[test]
    fn names_are_those_that_the_parser_knows() {
        for (family, meaning, local, expect) in [
            (Family::Rss, "", "pubDate", "pubDate"),
            (Family::Rss, "", "PUBDATE", "pubDate"),
            (Family::Rdf, "rss", "title", "title"),
            (Family::Rss, "dc", "subject", "category"),
            (Family::Rss, "atom", "link", "atom:link"),
            (Family::Rss, "content", "encoded", "content:encoded"),
            (Family::Atom, "atom", "tagline", "subtitle"),
            (Family::Atom, "", "issued", "published"),
            (Family::Atom, "other", "title", "other:title"),
        ] {
            assert_eq!(name(family, meaning, local, "item"), expect, "{meaning}:{local}");
        }
        assert_eq!(name(Family::Rss, "dc", "creator", "rss"), "managingEditor");
        assert_eq!((family("RDF"), family("html")), (Some(Family::Rdf), None));
    }
}
