//! A page's headline, freed of the site's name.

use super::meta::Meta;
use super::noise::key;

/// Signs between a headline and a site's name.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ـ "];

/// Words of a site's name at most.
const MAX_SITE: usize = 5;

/// Characters of a headline.
const MAX_TITLE: usize = 300;

/// The headline of the page; empty where it has none.
pub(super) fn title(meta: &Meta, site: Option<&str>) -> String {
    let named = meta.content(&["og:title", "twitter:title", "title", "dc.title", "parsely-title", "sailthru.title"]);
    let headline = meta.described.headline.as_deref();
    let stated: Vec<&str> = [named, headline, Some(meta.title.as_str())]
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .collect();
    // A heading that a stated title begins with is the headline as the reader sees it, and so is the
    // only heading of its level that says about the same.
    let begins = |heading: &str| {
        let heading = key(heading);
        heading.contains(' ') && stated.iter().any(|title| key(title).starts_with(&heading))
    };
    let heading = meta.headings.iter().map(String::as_str).find(|heading| begins(heading));
    let heading = heading.or_else(|| only(&meta.headings).filter(|heading| is_akin(heading, &stated, site)));
    let stated = stated.first().map(|title| without_site(title, site));
    let chosen = heading.or(stated).or(meta.headings.first().map(String::as_str)).unwrap_or("");
    chosen.trim().chars().take(MAX_TITLE).collect()
}

/// The one heading of the page, where all its headings are the same.
fn only(headings: &[String]) -> Option<&str> {
    let (first, rest) = headings.split_first()?;
    rest.iter().all(|heading| heading == first).then_some(first.as_str())
}

/// Whether a heading of some words shares two longer ones with a stated title, and is no site's name.
fn is_akin(heading: &str, stated: &[&str], site: Option<&str>) -> bool {
    let heading = key(heading);
    let long = |word: &&str| word.chars().count() > 2;
    let shared = |title: &&str| {
        let title = key(title);
        heading.split(' ').filter(long).filter(|word| title.split(' ').any(|other| other == *word)).count() >= 2
    };
    heading.split(' ').count() >= 3 && site.is_none_or(|site| key(site) != heading) && stated.iter().any(shared)
}

/// Cuts one trailing part that names the site. Without a known name a short last part is taken for
/// one, if what is left is longer.
pub(super) fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let cut = SEPARATORS.iter().filter_map(|sign| title.rsplit_once(sign)).min_by_key(|(_, tail)| tail.len());
    let Some((head, tail)) = cut.filter(|(head, _)| !head.trim().is_empty()) else { return title };
    let known = site.is_some_and(|site| {
        let (site, tail) = (key(site).replace(' ', ""), key(tail).replace(' ', ""));
        !tail.is_empty() && (site.contains(&tail) || tail.contains(&site) && !site.is_empty())
    });
    let words = |text: &str| text.split_whitespace().count();
    if known || words(tail) <= MAX_SITE && words(head) > words(tail) { head.trim_end() } else { title }
}

/// The site's name that a title ends in, if it is cut there.
pub(super) fn site_of(title: &str) -> Option<&str> {
    let head = without_site(title, None);
    let tail = title.get(head.len()..)?.trim();
    let name = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::meta::meta;
    use super::*;

    #[test]
    fn one_trailing_part_goes() {
        for (title, site, expect) in [
            ("Servers hit again across Europe | The Paper", None, "Servers hit again across Europe"),
            (
                "Servers hit again - what we know so far about it now",
                None,
                "Servers hit again - what we know so far about it now",
            ),
            ("Servers hit again across Europe - Tech - Paper", None, "Servers hit again across Europe - Tech"),
            ("هجوم على خوادم البريد | صحيفة البلد", None, "هجوم على خوادم البريد"),
            ("Hit | The Daily Paper of Record Online", Some("The Daily Paper of Record Online"), "Hit"),
            ("Zero-day flaws", None, "Zero-day flaws"),
            ("", None, ""),
        ] {
            assert_eq!(without_site(title, site), expect, "{title}");
        }
        assert_eq!(site_of("Servers hit again across Europe | The Paper"), Some("The Paper"));
        assert_eq!(site_of("Servers hit"), None);
    }

    #[test]
    fn a_heading_that_the_title_begins_with_is_the_headline() {
        let page = meta("<title>Servers hit - Again - Paper</title><h1>Site</h1><h1>Servers hit - again</h1>");
        assert_eq!(title(&page, None), "Servers hit - again");
        let page = meta("<title>Home</title><meta property=og:title content='Servers hit'>");
        assert_eq!(title(&page, None), "Servers hit");
        let page =
            meta("<title>What is known of the mail servers - Paper</title><h1>Mail servers: what is known so far</h1>");
        assert_eq!(title(&page, None), "Mail servers: what is known so far");
        assert_eq!(title(&meta("<h1>Only a heading</h1>"), None), "Only a heading");
        assert_eq!(title(&meta(""), None), "");
    }
}
