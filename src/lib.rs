//! marsad: a terminal observatory for news.
//!
//! Reads Arabic and English articles about one incident, finds every date and every name, and
//! draws what happened, when, and who says so. `ARCHITECTURE.md` has the house; a module imports
//! only from lower floors.

pub mod analyse;
pub mod bidi;
pub mod cli;
pub mod config;
pub mod entity;
pub mod export;
pub mod feed;
pub mod gather;
pub mod ingest;
pub mod model;
pub mod page;
pub mod store;
pub mod text;
pub mod timeline;
pub mod timex;
pub mod tui;
