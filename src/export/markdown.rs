//! Markdown (CommonMark): a heading an event, a quotation a piece of evidence.
//!
//! Text from outside is escaped, so that no headline becomes a link, a picture or markup. Only web
//! addresses become links.

use std::io::{self, Write};

use super::labels::Labels;
use super::text::{about, disputes, heading, published, sources};
use super::{Names, Request};
use crate::model::{Clean, Event, is_web};

/// Writes a document with a section for every event.
///
/// # Errors
///
/// Only those of `out`.
pub fn markdown(request: &Request, out: &mut dyn Write) -> io::Result<()> {
    let labels = Labels::of(request.lang);
    let window = request.timeline.window;
    writeln!(out, "# {}\n", escape(request.case.title.get(request.lang)))?;
    writeln!(out, "{}\n", labels.line("window", &[&window.from.to_string(), &window.to.to_string()]))?;
    let names = Names::of(request);
    for event in request.events() {
        section(request, &names, event, out)?;
    }
    if !request.timeline.open.is_empty() {
        writeln!(out, "## {}\n", labels.line("open", &[]))?;
    }
    for item in &request.timeline.open {
        writeln!(
            out,
            "- **{}** {} – {}",
            escape(&item.headline),
            escape(&item.text),
            escape(&item.reason.text(request.lang))
        )?;
    }
    Ok(())
}

fn section(request: &Request, names: &Names, event: &Event, out: &mut dyn Write) -> io::Result<()> {
    let labels = Labels::of(request.lang);
    writeln!(out, "## {}\n", escape(&heading(request, labels, event)))?;
    writeln!(out, "**{}**\n", escape(&event.title))?;
    writeln!(out, "{}\n", escape(&sources(labels, event)))?;
    for evidence in &event.evidence {
        writeln!(out, "> {}\n>", escape(&evidence.sentence))?;
        let day = published(labels, &evidence.published);
        let cited = labels.line("cited", &[&evidence.source.name, &labels.word(&evidence.lang), &day]);
        writeln!(out, "> — {}", escape(&cited))?;
        writeln!(out, ">")?;
        for line in about(names, labels, evidence) {
            writeln!(out, "> - {}", link(&line).unwrap_or_else(|| escape(&line)))?;
        }
        writeln!(out)?;
    }
    for line in disputes(names, labels, event) {
        writeln!(out, "- ⚠ {}", escape(&line))?;
    }
    if event.disputes.is_empty() { Ok(()) } else { writeln!(out) }
}

/// A web address as a link; `None` for anything else.
fn link(text: &str) -> Option<String> {
    let clean = Clean::line(text).into_string();
    let plain = !clean.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\'));
    (is_web(&clean) && plain).then(|| format!("<{clean}>"))
}

/// Text that reads as itself: Markdown lets a backslash stand before any ASCII sign.
fn escape(text: &str) -> String {
    let clean = Clean::line(text);
    let clean = clean.as_str().trim();
    let digits = clean.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(clean.len() + 8);
    for (at, c) in clean.char_indices() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$');
        let first = at == 0 && matches!(c, '-' | '+' | '=') || at == digits && digits > 0 && matches!(c, '.' | ')');
        if anywhere || first {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_from_outside_is_text() {
        for (text, expect) in [
            ("plain text (2021)", "plain text (2021)"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("![x](http://y)", "\\!\\[x\\](http://y)"),
            ("<script>", "\\<script\\>"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("12 items.", "12 items."),
            ("# head\nline", "\\# head line"),
            ("a_b*c`d", "a\\_b\\*c\\`d"),
        ] {
            assert_eq!(escape(text), expect, "{text}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("https://example.org/a?b=c"), Some("<https://example.org/a?b=c>".into()));
        for text in ["javascript:alert(1)", "https://example.org/ b", "https://a>b", "file:///etc"] {
            assert_eq!(link(text), None, "{text}");
        }
    }
}
