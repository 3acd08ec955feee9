//! What to measure, from the command line.

use crate::terminal::Size;

pub struct Plan {
    /// Numbers of goals; all when empty.
    rows: Vec<u8>,
    pub sizes: Vec<Size>,
    /// How often a start is measured; the rest follows from it.
    pub runs: usize,
    /// Whether to press 100,000 keys, which takes minutes.
    pub growth: bool,
}

impl Plan {
    pub fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let value = |name: &str| {
            let place = arguments.iter().position(|own| own == name)?;
            arguments.get(place + 1)
        };
        let list = |name: &str| value(name).map_or_else(Vec::new, |text| text.split(',').collect());
        let sizes: Vec<Size> = list("--size").into_iter().map(size).collect();
        Self {
            rows: list("--rows")
                .into_iter()
                .map(|row| row.parse().expect("a number of a row"))
                .collect(),
            sizes: if sizes.is_empty() {
                vec![(80, 24), (120, 40)]
            } else {
                sizes
            },
            runs: value("--runs").map_or(20, |runs| runs.parse().expect("a number of runs")),
            growth: arguments.iter().any(|own| own == "--growth"),
        }
    }

    pub fn wants(&self, row: u8) -> bool {
        self.rows.is_empty() || self.rows.contains(&row)
    }

    pub fn wants_any(&self, rows: &[u8]) -> bool {
        rows.iter().any(|row| self.wants(*row))
    }
}

fn size(text: &str) -> Size {
    let (width, height) = text.split_once('x').expect("a size such as 80x24");
    let number = |text: &str| text.parse().expect("a number of cells");
    (number(width), number(height))
}
