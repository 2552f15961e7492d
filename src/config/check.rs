//! Checks single values of a configuration file.

use super::error::{ConfigError, Source};
use super::read::{Located, suggest};

/// A key such as `exchange-2021`: it becomes part of file names and command lines.
pub(super) fn id(source: Source<'_>, id: Located<String>) -> Result<String, ConfigError> {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = id.value.len() <= 64 && id.value.chars().all(letters) && !id.value.starts_with('-');
    if good {
        return Ok(id.value);
    }
    let problem = format!("`{}` is no good id", id.value);
    let cure = "use at most 64 lower-case letters a-z, digits and hyphens, such as \"exchange-2021\"";
    Err(source.error(id.span, &problem, cure))
}

/// The key of an entity: letters of any script, as programs make it from a name.
pub(super) fn entity(source: Source<'_>, id: Located<String>) -> Result<String, ConfigError> {
    let letters = |c: char| c == '-' || c.is_alphanumeric() && !c.is_uppercase();
    if id.value.chars().count() <= 160 && id.value.chars().all(letters) && !id.value.starts_with('-') {
        return Ok(id.value);
    }
    let problem = format!("`{}` is no good id", id.value);
    let cure = "use at most 160 lower-case letters, digits and hyphens, such as \"port-office\"";
    Err(source.error(id.span, &problem, cure))
}

/// A feed's address: http or https, a host, no password.
pub(super) fn address(source: Source<'_>, address: Located<String>) -> Result<String, ConfigError> {
    let fault = match address.value.split_once("://") {
        Some((scheme, rest)) if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or("");
            if host.contains('@') {
                // The address itself is not repeated: it holds a password.
                Some(("the feed's address holds a user name or password".to_owned(), "take it out of the address"))
            } else if host.is_empty() || host.starts_with(':') || address.value.contains(char::is_whitespace) {
                Some((format!("`{}` is no web address", address.value), "write url = \"https://host/path\""))
            } else {
                None
            }
        }
        _ => Some((
            format!("the feed's address `{}` is neither http nor https", address.value),
            "only web feeds are read here; saved files go into [[saved]]",
        )),
    };
    match fault {
        Some((problem, cure)) => Err(source.error(address.span, &problem, cure)),
        None => Ok(address.value),
    }
}

/// The meaning of a word that must be one of a few.
pub(super) fn choice<T: Copy>(
    source: Source<'_>,
    key: &str,
    word: &Located<String>,
    choices: &[(&str, T)],
) -> Result<T, ConfigError> {
    let lower = word.value.to_lowercase();
    let found = choices.iter().find(|(name, _)| name.to_lowercase() == lower);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let problem = format!("`{key}` does not know `{}`", word.value);
        source.error(word.span.clone(), &problem, &suggest(&word.value, &names))
    })
}

/// Fails where two entries of a file have the same key.
pub(super) fn unique<'a>(
    source: Source<'_>,
    what: &str,
    keys: impl Iterator<Item = &'a Located<String>>,
) -> Result<(), ConfigError> {
    let mut seen: Vec<&str> = Vec::new();
    for key in keys {
        if seen.contains(&key.value.as_str()) {
            let problem = format!("{what} `{}` stands here a second time", key.value);
            return Err(source.error(key.span.clone(), &problem, "take one of the two out or give it another one"));
        }
        seen.push(&key.value);
    }
    Ok(())
}
