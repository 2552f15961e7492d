//! The words of the test.

/// All words, in sections with a line `== name` before each.
const WORDS: &str = include_str!("../../../assets/ui/bidi-test.txt");

/// The section called `name`, without the line feed at its end.
pub(super) fn words(name: &str) -> &'static str {
    let mut sections = WORDS.split("== ").filter_map(|section| section.split_once('\n'));
    sections.find(|(title, _)| *title == name).map_or("", |(_, text)| text.trim_end())
}
