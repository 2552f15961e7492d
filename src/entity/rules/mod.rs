//! Rules for names that no list knows, and for names that are built on a listed one.

pub(super) mod arabic;
pub(super) mod bodies;
pub(super) mod edition;
pub(super) mod english;
pub(super) mod threat;
