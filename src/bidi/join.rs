//! Which letters join each other, and where a join can be stretched.

use unicode_joining_type::{JoiningGroup, JoiningType, get_joining_group, get_joining_type};

/// What draws the stroke between two joined letters, one column of it.
pub(super) const TATWEEL: char = '\u{640}';

/// Whether a character of this type offers a join to the one that follows it in the text. Types tell
/// the sides of a letter on the screen: where Arabic is made to run from left to right, what follows
/// stands on the right.
pub(super) const fn joins_forward(kind: JoiningType, rtl: bool) -> bool {
    has_left(kind, rtl)
}

/// Whether a character of this type takes up the join that the one before it offers.
pub(super) const fn joins_back(kind: JoiningType, rtl: bool) -> bool {
    has_left(kind, !rtl)
}

const fn has_left(kind: JoiningType, left: bool) -> bool {
    match kind {
        JoiningType::DualJoining | JoiningType::JoinCausing => true,
        JoiningType::LeftJoining => left,
        JoiningType::RightJoining => !left,
        _ => false,
    }
}

/// How good a place for a tatweel is between two letters that join in right-to-left text, 1 the
/// best, 0 none; `goes_on` says whether the second one joins a third.
///
/// The order is the one that calligraphers' rules have in word processors, as Microsoft published it
/// for its Arabic justification: where the writer has stretched already, behind seen and sad, before
/// a final teh marbuta, heh or dal, before a final alef, tah, lam, kaf or gaf, before a final reh or
/// yeh, before any other final letter, and last between letters within a word. A doubled lam, and the
/// heh of the word for God behind it, are read as one stroke and stay whole.
pub(super) fn stretch(first: char, second: char, goes_on: bool) -> u8 {
    if first == TATWEEL || second == TATWEEL {
        return 1;
    }
    let (first, last) = (get_joining_group(first), get_joining_group(second));
    match (first, last) {
        (JoiningGroup::Lam, JoiningGroup::Lam | JoiningGroup::Alef) => return 0,
        (JoiningGroup::Seen | JoiningGroup::Sad, _) => return 2,
        _ => {}
    }
    match last {
        _ if goes_on => 7,
        JoiningGroup::TehMarbuta
        | JoiningGroup::TehMarbutaGoal
        | JoiningGroup::Heh
        | JoiningGroup::HehGoal
        | JoiningGroup::KnottedHeh
        | JoiningGroup::Dal => 3,
        JoiningGroup::Alef
        | JoiningGroup::Tah
        | JoiningGroup::Lam
        | JoiningGroup::Kaf
        | JoiningGroup::SwashKaf
        | JoiningGroup::Gaf => 4,
        JoiningGroup::Reh
        | JoiningGroup::Yeh
        | JoiningGroup::FarsiYeh
        | JoiningGroup::YehBarree
        | JoiningGroup::YehWithTail => 5,
        _ => 6,
    }
}

/// Whether `c` is a lam, of which two in a row are one stroke.
pub(super) const fn is_lam(c: char) -> bool {
    matches!(c, '\u{644}')
}

/// Whether the join through `c`, which is no letter of the Arabic block, goes on to what follows.
pub(super) fn passes_on(c: char, before: bool, rtl: bool) -> bool {
    match get_joining_type(c) {
        JoiningType::Transparent => before,
        kind => joins_forward(kind, rtl),
    }
}
