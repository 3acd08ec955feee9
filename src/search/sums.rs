//! Sums by number, where each word counts once with its best choice.

/// Sums being made, and which of them are not zero.
pub struct Sums {
    totals: Vec<f32>,
    current: Vec<f32>,
    raised: Vec<u32>,
    pub touched: Vec<u32>,
}

impl Sums {
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

    /// Ends a word: what was raised is added up.
    pub fn settle(&mut self) {
        for number in self.raised.drain(..) {
            let at = number as usize;
            if let (Some(sum), Some(current)) = (self.totals.get_mut(at), self.current.get_mut(at))
            {
                if *sum == 0.0 {
                    self.touched.push(number);
                }
                *sum += std::mem::take(current);
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
