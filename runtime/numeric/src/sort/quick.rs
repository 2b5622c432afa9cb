//! Quicksort of unsigned keys, vectorised with AVX-512 where the CPU has it.
//!
//! A pass over a part splits it at a pivot: each vector of keys is compressed once into the keys that stay in front and
//! once into those that go to a second buffer, which is then copied behind the front. Nothing branches on a comparison,
//! and the split keeps the order of the keys, so that pairs of key and position come out stably sorted. Parts of 64 keys
//! end in a bitonic network. Where splits stay lopsided, the standard library's sort, which is never quadratic, takes
//! over. Source of the compress idea: Bramas, "A Novel Hybrid Quicksort Algorithm Vectorized using AVX-512", 2017,
//! <https://arxiv.org/abs/1704.08579>; he splits in place and is not stable.
#![allow(
    unsafe_code,
    reason = "vector instructions read and write through pointers and need a CPU that has them"
)]

/// Sorts 32-bit keys.
pub(super) fn sort_keys32(keys: &mut [u32]) {
    #[cfg(target_arch = "x86_64")]
    if keys.len() > 64 && is_x86_feature_detected!("avx512f") {
        let mut spare = vec![0; keys.len() + 16];
        // SAFETY: the CPU has the instructions, and `spare` has a vector more room than `keys`.
        return unsafe { avx512::keys32::sort(keys, &mut spare, depth_limit(keys.len())) };
    }
    keys.sort_unstable();
}

/// Sorts 64-bit keys.
pub(super) fn sort_keys64(keys: &mut [u64]) {
    #[cfg(target_arch = "x86_64")]
    if keys.len() > 32 && is_x86_feature_detected!("avx512f") {
        let mut spare = vec![0; keys.len() + 8];
        // SAFETY: the CPU has the instructions, and `spare` has a vector more room than `keys`.
        return unsafe { avx512::keys64::sort(keys, &mut spare, depth_limit(keys.len())) };
    }
    keys.sort_unstable();
}

/// Sorts keys and, with them, the positions they came from; `order` is ascending when this is called.
pub(super) fn sort_pairs(keys: &mut [u64], order: &mut [i64]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512f") {
        let mut spare = (vec![0; keys.len() + 8], vec![0; keys.len() + 8]);
        // SAFETY: the CPU has the instructions, and the spare room is a vector more than the keys.
        return unsafe {
            avx512::sort_pairs(
                keys,
                order,
                &mut spare.0,
                &mut spare.1,
                depth_limit(keys.len()),
            )
        };
    }
    sort_pairs_plainly(keys, order);
}

/// The pairs in one line, sorted by key and then by position.
fn sort_pairs_plainly(keys: &mut [u64], order: &mut [i64]) {
    let mut pairs: Vec<(u64, i64)> = keys.iter().copied().zip(order.iter().copied()).collect();
    pairs.sort_unstable();
    for ((key, place), pair) in keys.iter_mut().zip(order).zip(pairs) {
        (*key, *place) = pair;
    }
}

/// Levels of splitting after which the splits are taken to be lopsided.
#[cfg(target_arch = "x86_64")]
fn depth_limit(length: usize) -> u32 {
    2 * length.ilog2() + 8
}

#[cfg(target_arch = "x86_64")]
mod avx512 {
    use std::arch::x86_64::*;

    /// A key near the middle: the median of five taken at equal distances; in long lines, of five such medians.
    #[inline(always)]
    fn pivot<T: Copy + Ord>(keys: &[T]) -> T {
        let step = keys.len() / 5;
        let near = |at: usize| {
            let part = step / 5;
            let start = at - 2 * part;
            median([
                keys[start],
                keys[start + part],
                keys[at],
                keys[at + part],
                keys[at + 2 * part],
            ])
        };
        let at = |k: usize| k * step + step / 2;
        if keys.len() < 1024 {
            return median([
                keys[at(0)],
                keys[at(1)],
                keys[at(2)],
                keys[at(3)],
                keys[at(4)],
            ]);
        }
        median([
            near(at(0)),
            near(at(1)),
            near(at(2)),
            near(at(3)),
            near(at(4)),
        ])
    }

    #[inline(always)]
    fn median<T: Copy + Ord>([a, b, c, d, e]: [T; 5]) -> T {
        // The larger of the two lower pairs and the smaller of the two upper ones, then the middle of three.
        let low = a.min(b).max(c.min(d));
        let high = a.max(b).min(c.max(d));
        low.min(high).max(low.max(high).min(e))
    }

