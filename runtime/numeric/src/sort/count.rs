//! Sorting by counting, for keys of few values.

/// Sorts 8-bit keys.
pub(super) fn sort8(keys: &mut [u8]) {
    let mut counts = [0usize; 256];
    for &key in keys.iter() {
        counts[usize::from(key)] += 1;
    }
    let mut rest = keys;
    for (key, count) in (0..=u8::MAX).zip(counts) {
        let (run, after) = rest.split_at_mut(count);
        run.fill(key);
        rest = after;
    }
}

/// Sorts 16-bit keys; few of them do not repay the table.
pub(super) fn sort16(keys: &mut [u16]) {
    if keys.len() < 4096 {
        return keys.sort_unstable();
    }
    let mut counts = vec![0usize; 1 << 16];
    for &key in keys.iter() {
        counts[usize::from(key)] += 1;
    }
    let mut rest = keys;
    for (key, count) in (0..=u16::MAX).zip(counts) {
        let (run, after) = rest.split_at_mut(count);
        run.fill(key);
        rest = after;
    }
}

/// Writes the positions that sort keys from `low` to `low + values - 1`, equal keys in their order.
pub(super) fn argsort(keys: &[u64], low: u64, values: usize, order: &mut [i64]) {
    let mut starts = vec![0u32; values + 1];
    let wide = u32::try_from(keys.len()).is_err();
    if wide {
        return order_by(keys, order);
    }
    for &key in keys {
        starts[(key - low) as usize + 1] += 1;
    }
    for value in 0..values {
        starts[value + 1] += starts[value];
    }
    for (position, &key) in keys.iter().enumerate() {
        let place = &mut starts[(key - low) as usize];
        order[*place as usize] = position as i64;
        *place += 1;
    }
}

/// For lines beyond 32-bit positions.
fn order_by(keys: &[u64], order: &mut [i64]) {
    for (position, place) in (0..).zip(order.iter_mut()) {
        *place = position;
    }
    order.sort_by_key(|&position| keys[position as usize]);
}
