//! One thing of each of the three that stand side by side.

/// Ours, and those of the two others that are there.
#[derive(Clone, Copy, Default)]
pub struct Three<T> {
    pub ours: T,
    pub less: Option<T>,
    pub floor: Option<T>,
}

impl<T> Three<T> {
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Three<U> {
        Three {
            ours: f(&self.ours),
            less: self.less.as_ref().map(&mut f),
            floor: self.floor.as_ref().map(f),
        }
    }

    pub fn each(&mut self) -> impl Iterator<Item = &mut T> {
        let others = self.less.iter_mut().chain(self.floor.iter_mut());
        std::iter::once(&mut self.ours).chain(others)
    }
}

impl<T> From<T> for Three<T> {
    fn from(ours: T) -> Self {
        Self {
            ours,
            less: None,
            floor: None,
        }
    }
}
