//! Names across scripts: a key of consonants finds names that may be one (`skeleton`), learned
//! chances of letters say how sure it is (`costs`), and [`Linker`] joins the names of a case.

mod costs;
mod letters;
mod linker;
mod names;
mod skeleton;
mod table;
#[cfg(test)]
mod tests;
mod train;

pub use linker::{Joined, Linker, Unknown};
pub use names::agreement;
pub use train::{Judge, train};
