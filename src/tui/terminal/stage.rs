//! The second page of the terminal for whoever sends rows of his own instead of frames.

use std::io;

use super::{Manner, leave, raw, restore_on_panic, sleep, take};
use crate::model::Clean;

/// The terminal, in raw mode and on its second page; given back on drop and on panics.
pub struct Stage {
    title: Clean,
    manner: Manner,
}

impl Stage {
    /// Takes the terminal, and leaves the order of letters to it.
    ///
    /// # Errors
    /// Where the terminal cannot be set; it is then as it was.
    pub fn enter(title: &Clean) -> io::Result<Self> {
        restore_on_panic();
        let stage = Self { title: title.clone(), manner: Manner::default() };
        stage.set().inspect_err(|_| leave())?;
        Ok(stage)
    }

    /// Tells the terminal what it is told in this manner, and clears it.
    ///
    /// # Errors
    /// Where the terminal cannot be set.
    pub fn speak(&mut self, manner: &Manner) -> io::Result<()> {
        if self.manner == *manner {
            return Ok(());
        }
        // What it was told before has to be taken back first.
        leave();
        self.manner = manner.clone();
        self.set()
    }

    /// Gives the terminal back, sleeps until the user calls, and takes it again.
    ///
    /// # Errors
    /// Where the terminal cannot be set.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        sleep();
        self.set()
    }

    fn set(&self) -> io::Result<()> {
        raw()?;
        take(false, &self.title, &self.manner)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        leave();
    }
}
