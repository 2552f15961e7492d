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
        Settings { types: 4, miss: 12, least: 1, learners: 2, buckets: 12_500, ..plain }
    }
}

/// The kind of a type; `None` for a type that is left open.
fn kind(code: &str) -> Option<Option<EntityType>> {
    Some(match code {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Org),
        "LOC" => Some(EntityType::Loc),
        "PRODUCT" => Some(EntityType::Product),
        "MALWARE" => Some(EntityType::Malware),
        "MISC" | "EVENT" => None,
        _ => return None,
    })
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
            match name["type"].as_str().and_then(kind) {
                Some(kind) => {
                    if !marked.contains(&kind) {
                        marked.push(kind);
                    }
                    example.names.push((Span::new(start, end), kind));
                }
                None => example.unknown.push(Span::new(start, end)),
            }
        }
        out.push(example);
    }
    out.iter_mut().for_each(|example| example.marked.clone_from(&marked));
    Ok(out)
}
