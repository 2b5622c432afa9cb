//! Free ranges of a region, by address, with neighbours merged.

use std::collections::BTreeMap;

/// Free ranges of offsets.
#[derive(Debug)]
pub(super) struct FreeList {
    /// Length by start. Invariant: no two ranges touch.
    ranges: BTreeMap<usize, usize>,
    total: usize,
}

impl FreeList {
    /// One free range from zero.
    pub(super) fn new(len: usize) -> FreeList {
        FreeList {
            ranges: BTreeMap::from([(0, len)]),
            total: len,
        }
    }

    /// Free bytes.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// Takes the lowest range of this length, which keeps code together.
    pub(super) fn take(&mut self, len: usize) -> Option<usize> {
        if len > self.total {
            return None;
        }
        let (&start, &found) = self.ranges.iter().find(|(_, found)| **found >= len)?;
        self.ranges.remove(&start);
        if found > len {
            self.ranges.insert(start + len, found - len);
        }
        self.total -= len;
        Some(start)
    }

    /// Gives a range back.
    pub(super) fn give(&mut self, start: usize, len: usize) {
        self.total += len;
        let (mut start, mut end) = (start, start + len);
        if let Some((&before, &found)) = self.ranges.range(..start).next_back()
            && before + found == start
        {
            self.ranges.remove(&before);
            start = before;
        }
        if let Some(after) = self.ranges.remove(&end) {
            end += after;
        }
        self.ranges.insert(start, end - start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_merge() {
        let mut list = FreeList::new(100);
        let taken: Vec<_> = (0..4).map(|_| list.take(25)).collect();
        assert_eq!(taken, [Some(0), Some(25), Some(50), Some(75)]);
        assert_eq!(list.take(1), None);
        list.give(25, 25);
        list.give(75, 25);
        assert_eq!(list.take(30), None);
        list.give(50, 25);
        assert_eq!(list.take(60), Some(25));
        list.give(0, 25);
        list.give(25, 60);
        assert_eq!((list.total(), list.take(100)), (100, Some(0)));
    }
}
