//! Reads a Rust source just well enough for the checks: tokens with their lines, comments gone,
//! test parts marked.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Name, keyword or number.
    Word(String),
    /// Content of a string literal.
    Text(String),
    /// One sign.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    /// From 1.
    pub line: usize,
    /// Whether it belongs to a part that only tests compile.
    pub test: bool,
}

impl Token {
    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// One source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Below `src/`, with `/`.
    pub path: String,
    pub tokens: Vec<Token>,
    pub lines: usize,
    /// Lines of its parts that only tests compile.
    pub test_lines: usize,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let mut tokens = tokenise(text);
        let test_lines = mark_tests(&mut tokens);
        Self { path: path.to_owned(), tokens, lines: text.lines().count(), test_lines }
    }

    /// The top module, such as `timex`; `lib` and `main` for the files of the root.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules deep the file is: 1 for `text/mod.rs`, 2 for `text/fold.rs`, 0 for `lib.rs`.
    pub fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        let file = self.path.rsplit('/').next().unwrap_or("");
        if matches!(file, "mod.rs" | "lib.rs" | "main.rs") { parts - 1 } else { parts }
    }

    /// Whether the file is `place.rs`, or lies in the folder `place`.
    pub fn within(&self, place: &str) -> bool {
        self.path.strip_prefix(place).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// Tokens outside of tests.
    pub fn code(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !token.test)
    }

    /// Modules that the file declares for tests alone, as paths below `src/`.
    fn test_modules(&self) -> Vec<String> {
        let folder = match self.path.rsplit_once('/') {
            Some((folder, "mod.rs")) => format!("{folder}/"),
            _ if matches!(self.path.as_str(), "lib.rs" | "main.rs") => String::new(),
            _ => format!("{}/", self.path.trim_end_matches(".rs")),
        };
        let triples = self.tokens.windows(3).filter(|t| t[0].test && t[0].word() == Some("mod") && t[2].is(';'));
        triples.filter_map(|t| t[1].word()).map(|name| format!("{folder}{name}")).collect()
    }
}

/// Every file under `root`, with files that only tests compile marked as such.
pub fn read_tree(root: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    read_folder(root, "", &mut sources);
    let tests: HashSet<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in &mut sources {
        if tests.iter().any(|place| source.within(place)) {
            source.tokens.iter_mut().for_each(|token| token.test = true);
            source.test_lines = source.lines;
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn read_folder(folder: &Path, prefix: &str, out: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let entry = entry.expect("the entry can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), out);
        } else if entry.path().extension().is_some_and(|ending| ending == "rs") {
            out.push(Source::new(&name, &fs::read_to_string(entry.path()).expect("the source is UTF-8")));
        }
    }
}

fn tokenise(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let (kind, next) = token(&chars, at);
        if let Some(kind) = kind {
            tokens.push(Token { kind, line, test: false });
        }
        line += chars[at..next].iter().filter(|c| **c == '\n').count();
        at = next;
    }
    tokens
}

/// The token at `at`, `None` for a blank or a comment, and where the next one begins.
fn token(chars: &[char], at: usize) -> (Option<Kind>, usize) {
    let peek = |ahead: usize| chars.get(at + ahead).copied().unwrap_or('\n');
    let find =
        |from: usize, stop: &dyn Fn(usize) -> bool| (from..chars.len()).find(|i| stop(*i)).unwrap_or(chars.len());
    match chars[at] {
        '/' if peek(1) == '/' => (None, find(at, &|i| chars[i] == '\n')),
        '/' if peek(1) == '*' => (None, comment_end(chars, at)),
        'r' if peek(1) == '"' || peek(1) == '#' && matches!(peek(2), '"' | '#') => raw_text(chars, at + 1),
        'b' | 'c' if peek(1) == '"' => quoted(chars, at + 1),
        '"' => quoted(chars, at),
        '\'' if peek(1) == '\\' => (None, find(at + 3, &|i| chars[i] == '\'') + 1),
        '\'' if peek(2) == '\'' => (None, at + 3),
        // A lifetime.
        '\'' => (None, find(at + 1, &|i| !is_word(chars[i]))),
        c if is_word(c) => {
            let end = find(at, &|i| !is_word(chars[i]));
            (Some(Kind::Word(chars[at..end].iter().collect())), end)
        }
        c if c.is_whitespace() => (None, at + 1),
        c => (Some(Kind::Sign(c)), at + 1),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn comment_end(chars: &[char], begin: usize) -> usize {
    let (mut at, mut depth) = (begin, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn quoted(chars: &[char], quote: usize) -> (Option<Kind>, usize) {
    let mut at = quote + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    let end = at.min(chars.len());
    (Some(Kind::Text(chars[quote + 1..end].iter().collect())), (end + 1).min(chars.len()))
}

fn raw_text(chars: &[char], begin: usize) -> (Option<Kind>, usize) {
    let hashes = chars[begin..].iter().take_while(|c| **c == '#').count();
    let start = begin + hashes + 1;
    let closes =
        |at: usize| chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    let end = (start..chars.len()).find(|at| closes(*at)).unwrap_or(chars.len());
    let text = chars.get(start..end).unwrap_or(&[]).iter().collect();
    (Some(Kind::Text(text)), (end + 1 + hashes).min(chars.len()))
}

/// Marks every item under `#[cfg(test)]` and gives the number of their lines.
fn mark_tests(tokens: &mut [Token]) -> usize {
    let (mut at, mut lines) = (0, 0);
    while at < tokens.len() {
        if !is_test_attribute(&tokens[at..]) {
            at += 1;
            continue;
        }
        let end = item_end(tokens, at);
        tokens[at..end].iter_mut().for_each(|token| token.test = true);
        lines += tokens[end - 1].line + 1 - tokens[at].line;
        at = end;
    }
    lines
}

fn is_test_attribute(tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().take(7).filter_map(Token::word).collect();
    tokens[0].is('#')
        && tokens.get(1).is_some_and(|t| t.is('['))
        && matches!(words.as_slice(), ["cfg", "test", ..] | ["cfg", "all", "test", ..])
}

/// One past the last token of the item at `begin`: its `;`, or the brace that closes its body.
fn item_end(tokens: &[Token], begin: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(begin) {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']') => depth = depth.saturating_sub(1),
            Kind::Sign('}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            Kind::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

#[test]
fn comments_and_letters_are_no_tokens() {
    let source = Source::new("a.rs", "// crate::x\n/* a /* b */ c */ let c = '\"'; let s = r#\"q\"q\"#; 'a: loop {}");
    let words: Vec<_> = source.tokens.iter().filter_map(Token::word).collect();
    assert_eq!(words, ["let", "c", "let", "s", "loop"]);
    assert!(source.tokens.iter().any(|token| token.kind == Kind::Text("q\"q".into()) && token.line == 2));
}

#[test]
fn test_parts_are_told_apart() {
    let source =
        Source::new("a/b.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\n#[cfg(test)]\nmod more;\n");
    let code: Vec<_> = source.code().filter_map(Token::word).collect();
    assert_eq!((code, source.test_lines), (vec!["fn", "a"], 6));
    assert_eq!(source.test_modules(), ["a/b/more"]);
    assert!(Source::new("a/b/more.rs", "").within("a/b/more") && !Source::new("a/bc.rs", "").within("a/b"));
}
