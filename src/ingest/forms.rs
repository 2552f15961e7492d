//! The ways in which Arabic texts write a word that somebody looks for.

use crate::entity::spellings;

/// A word of fewer letters takes so many shapes that it would find anything.
const SHORTEST: usize = 3;

/// One-letter words that are written to the next one: and, then, by, like, for.
const BEFORE_ANY: [&str; 7] = ["و", "ف", "ب", "ك", "ل", "وب", "ول"];

/// The same before a word with the article; `ل` swallows the alef of the article.
const BEFORE_ARTICLE: [&str; 6] = ["و", "ف", "ب", "ك", "وب", "وك"];

/// `word`, folded, in every way in which texts write it: a name in its other spellings of both
/// languages as well.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = written(word);
    forms.extend(spellings(word).iter().flat_map(|other| written(other)));
    forms
}

/// `word`, folded, and for an Arabic one the same word behind the article and the words that are
/// written to it. A word that comes with the article is looked for with the article.
fn written(word: &str) -> Vec<String> {
    let arabic = |c: char| ('\u{621}'..='\u{64A}').contains(&c);
    let mut forms = vec![word.to_owned()];
    if !word.chars().all(arabic) || word.chars().count() < SHORTEST {
        return forms;
    }
    let bare = word.strip_prefix("ال").filter(|bare| bare.chars().count() >= SHORTEST);
    if bare.is_none() {
        forms.extend(BEFORE_ANY.iter().map(|before| format!("{before}{word}")));
        forms.push(format!("ال{word}"));
    }
    let bare = bare.unwrap_or(word);
    forms.extend(BEFORE_ARTICLE.iter().map(|before| format!("{before}ال{bare}")));
    forms.extend(["لل", "ولل"].iter().map(|before| format!("{before}{bare}")));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, found: &[&str], not_found: &[&str]) {
        let forms = forms(&crate::text::fold_key(word));
        for (texts, expect) in [(found, true), (not_found, false)] {
            for text in texts {
                assert_eq!(forms.contains(&crate::text::fold_key(text)), expect, "{word}: {text}");
            }
        }
    }

    #[test]
    fn words_are_looked_for_behind_what_is_written_to_them() {
        check("إدارة", &["إدارة", "الإدارة", "والإدارة", "بالإدارة", "للإدارة", "وإدارة", "لإدارة"], &["إدارتها"]);
        check("الإدارة", &["الإدارة", "والإدارة", "للإدارة", "كالإدارة"], &["إدارة", "وإدارة"]);
        check("من", &["من"], &["ومن", "المن"]);
        check("exchange", &["exchange"], &["الexchange"]);
    }

    #[test]
    fn a_name_is_looked_for_in_both_languages() {
        check("ميكروسوفت", &["ميكروسوفت", "مايكروسوفت", "بمايكروسوفت", "microsoft"], &["ادوبي"]);
        check("hafnium", &["hafnium", "هافنيوم", "لهافنيوم"], &["apt40"]);
    }
}
