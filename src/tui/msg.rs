//! What can happen, and what can be asked of the world.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::model::{Analysed, ArticleId, ArticleMark, CaseName, Clean, Progress, Reason};

use super::data::Data;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize(u16, u16),
    /// The case was loaded from the store.
    Loaded(Box<Data>),
    /// The articles that a search found.
    Found {
        /// The words that were searched for.
        query: String,
        /// What was found.
        ids: Vec<ArticleId>,
    },
    /// An article was fetched from the store.
    Opened(Box<Analysed>),
    /// Long work got on.
    Progress(Progress),
    /// Long work ended; the store may have changed.
    Done {
        /// What to tell.
        words: Reason,
        /// Whether it failed.
        bad: bool,
    },
    /// The case file was written: its names are others.
    Named {
        /// What was said.
        name: CaseName,
        /// Whether it was added; else it was taken back.
        add: bool,
    },
    /// Work that changed nothing has ended.
    Rest,
    /// Something to tell that changed nothing.
    Notice {
        /// What to tell.
        words: Reason,
        /// Whether it tells of a failure.
        bad: bool,
    },
}

/// Something that only the edge of the program can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Load the case again.
    Load,
    /// Search the store.
    Search(String),
    /// Fetch an article.
    Open(ArticleId),
    /// Keep what the analyst did with an article.
    Mark(ArticleId, ArticleMark),
    /// Ask the enabled feeds.
    Refresh,
    /// Import a file or a folder.
    Import(String),
    /// Write into the case file that the aliases of `name` are that entity, or no longer.
    Name {
        /// The entity with the names.
        name: CaseName,
        /// Whether they are; else they no longer are.
        add: bool,
    },
    /// Stop the running work.
    Cancel,
    /// Open an address in a browser; it was shown and agreed to.
    Browse(String),
    /// Put text on the clipboard.
    Copy(Clean),
    /// Capture the mouse or let it go.
    Mouse(bool),
    /// Give the terminal back and sleep.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
