//! Arabic words without what is written together with them.

/// An Arabic word without its clitics and its article, and which it has: 1-4 و ف, ب, ل, ك; 5 the
/// article; 6-9 both.
pub(super) fn stem(text: &str) -> (&str, u8) {
    let long = |rest: &str| rest.len() >= 6;
    let article = |rest: &str| rest.strip_prefix("ال").filter(|rest| long(rest)).map(str::len);
    let tail = |length: usize| text.get(text.len() - length..).unwrap_or(text);
    if let Some(length) = article(text) {
        return (tail(length), 5);
    }
    if let Some(rest) = text.strip_prefix("لل").filter(|rest| long(rest)) {
        return (rest, 8);
    }
    let Some(first) = text.chars().next() else { return (text, 0) };
    let class = match first {
        'و' | 'ف' => 1,
        'ب' => 2,
        'ل' => 3,
        'ك' => 4,
        _ => return (text, 0),
    };
    let rest = tail(text.len() - first.len_utf8());
    match article(rest) {
        Some(length) => (tail(length), class + 5),
        None if long(rest) => (rest, class),
        None => (text, 0),
    }
}