    macro_rules! vector_sort {
        ($module:ident, $type:ident, $lanes:literal, $mask:ident, $set1:ident, $min:ident, $max:ident,
         $permute:ident, $blend:ident, $compress:ident, $greater:ident, $greater_equal:ident,
         steps: $(($flip:literal, $upper:literal))*, halves: $($half:literal)*) => {
            pub(super) mod $module {
                use super::*;

                /// Vectors in the largest network.
                const VECTORS: usize = 8;
                const LEAF: usize = VECTORS * $lanes;

                /// Sorts keys.
                ///
                /// # Safety
                /// The CPU has AVX-512F, and `spare` holds a vector more than `keys`.
                #[target_feature(enable = "avx512f")]
                pub(crate) unsafe fn sort(
                    mut keys: &mut [$type],
                    spare: &mut [$type],
                    mut depth: u32,
                ) {
                    while keys.len() > LEAF {
                        if depth == 0 {
                            return keys.sort_unstable();
                        }
                        depth -= 1;
                        let pivot = pivot(keys);
                        // SAFETY: passed on from the caller.
                        let mut middle = unsafe { split::<false>(keys, spare, pivot) };
                        if middle == keys.len() {
                            // No key is above the pivot: those that equal it are in place after a strict split.
                            // SAFETY: as above.
                            middle = unsafe { split::<true>(keys, spare, pivot) };
                            keys = &mut keys[..middle];
                            continue;
                        }
                        let (front, back) = keys.split_at_mut(middle);
                        // The shorter part recurs, so that the stack stays low.
                        let (short, long) = if front.len() < back.len() {
                            (front, back)
                        } else {
                            (back, front)
                        };
                        // SAFETY: as above.
                        unsafe { sort(short, spare, depth) };
                        keys = long;
                    }
                    // SAFETY: the CPU has the instructions.
                    unsafe { sort_leaf(keys) };
                }

                /// Moves the keys above the pivot (`STRICT`: not below it) behind the others and returns how many
                /// stay in front.
                ///
                /// # Safety
                /// The CPU has AVX-512F, and `spare` holds a vector more than `keys`.
                #[target_feature(enable = "avx512f")]
                unsafe fn split<const STRICT: bool>(
                    keys: &mut [$type],
                    spare: &mut [$type],
                    pivot: $type,
                ) -> usize {
                    let bound = $set1(pivot as _);
                    let whole = keys.len() - keys.len() % $lanes;
                    let (mut front, mut back) = (0, 0);
                    let data = keys.as_mut_ptr();
                    let aside = spare.as_mut_ptr();
                    for at in (0..whole).step_by($lanes) {
                        // SAFETY: a vector starts at `at`; the front is at most `at` long, so that it is written where
                        // keys were read already; `spare` has room for a vector after at most `at` keys.
                        unsafe {
                            let vector = _mm512_loadu_si512(data.add(at).cast());
                            let goes = if STRICT {
                                $greater_equal(vector, bound)
                            } else {
                                $greater(vector, bound)
                            };
                            _mm512_storeu_si512(data.add(front).cast(), $compress(!goes, vector));
                            _mm512_storeu_si512(aside.add(back).cast(), $compress(goes, vector));
                            let gone = goes.count_ones() as usize;
                            back += gone;
                            front += $lanes - gone;
                        }
                    }
                    for at in whole..keys.len() {
                        let key = keys[at];
                        let goes = if STRICT { key >= pivot } else { key > pivot };
                        if goes {
                            spare[back] = key;
                            back += 1;
                        } else {
                            keys[front] = key;
                            front += 1;
                        }
                    }
                    keys[front..].copy_from_slice(&spare[..back]);
                    front
                }

                /// Sorts at most [`LEAF`] keys in a network, filled up with the largest key.
                ///
                /// # Safety
                /// The CPU has AVX-512F.
                #[target_feature(enable = "avx512f")]
                unsafe fn sort_leaf(keys: &mut [$type]) {
                    if keys.len() < 2 {
                        return;
                    }
                    let mut buffer = [$type::MAX; LEAF];
                    buffer[..keys.len()].copy_from_slice(keys);
                    // SAFETY: the CPU has the instructions.
                    unsafe {
                        match keys.len().div_ceil($lanes) {
                            1 => network::<1>(&mut buffer),
                            2 => network::<2>(&mut buffer),
                            3 | 4 => network::<4>(&mut buffer),
                            _ => network::<VECTORS>(&mut buffer),
                        }
                    }
                    keys.copy_from_slice(&buffer[..keys.len()]);
                }

                /// A bitonic network over `N` vectors, a power of two.
                ///
                /// # Safety
                /// The CPU has AVX-512F.
                #[target_feature(enable = "avx512f")]
                unsafe fn network<const N: usize>(buffer: &mut [$type; LEAF]) {
                    let mut v = [_mm512_setzero_si512(); N];
                    for (i, place) in v.iter_mut().enumerate() {
                        // SAFETY: the buffer holds at least `N` vectors.
                        *place = unsafe { _mm512_loadu_si512(buffer.as_ptr().add(i * $lanes).cast()) };
                    }
                    for place in &mut v {
                        $(*place = exchange::<$flip, $upper>(*place);)*
                    }
                    for pair in v.as_chunks_mut::<2>().0 {
                        merge(pair);
                    }
                    for four in v.as_chunks_mut::<4>().0 {
                        merge(four);
                    }
                    for eight in v.as_chunks_mut::<8>().0 {
                        merge(eight);
                    }
                    for (i, &vector) in v.iter().enumerate() {
                        // SAFETY: as above.
                        unsafe { _mm512_storeu_si512(buffer.as_mut_ptr().add(i * $lanes).cast(), vector) };
                    }
                }

                /// Merges two sorted halves: the first step compares mirrored places, the others shrinking distances.
                #[target_feature(enable = "avx512f")]
                #[inline]
                fn merge<const N: usize>(v: &mut [__m512i; N]) {
                    for i in 0..N / 2 {
                        let mirrored = reverse(v[N - 1 - i]);
                        let (low, high) = ($min(v[i], mirrored), $max(v[i], mirrored));
                        v[i] = low;
                        v[N - 1 - i] = reverse(high);
                    }
                    if N == 8 {
                        halves::<N, 2>(v);
                    }
                    if N >= 4 {
                        halves::<N, 1>(v);
                    }
                    for place in v {
                        $(*place = exchange::<$half, $half>(*place);)*
                    }
                }

                /// Compares the vectors of each group with those `DISTANCE` behind.
                #[target_feature(enable = "avx512f")]
                #[inline]
                fn halves<const N: usize, const DISTANCE: usize>(v: &mut [__m512i; N]) {
                    for i in 0..N {
                        if i & DISTANCE == 0 {
                            let (a, b) = (v[i], v[i + DISTANCE]);
                            v[i] = $min(a, b);
                            v[i + DISTANCE] = $max(a, b);
                        }
                    }
                }

                /// Compares each lane with the lane whose number differs in the bits of `FLIP`; the lanes with the
                /// bit `UPPER` keep the larger key.
                #[target_feature(enable = "avx512f")]
                #[inline]
                fn exchange<const FLIP: usize, const UPPER: usize>(vector: __m512i) -> __m512i {
                    let lanes: [$type; $lanes] = const { flipped(FLIP) };
                    let keep = const { lanes_with(UPPER) };
                    // SAFETY: the array is one vector.
                    let index = unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) };
                    let other = $permute(index, vector);
                    $blend(keep, $min(vector, other), $max(vector, other))
                }

                /// The number of each lane with some bits turned.
                const fn flipped(flip: usize) -> [$type; $lanes] {
                    let mut lanes = [0; $lanes];
                    let mut lane = 0;
                    while lane < $lanes {
                        lanes[lane] = (lane ^ flip) as $type;
                        lane += 1;
                    }
                    lanes
                }

                /// The mask of the lanes whose number has a bit.
                const fn lanes_with(bit: usize) -> $mask {
                    let mut mask = 0;
                    let mut lane = 0;
                    while lane < $lanes {
                        if lane & bit != 0 {
                            mask |= 1 << lane;
                        }
                        lane += 1;
                    }
                    mask
                }

                #[target_feature(enable = "avx512f")]
                #[inline]
                fn reverse(vector: __m512i) -> __m512i {
                    let lanes: [$type; $lanes] = const { flipped($lanes - 1) };
                    // SAFETY: the array is one vector.
                    let index = unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) };
                    $permute(index, vector)
                }
            }
        };
    }

    vector_sort!(
        keys64, u64, 8, u8, _mm512_set1_epi64, _mm512_min_epu64, _mm512_max_epu64,
        _mm512_permutexvar_epi64, _mm512_mask_blend_epi64, _mm512_maskz_compress_epi64,
        _mm512_cmpgt_epu64_mask, _mm512_cmpge_epu64_mask,
        steps: (1, 1) (3, 2) (1, 1) (7, 4) (2, 2) (1, 1), halves: 4 2 1
    );
    vector_sort!(
        keys32, u32, 16, u16, _mm512_set1_epi32, _mm512_min_epu32, _mm512_max_epu32,
        _mm512_permutexvar_epi32, _mm512_mask_blend_epi32, _mm512_maskz_compress_epi32,
        _mm512_cmpgt_epu32_mask, _mm512_cmpge_epu32_mask,
        steps: (1, 1) (3, 2) (1, 1) (7, 4) (2, 2) (1, 1) (15, 8) (4, 4) (2, 2) (1, 1), halves: 8 4 2 1
    );

    /// Pairs up to this number are sorted by insertion.
    const PAIRS: usize = 32;

    /// Sorts keys with their positions, equal keys in their order.
    ///
    /// # Safety
    /// The CPU has AVX-512F; `order` is as long as `keys`, and the spare lines hold a vector more.
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn sort_pairs(
        mut keys: &mut [u64],
        mut order: &mut [i64],
        spare_keys: &mut [u64],
        spare_order: &mut [i64],
        mut depth: u32,
    ) {
        while keys.len() > PAIRS {
            if depth == 0 {
                return super::sort_pairs_plainly(keys, order);
            }
            depth -= 1;
            let pivot = pivot(keys);
            // SAFETY: passed on from the caller.
            let mut middle =
                unsafe { split_pairs::<false>(keys, order, spare_keys, spare_order, pivot) };
            if middle == keys.len() {
                // No key is above the pivot: those that equal it are in place after a strict split.
                // SAFETY: as above.
                middle =
                    unsafe { split_pairs::<true>(keys, order, spare_keys, spare_order, pivot) };
                keys = &mut keys[..middle];
                order = &mut order[..middle];
                continue;
            }
            let (front, back) = keys.split_at_mut(middle);
            let (front_order, back_order) = order.split_at_mut(middle);
            // SAFETY: as above. The front recurs; the depth limit bounds the stack.
            unsafe { sort_pairs(front, front_order, spare_keys, spare_order, depth) };
            keys = back;
            order = back_order;
        }
        insert_pairs(keys, order);
    }

    fn insert_pairs(keys: &mut [u64], order: &mut [i64]) {
        for end in 1..keys.len() {
            let (key, position) = (keys[end], order[end]);
            let mut at = end;
            while at > 0 && keys[at - 1] > key {
                keys[at] = keys[at - 1];
                order[at] = order[at - 1];
                at -= 1;
            }
            keys[at] = key;
            order[at] = position;
        }
    }

    /// Like the split of keys, for pairs.
    ///
    /// # Safety
    /// As for [`sort_pairs`].
    #[target_feature(enable = "avx512f")]
    unsafe fn split_pairs<const STRICT: bool>(
        keys: &mut [u64],
        order: &mut [i64],
        spare_keys: &mut [u64],
        spare_order: &mut [i64],
        pivot: u64,
    ) -> usize {
        let bound = _mm512_set1_epi64(pivot as i64);
        let whole = keys.len() - keys.len() % 8;
        let (mut front, mut back) = (0, 0);
        let (data, places) = (keys.as_mut_ptr(), order.as_mut_ptr());
        let (aside, aside_places) = (spare_keys.as_mut_ptr(), spare_order.as_mut_ptr());
        for at in (0..whole).step_by(8) {
            // SAFETY: as in the split of keys, for both lines.
            unsafe {
                let vector = _mm512_loadu_si512(data.add(at).cast());
                let positions = _mm512_loadu_si512(places.add(at).cast());
                let goes = if STRICT {
                    _mm512_cmpge_epu64_mask(vector, bound)
                } else {
                    _mm512_cmpgt_epu64_mask(vector, bound)
                };
                let stay = |v| _mm512_maskz_compress_epi64(!goes, v);
                let go = |v| _mm512_maskz_compress_epi64(goes, v);
                _mm512_storeu_si512(data.add(front).cast(), stay(vector));
                _mm512_storeu_si512(places.add(front).cast(), stay(positions));
                _mm512_storeu_si512(aside.add(back).cast(), go(vector));
                _mm512_storeu_si512(aside_places.add(back).cast(), go(positions));
                let gone = goes.count_ones() as usize;
                back += gone;
                front += 8 - gone;
            }
        }
        for at in whole..keys.len() {
            let (key, position) = (keys[at], order[at]);
            let goes = if STRICT { key >= pivot } else { key > pivot };
            if goes {
                (spare_keys[back], spare_order[back]) = (key, position);
                back += 1;
            } else {
                (keys[front], order[front]) = (key, position);
                front += 1;
            }
        }
        keys[front..].copy_from_slice(&spare_keys[..back]);
        order[front..].copy_from_slice(&spare_order[..back]);
        front
    }
}
