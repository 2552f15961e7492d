//! What the user wrote, checked: the case file, the settings, and where files go.
//!
//! Reads texts that are handed in and knows nothing of files, the environment or the terminal. A
//! mistake is answered with its place and its cure:
//!
//! ```
//! let error = marsad::config::parse_case("[case]\nid = \"a\"\ntitel = { en = \"A\" }\n", "feeds.toml")
//!     .expect_err("the key is misspelled");
//! assert_eq!(error.to_string(), "feeds.toml:3:1: unknown key `titel` in [case]; did you mean `title`?");
//! ```

mod case;
mod check;
mod error;
mod names;
mod paths;
mod read;
mod settings;
mod terminals;

pub use case::{DEFAULT_CASE, default_case, default_id, parse_case};
pub use error::ConfigError;
pub use names::{with_name, without_name};
pub use paths::{Paths, PathsError, Places};
pub use settings::{BidiMode, Digits, Marks, Settings, Theme, TimeFlow, parse_settings};
pub use terminals::{Remembered, parse_terminals, with_terminal};
