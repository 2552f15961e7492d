//! Sentences with gaps, and counted nouns.

use super::Lang;

/// Fills the gaps of `template` with `values`, in order; a gap without a value stays empty.
///
/// A gap is `{}`, or the forms of a noun that is counted there: `{one|many}` in English and
/// `{one|two|few|many|other}` in Arabic, whose first two say the number themselves.
pub fn fill(lang: Lang, template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    let mut rest = template;
    while let Some((before, (forms, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        let value = values.next().copied().unwrap_or("");
        out.push_str(before);
        if forms.is_empty() {
            out.push_str(value);
        } else {
            out.push_str(&counted(lang, forms, value));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The number of gaps of `template`.
pub fn gaps(template: &str) -> usize {
    template.matches('{').count()
}

/// `number` with the form of the noun that goes with it; what is no number takes the last form.
fn counted(lang: Lang, forms: &str, number: &str) -> String {
    let forms: Vec<&str> = forms.split('|').collect();
    let last = forms.len().saturating_sub(1);
    let at = number.parse().map_or(last, |number| form(lang, number).min(last));
    let noun = forms.get(at).copied().unwrap_or("");
    if lang == Lang::Arabic && at < 2 && last > 1 { noun.to_owned() } else { format!("{number} {noun}") }
}

/// Which form of a noun goes with `number` (Unicode CLDR, plural rules of both languages; nought takes the
/// form of hundreds).
fn form(lang: Lang, number: usize) -> usize {
    if lang != Lang::Arabic {
        return usize::from(number != 1);
    }
    match (number, number % 100) {
        (1, _) => 0,
        (2, _) => 1,
        (_, 3..=10) => 2,
        (_, 11..) => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_order() {
        for (template, values, expect) in [
            ("{} to {}", &["a", "b"][..], "a to b"),
            ("{} to {}", &["a"], "a to "),
            ("none", &["a"], "none"),
            ("an open { stays", &["a"], "an open { stays"),
            ("{}", &["{}"], "{}"),
        ] {
            assert_eq!(fill(Lang::English, template, values), expect, "{template}");
        }
        assert_eq!(gaps("{} of {a|b}"), 2);
    }

    #[test]
    fn a_noun_takes_the_form_of_its_number() {
        let arabic = "{مقال واحد|مقالان|مقالات|مقالا|مقال}";
        for (number, expect) in [
            ("0", "0 مقال"),
            ("1", "مقال واحد"),
            ("2", "مقالان"),
            ("3", "3 مقالات"),
            ("10", "10 مقالات"),
            ("11", "11 مقالا"),
            ("84", "84 مقالا"),
            ("100", "100 مقال"),
            ("102", "102 مقال"),
            ("103", "103 مقالات"),
            ("…", "… مقال"),
        ] {
            assert_eq!(fill(Lang::Arabic, arabic, &[number]), expect);
        }
        for (number, expect) in [("0", "0 articles"), ("1", "1 article"), ("2", "2 articles")] {
            assert_eq!(fill(Lang::English, "{article|articles}", &[number]), expect);
        }
    }
}
