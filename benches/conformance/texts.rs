//! Texts to lay out: the sample articles, and mixes of what makes order hard.

use std::path::Path;

/// The paragraphs of the sample archive.
pub fn articles() -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/corpus")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut entries: Vec<_> = entries.collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                paragraphs.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
            }
        }
    }
    paragraphs
}

const WORDS: &[&str] = &[
    "الخادم",
    "لا",
    "إلى",
    "هجوم",
    "مُحَمَّدٌ",
    "سلام",
    "الآن",
    "می‌خواهم",
    "گژدم",
    "ہے",
    "بيّنة",
    "שלום",
    "ء",
    "الـهـجـوم",
    "Tom",
    "web-shell",
    "C++",
    "AP/Reuters",
    "foo_bar",
    "café",
    "日本",
    "30,000",
    "250.000",
    "60%",
    "%60",
    "٩٥٪",
    "1/4",
    "-7",
    "+12",
    "$5",
    "12:30",
    "2021-03-02",
    "٢٠٢١/٣/٢",
    "۳٫۵",
    "+966 50 123",
    "1.2.3.4",
    "#1",
    "https://example.org/a?b=1&c=2",
    "www.x.net/(a)",
    "a@b.co",
    "C:\\x\\y",
    "x.exe",
    "CVE-2021-1",
];
const BETWEEN: &[&str] = &[
    " ",
    " ",
    " ",
    ", ",
    "، ",
    ". ",
    ": ",
    " - ",
    " – ",
    "؛ ",
    "/",
    "؟ ",
    "... ",
    "\u{A0}",
    " | ",
    " → ",
    "\u{200F}",
    "\u{200E} ",
    "\u{61C}",
];
const PAIRS: &[(&str, &str)] = &[("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("<", ">"), ("\"", "\""), ("{", "}")];
const EMBEDDED: &[(&str, &str)] =
    &[("\u{202A}", "\u{202C}"), ("\u{202B}", "\u{202C}"), ("\u{202D}", "\u{202C}"), ("\u{202E}", "\u{202C}")];
const ISOLATED: &[(&str, &str)] = &[("\u{2066}", "\u{2069}"), ("\u{2067}", "\u{2069}"), ("\u{2068}", "\u{2069}")];

/// Texts of words of both directions, numbers, addresses, brackets and controls.
pub fn mixes(count: usize, isolates: bool) -> Vec<String> {
    let mut dice = Dice(u64::from(isolates) + 7);
    let mix = |_| {
        let mut text = String::new();
        while text.len() < 240 {
            mixed(&mut dice, &mut text, isolates, 0);
            text.push_str(dice.pick(BETWEEN));
        }
        text
    };
    (0..count).map(mix).collect()
}

fn mixed(dice: &mut Dice, text: &mut String, isolates: bool, depth: usize) {
    let wrapped = if depth > 3 { 9 } else { dice.below(8) };
    let (open, close) = match wrapped {
        0 => dice.pick(PAIRS),
        1 if isolates => dice.pick(ISOLATED),
        1 if dice.below(4) == 0 => dice.pick(EMBEDDED),
        _ => return text.push_str(dice.pick(WORDS)),
    };
    text.push_str(open);
    for _ in 0..=dice.below(3) {
        mixed(dice, text, isolates, depth + 1);
        text.push_str(dice.pick(BETWEEN));
    }
    text.push_str(close);
}

/// A source of numbers that is the same every time (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}
