//! Chances by context, with a way back to a shorter context where the longer one was not met.

/// Costs are written as whole steps of this part of a nat.
const STEPS: f32 = 16.0;

/// What may follow in a context, and the share of it that the shorter context gives.
#[derive(Clone, Copy, Debug)]
struct Row {
    key: u32,
    rest: f32,
    from: u32,
    to: u32,
}

/// Chances of symbols by context. Contexts and symbols are numbers that only their owner can read.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    chances: Vec<(u32, f32)>,
}

impl Table {
    /// Adds the row of a context; contexts come in order.
    pub fn push(&mut self, key: u32, rest: f32, chances: impl IntoIterator<Item = (u32, f32)>) {
        let from = self.chances.len() as u32;
        self.chances.extend(chances);
        self.rows.push(Row { key, rest, from, to: self.chances.len() as u32 });
    }

    /// Puts the rows into the order in which they are looked for.
    pub fn sort(&mut self) {
        self.rows.sort_unstable_by_key(|row| row.key);
    }

    fn row(&self, key: u32) -> Option<(f32, &[(u32, f32)])> {
        let at = self.rows.binary_search_by_key(&key, |row| row.key).ok()?;
        let row = self.rows.get(at)?;
        Some((row.rest, self.chances.get(row.from as usize..row.to as usize)?))
    }

    /// What follows in the context whose keys are `keys`, the shortest first.
    pub fn spread(&self, keys: &[u32]) -> Vec<(u32, f32)> {
        let mut out: Vec<(u32, f32)> = Vec::new();
        for (rest, own) in keys.iter().map_while(|key| self.row(*key)) {
            for (_, chance) in &mut out {
                *chance *= rest;
            }
            for (symbol, chance) in own {
                match out.iter_mut().find(|(known, _)| known == symbol) {
                    Some((_, sum)) => *sum += chance,
                    None => out.push((*symbol, *chance)),
                }
            }
        }
        out
    }

    /// The chance of one symbol in that context.
    pub fn chance(&self, keys: &[u32], symbol: u32) -> f32 {
        keys.iter().map_while(|key| self.row(*key)).fold(0.0, |sum, (rest, own)| {
            let own = own.iter().find(|(known, _)| *known == symbol);
            sum * rest + own.map_or(0.0, |(_, chance)| *chance)
        })
    }
}

/// A chance as a cost in steps.
pub(super) fn cost(chance: f64) -> u32 {
    (-chance.max(1e-9).ln() * f64::from(STEPS)).round() as u32
}

/// The chance that a written cost stands for.
pub(super) fn chance(cost: u32) -> f32 {
    (-(cost as f32) / STEPS).exp()
}
