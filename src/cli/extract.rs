//! `marsad extract`: what documents say, without storing them.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use super::args::ExtractArgs;
use super::json::Document;
use super::output::{Out, json};
use super::setup::Config;
use super::{Failure, Notes, Outcome, lines};
use crate::analyse::Analyser;
use crate::gather::files;
use crate::ingest::read;
use crate::model::{Article, Diagnostic, Lang, Published, Reason, Rung, Span};
use crate::store::key;
use crate::text::{hash, stamp};

/// A line of `extract --jsonl`.
#[derive(Deserialize)]
struct Ask {
    #[serde(default)]
    id: Value,
    text: String,
    lang: Option<String>,
    dct: Option<String>,
    title: Option<String>,
}

/// Prints one JSON object a document.
pub(super) fn run(config: &Config, args: &ExtractArgs, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let analyser = Analyser::new(&config.case()?);
    if args.jsonl { stream(&analyser, args.strict, out, notes) } else { documents(&analyser, &args.paths, out, notes) }
}

fn stream(analyser: &Analyser, strict: bool, out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let streamed = lines::stream(io::stdin().lock(), out, &|line| answer(analyser, line))?;
    if streamed.bad > 0 {
        notes.say(&format!("{} of {} lines could not be read; see their \"error\"", streamed.bad, streamed.lines));
    }
    match streamed.lines {
        _ if strict && streamed.bad > 0 => Err(Failure::Told),
        0 => Ok(Outcome::Nothing),
        _ => Ok(Outcome::Done),
    }
}

fn answer(analyser: &Analyser, line: &[u8]) -> Result<String, String> {
    let Ask { id, text, lang, dct, title } = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let dated = dct.as_deref().map(|dct| (dct, published(dct)));
    let article = Article {
        title: title.unwrap_or_default(),
        body: text,
        lang: lang.map_or(Lang::Unknown, |code| Lang::from_code(&code)),
        published: dated.as_ref().and_then(|(_, published)| published.clone()).unwrap_or_default(),
        ..Article::default()
    };
    let mut analysis = analyser.run(&article);
    if let Some((dct, None)) = dated {
        let message = Reason::of("dct-unread", [dct.into()]);
        analysis.diagnostics.push(Diagnostic { span: Span::default(), code: "unread-dct".to_owned(), message });
    }
    json(&Document::new(id, &article, &analysis)).map_err(|failure| failure.to_string())
}

/// The day that a line states, with its moment where it has one.
fn published(dct: &str) -> Option<Published> {
    let dct = dct.trim();
    if let Ok(day) = NaiveDate::parse_from_str(dct, "%Y-%m-%d") {
        return Some(Published::on(day, Rung::Metadata, "dct"));
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(dct) {
        let day = Published::on(moment.date_naive(), Rung::Metadata, "dct");
        return Some(Published { moment: Some(moment), ..day });
    }
    let stamp = stamp::parse(dct)?;
    let day = Published::on(stamp.day, Rung::Metadata, "dct");
    Some(Published { moment: stamp.moment, ..day })
}

fn documents(analyser: &Analyser, paths: &[PathBuf], out: &mut Out, notes: &mut Notes) -> Result<Outcome, Failure> {
    let (mut found, mut failed, mut result) = (0_usize, 0_usize, Ok(()));
    let _ = files(paths, &mut |document| {
        let read = document.and_then(|document| read(&document).map_err(|reason| (document.name, reason)));
        match read {
            Err((name, reason)) => {
                failed += 1;
                notes.say(&format!("{name}: {reason}"));
            }
            Ok(document) => {
                for article in &document.articles {
                    found += 1;
                    result = print(analyser, article, &document.diagnostics, out);
                    if result.is_err() {
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    });
    result?;
    match (found, failed) {
        (0, 0) => Ok(Outcome::Nothing),
        (0, _) => Err(Failure::Told),
        _ => Ok(Outcome::Done),
    }
}

fn print(analyser: &Analyser, article: &Article, strange: &[Diagnostic], out: &mut Out) -> Result<(), Failure> {
    let mut analysis = analyser.run(article);
    analysis.diagnostics.extend_from_slice(strange);
    out.json(&Document::new(Value::from(key(article, hash).0), article, &analysis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_case;

    fn ask(line: &str) -> Result<Value, String> {
        let answer = answer(&Analyser::new(&default_case()), line.as_bytes())?;
        Ok(serde_json::from_str(&answer).expect("answers are JSON"))
    }

    #[test]
    fn a_line_is_answered_with_its_own_text() {
        let text = "  The patch\u{200B} came yesterday.\r\n";
        let line = serde_json::json!({"id": 5, "dct": "2021-03-03", "text": text}).to_string();
        let answer = ask(&line).expect("the line is right");
        assert_eq!((&answer["id"], &answer["text"]), (&5.into(), &text.into()));
        assert_eq!(answer["published"]["value"], "2021-03-03");
        assert_eq!(answer["dates"][0]["value"], "2021-03-02");
    }

    #[test]
    fn a_day_is_read_in_many_forms() {
        for (dct, day) in [
            ("2021-03-02", Some("2021-03-02")),
            (" 2021-03-02T23:30:00+03:00 ", Some("2021-03-02")),
            ("Tue, 02 Mar 2021 10:00:00 GMT", Some("2021-03-02")),
            ("soon", None),
        ] {
            let read = published(dct).and_then(|published| published.day());
            assert_eq!(read, day.map(|day| day.parse().expect("a date")), "{dct}");
        }
        let answer = ask(r#"{"text":"It came.","dct":"soon"}"#).expect("the text is read all the same");
        let codes: Vec<_> = answer["diagnostics"].as_array().into_iter().flatten().map(|d| &d["code"]).collect();
        assert!(codes.contains(&&"unread-dct".into()), "{codes:?}");
    }

    #[test]
    fn a_line_without_text_is_refused() {
        for line in ["", "{", "7", r#"{"id":1}"#, r#"{"text":7}"#] {
            assert!(ask(line).is_err(), "{line}");
        }
    }
}
