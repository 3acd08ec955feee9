//! The table: what was measured, and whether it holds.

use crate::plan::Plan;
use crate::terminal::Size;
use crate::three::Three;

/// What a figure is held to.
#[derive(Clone, Copy)]
pub enum Limit {
    /// So many times what less needs.
    Less(f64),
    /// So many times what the smallest pager needs.
    Floor(f64),
    Most(f64),
    /// So many times another figure of the same run, which has a name.
    Times(f64, &'static str, f64),
}

impl Limit {
    fn text(self) -> String {
        match self {
            Self::Less(factor) => format!("≤ {factor} x less"),
            Self::Floor(factor) => format!("≤ {factor} x floor"),
            Self::Most(most) => format!("≤ {most}"),
            Self::Times(factor, name, value) => format!("≤ {factor} x {name} ({})", short(value)),
        }
    }

    fn holds(self, figures: &Three<f64>) -> Option<bool> {
        let limit = match self {
            Self::Less(factor) => factor * figures.less?,
            Self::Floor(factor) => factor * figures.floor?,
            Self::Most(most) => most,
            Self::Times(factor, _, value) => factor * value,
        };
        (!limit.is_nan() && !figures.ours.is_nan()).then_some(figures.ours <= limit)
    }
}

/// One line of the table.
pub struct BenchRow {
    number: u8,
    what: String,
    size: Option<Size>,
    figures: Three<f64>,
    limits: Vec<Limit>,
}

impl BenchRow {
    pub fn new(number: u8, what: impl Into<String>, figures: impl Into<Three<f64>>) -> Self {
        Self {
            number,
            what: what.into(),
            size: None,
            figures: figures.into(),
            limits: Vec::new(),
        }
    }

    pub const fn at(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    pub fn limit(mut self, limit: Limit) -> Self {
        self.limits.push(limit);
        self
    }

    fn verdict(&self) -> &'static str {
        let held: Vec<Option<bool>> = self
            .limits
            .iter()
            .map(|limit| limit.holds(&self.figures))
            .collect();
        if held.contains(&Some(false)) {
            "MISSES"
        } else if held.contains(&None) {
            "unknown"
        } else if held.is_empty() {
            ""
        } else {
            "holds"
        }
    }

    fn text(&self) -> String {
        let size = self
            .size
            .map_or_else(String::new, |(width, height)| format!("{width}x{height}"));
        let less = self.figures.less.filter(|less| *less > 0.0);
        let ratio = less.map_or_else(String::new, |less| {
            format!("{:.2}", self.figures.ours / less)
        });
        let other = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), short);
        let limits: Vec<String> = self.limits.iter().map(|limit| limit.text()).collect();
        format!(
            "{:>2} {:43} {size:>7} {:>8} {:>8} {:>8} {ratio:>6}  {:33} {}",
            self.number,
            self.what,
            short(self.figures.ours),
            other(self.figures.less),
            other(self.figures.floor),
            limits.join(", "),
            self.verdict(),
        )
    }
}

/// Prints rows as they come: those that were asked for.
pub struct Table<'a>(pub &'a Plan);

impl Table<'_> {
    pub fn head() {
        println!(
            "{:>2} {:43} {:>7} {:>8} {:>8} {:>8} {:>6}  goal",
            "#", "what (ms unless said)", "size", "ours", "less", "floor", "x less"
        );
    }

    pub fn add(&self, row: &BenchRow) {
        if self.0.wants(row.number) {
            println!("{}", row.text());
        }
    }
}

/// Three figures that count.
fn short(value: f64) -> String {
    if value == 0.0 || value.fract() == 0.0 || value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}
