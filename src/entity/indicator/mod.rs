//! Indicators: CVE numbers, addresses, domains, URLs, e-mail addresses, digests, files, paths,
//! registry keys and ids of ATT&CK techniques; as they are and defanged (`hxxp://`, `[.]`, `(dot)`,
//! `[at]`, marks without width).
//!
//! Three steps, each linear: [`plain`] takes the defanging away, [`scan`] passes over the text once
//! and looks closer only at runs without blanks that have a sign of an indicator inside, [`read`]
//! tries the kinds. A version (`1.2.3`), a time, two sentences glued together, a product (`Node.js`)
//! are none.

mod host;
mod lists;
mod marks;
mod path;
mod plain;
mod scan;
#[cfg(test)]
mod tests;

use crate::model::{IndicatorKind, Span};

use crate::entity::indicator::plain::Plain;
use crate::entity::indicator::scan::Scan;

/// An indicator and its plain form.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::entity) struct Indicator {
    pub span: Span,
    pub kind: IndicatorKind,
    pub name: String,
}

/// Every indicator in `text`, in order, without overlap.
pub(in crate::entity) fn find(text: &str) -> Vec<Indicator> {
    let plain = Plain::read(text);
    let mut found = Scan::new(&plain).run();
    let mut end = 0;
    found.retain_mut(|indicator| {
        indicator.span = plain.original(indicator.span);
        let apart = indicator.span.start >= end;
        end = end.max(indicator.span.end);
        apart
    });
    found
}
