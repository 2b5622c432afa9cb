//! Random numbers with NumPy's streams.
//!
//! A [`Source`] is a generator of bits with its own normal and exponential deviates: the legacy Mersenne Twister or
//! [`Pcg64`]. The distributions are written once over it; what is drawn in which order follows NumPy's
//! `distributions.c` and `legacy-distributions.c`, because programs depend on the values.

mod continuous;
mod discrete;
mod pcg64;
mod ziggurat;

pub use continuous::*;
pub use discrete::*;
pub use pcg64::{Pcg64, seed_words};

/// A generator of random bits.
pub trait Source {
    /// The next 32 bits.
    fn next_u32(&mut self) -> u32;

    /// The next 64 bits.
    fn next_u64(&mut self) -> u64;

    /// The next double in [0, 1), with 53 random bits.
    fn next_f64(&mut self) -> f64;

    /// The next standard normal deviate.
    fn normal(&mut self) -> f64;

    /// The next exponential deviate of mean 1.
    fn exponential(&mut self) -> f64;
}

/// A uniform integer in [0, max]: draws masked to the bits of `max` until one fits.
pub fn masked_interval(source: &mut impl Source, max: u64) -> u64 {
    if max == 0 {
        return 0;
    }
    let mask = u64::MAX >> max.leading_zeros();
    loop {
        let draw = if max <= u64::from(u32::MAX) {
            u64::from(source.next_u32())
        } else {
            source.next_u64()
        } & mask;
        if draw <= max {
            return draw;
        }
    }
}

/// A uniform integer in [0, max] by Lemire's multiplication (2019, <https://arxiv.org/abs/1805.10941>).
pub fn bounded(source: &mut impl Source, max: u64) -> u64 {
    match (max, u32::try_from(max)) {
        (0, _) => 0,
        (_, Ok(u32::MAX)) => u64::from(source.next_u32()),
        (_, Ok(max)) => u64::from(bounded32(source, max)),
        (u64::MAX, _) => source.next_u64(),
        _ => bounded64(source, max),
    }
}

/// Like [`bounded`], always from 32 bits.
pub fn bounded32(source: &mut impl Source, max: u32) -> u32 {
    if max == 0 {
        return 0;
    }
    if max == u32::MAX {
        return source.next_u32();
    }
    let count = u64::from(max) + 1;
    let mut product = u64::from(source.next_u32()) * count;
    if u64::from(product as u32) < count {
        let threshold = u64::from(u32::MAX - max) % count;
        while u64::from(product as u32) < threshold {
            product = u64::from(source.next_u32()) * count;
        }
    }
    (product >> 32) as u32
}

fn bounded64(source: &mut impl Source, max: u64) -> u64 {
    let count = u128::from(max) + 1;
    let mut product = u128::from(source.next_u64()) * count;
    if u128::from(product as u64) < count {
        let threshold = u128::from(u64::MAX - max) % count;
        while u128::from(product as u64) < threshold {
            product = u128::from(source.next_u64()) * count;
        }
    }
    (product >> 64) as u64
}
