//! Scores by number, where each term of a query counts once with its best candidate.

/// Scores being added up, and which of them are not zero.
pub struct Accumulator {
    totals: Vec<f32>,
    current: Vec<f32>,
    raised: Vec<u32>,
    pub touched: Vec<u32>,
}

impl Accumulator {
    pub fn new(length: usize) -> Self {
        Self {
            totals: vec![0.0; length],
            current: vec![0.0; length],
            raised: Vec::new(),
            touched: Vec::new(),
        }
    }

    pub fn raise(&mut self, number: u32, value: f32) {
        if let Some(current) = self.current.get_mut(number as usize) {
            if *current == 0.0 {
                self.raised.push(number);
            }
            *current = current.max(value);
        }
    }

    /// Ends a term of the query: what was raised is added up.
    pub fn finish_term(&mut self) {
        for number in self.raised.drain(..) {
            let at = number as usize;
            if let (Some(total), Some(current)) =
                (self.totals.get_mut(at), self.current.get_mut(at))
            {
                if *total == 0.0 {
                    self.touched.push(number);
                }
                *total += std::mem::take(current);
            }
        }
    }

    pub fn get(&self, number: u32) -> f32 {
        self.totals
            .get(number as usize)
            .copied()
            .unwrap_or_default()
    }
}
