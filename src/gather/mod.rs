//! Brings raw documents in, from files and from the network; owns clocks and manners.
//!
//! It gives bytes and knows nothing of what is in them. Files are regular files of a size that
//! fits; links are not followed. The network is asked the way servers like it: with what they
//! said last time, one request a host at once, a name and no cookies, and never longer or for
//! more than the limits say. Whatever goes wrong is a sentence for the user and no reason to stop.

mod address;
mod clock;
mod fetch;
mod files;
mod reply;
mod resolve;
mod schedule;

pub use clock::{Clock, SystemClock};
pub use fetch::{Fetch, Fetcher, GatherError, Limits};
pub use files::{Entry, MAX_FILE, files, find, read};
pub use schedule::Job;

#[cfg(test)]
pub(crate) mod server;
#[cfg(test)]
mod tests;
