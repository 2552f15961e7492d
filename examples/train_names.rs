//! Trains the model of names of one language, or packs a table of word classes.
//!
//! ```text
//! cargo run --release --example train_names -- en|ar OUT FILE...
//! cargo run --release --example train_names -- classes TABLE OUT
//! ```
//!
//! A FILE has one JSON object a line, `{"text", "gold": [{"start", "end", "type"}]}`, offsets in code
//! points, types PER, ORG, LOC, MISC, EVENT, PRODUCT, MALWARE; a name of any other type is left
//! open. A type that a file never has is taken as unmarked in it, so that files of different
//! guidelines can stand together. `FILE:2` counts the file twice. `assets/models/NOTICE.md` says
//! which files the models of the project were trained on. A TABLE comes from the scripts beside it.

use std::error::Error;
use std::fs;

use marsad::entity::{Base, Example, Settings, pack_classes};
use marsad::model::{EntityType, Span};
use serde_json::Value;

#[expect(clippy::disallowed_methods, reason = "a program of its own, like main.rs")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [what, table, out] if what == "classes" => fs::write(out, pack_classes(&fs::read_to_string(table)?))?,
        [lang, out, files @ ..] if matches!(lang.as_str(), "en" | "ar") && !files.is_empty() => {
            let mut examples = Vec::new();
            for file in files {
                let (path, weight) = file.rsplit_once(':').unwrap_or((file, "1"));
                examples.extend(read(&fs::read_to_string(path)?, weight.parse()?)?);
            }
            fs::write(out, Base::new(&[]).train(&examples, settings(lang)))?;
        }
        _ => return Err("usage: train_names en|ar OUT FILE... | train_names classes TABLE OUT".into()),
    }
    Ok(())
}

/// How the models of the project were trained.
fn settings(lang: &str) -> Settings {
    let plain = Settings::default();
    if lang == "en" {
        Settings { types: 6, miss: 12, margin: 8, ..plain }
    } else {
        Settings { types: 4, miss: 16, least: 1, learners: 2, buckets: 12_500, ..plain }
    }
}

/// What the trainer makes of a type.
enum Kind {
    /// A name to learn; `None` for one of the other names, which are seen and not told.
    Name(Option<EntityType>),
    /// Nothing: the place is left open.
    Open,
}

fn kind(code: &str) -> Kind {
    match code {
        "PER" => Kind::Name(Some(EntityType::Person)),
        "ORG" => Kind::Name(Some(EntityType::Org)),
        "LOC" => Kind::Name(Some(EntityType::Loc)),
        "PRODUCT" => Kind::Name(Some(EntityType::Product)),
        "MALWARE" => Kind::Name(Some(EntityType::Malware)),
        "MISC" | "EVENT" => Kind::Name(None),
        _ => Kind::Open,
    }
}

fn read(lines: &str, weight: i32) -> Result<Vec<Example>, Box<dyn Error>> {
    let (mut out, mut marked) = (Vec::new(), Vec::new());
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("a line has no text")?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut example =
            Example { text: text.to_owned(), names: Vec::new(), unknown: Vec::new(), marked: Vec::new(), weight };
        for name in row["gold"].as_array().into_iter().flatten() {
            let byte = |field: &str| name[field].as_u64().and_then(|at| bytes.get(at as usize)).copied();
            let (Some(start), Some(end)) = (byte("start"), byte("end")) else {
                return Err("a name has no place".into());
            };
            match kind(name["type"].as_str().unwrap_or("")) {
                Kind::Name(kind) => {
                    if !marked.contains(&kind) {
                        marked.push(kind);
                    }
                    example.names.push((Span::new(start, end), kind));
                }
                Kind::Open => example.unknown.push(Span::new(start, end)),
            }
        }
        out.push(example);
    }
    for example in &mut out {
        example.marked.clone_from(&marked);
    }
    Ok(out)
}
