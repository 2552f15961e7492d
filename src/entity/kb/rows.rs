//! Tables for people: one row a line, fields parted by tabs, comments behind `# `.

/// The rows of a table with their line numbers; comments and blank lines are left out.
pub fn numbered(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "));
    lines.map(|(at, line)| (at + 1, line.split('\t').map(str::trim).collect()))
}

/// The rows of a table, cut into fields.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    numbered(table).map(|(_, fields)| fields)
}

/// Field `at`, or nothing.
pub fn field<'t>(fields: &[&'t str], at: usize) -> &'t str {
    fields.get(at).copied().unwrap_or("")
}

/// The values of a field that holds several, parted by `;`.
pub fn values(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|value| !value.is_empty())
}
