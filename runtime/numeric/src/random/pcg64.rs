//! The generator behind `numpy.random.default_rng`: PCG XSL RR 128/64, seeded by NumPy's seed sequence.
//!
//! Sources: Melissa O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
//! Number Generation", 2014, <https://www.pcg-random.org>; the seed sequence is described in NumPy's documentation of
//! `SeedSequence`.

use super::Source;
use super::ziggurat::{
    EXPONENTIAL_HEIGHT, EXPONENTIAL_LIMIT, EXPONENTIAL_WIDTH, NORMAL_HEIGHT, NORMAL_LIMIT,
    NORMAL_WIDTH,
};

const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;

/// The generator's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg64 {
    /// The state proper.
    pub state: u128,
    /// The odd increment, which selects the stream.
    pub increment: u128,
    /// The high half of a word of which the low half was drawn.
    pub half: Option<u32>,
}

impl Pcg64 {
    /// The state that NumPy makes of seed words, least significant first.
    pub fn from_words(entropy: &[u32]) -> Pcg64 {
        let words = seed_words(entropy, 8);
        let pair = |at: usize| u128::from(words[at]) | u128::from(words[at + 1]) << 32;
        let start = pair(0) << 64 | pair(2);
        let stream = pair(4) << 64 | pair(6);
        let mut generator = Pcg64 {
            state: 0,
            increment: stream << 1 | 1,
            half: None,
        };
        generator.step();
        generator.state = generator.state.wrapping_add(start);
        generator.step();
        generator
    }

    fn step(&mut self) {
        self.state = self
            .state
            .wrapping_mul(MULTIPLIER)
            .wrapping_add(self.increment);
    }
}

impl Source for Pcg64 {
    fn next_u32(&mut self) -> u32 {
        if let Some(half) = self.half.take() {
            return half;
        }
        let word = self.next_u64();
        self.half = Some((word >> 32) as u32);
        word as u32
    }

    fn next_u64(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        /// Where the last layer ends and the tail begins.
        const TAIL: f64 = 3.654_152_885_361_009;
        const INVERSE: f64 = 0.273_661_237_329_758_3;
        loop {
            let word = self.next_u64();
            let layer = (word & 0xff) as usize;
            let negative = word >> 8 & 1 == 1;
            let place = word >> 9 & 0x000f_ffff_ffff_ffff;
            let size = place as f64 * f64::from_bits(NORMAL_WIDTH[layer]);
            let x = if negative { -size } else { size };
            if place < NORMAL_LIMIT[layer] {
                return x;
            }
            if layer == 0 {
                loop {
                    let beyond = -INVERSE * (-self.next_f64()).ln_1p();
                    let height = -(-self.next_f64()).ln_1p();
                    if height + height > beyond * beyond {
                        let x = TAIL + beyond;
                        return if place >> 8 & 1 == 1 { -x } else { x };
                    }
                }
            }
            let (top, bottom) = (
                f64::from_bits(NORMAL_HEIGHT[layer - 1]),
                f64::from_bits(NORMAL_HEIGHT[layer]),
            );
            if (top - bottom) * self.next_f64() + bottom < (-0.5 * x * x).exp() {
                return x;
            }
        }
    }

    fn exponential(&mut self) -> f64 {
        /// Where the last layer ends and the tail begins.
        const TAIL: f64 = 7.697_117_470_131_05;
        loop {
            let word = self.next_u64() >> 3;
            let layer = (word & 0xff) as usize;
            let place = word >> 8;
            let x = place as f64 * f64::from_bits(EXPONENTIAL_WIDTH[layer]);
            if place < EXPONENTIAL_LIMIT[layer] {
                return x;
            }
            if layer == 0 {
                return TAIL - (-self.next_f64()).ln_1p();
            }
            let (top, bottom) = (
                f64::from_bits(EXPONENTIAL_HEIGHT[layer - 1]),
                f64::from_bits(EXPONENTIAL_HEIGHT[layer]),
            );
            if (top - bottom) * self.next_f64() + bottom < (-x).exp() {
                return x;
            }
        }
    }
}

/// Well-mixed 32-bit words from the words of a seed.
pub fn seed_words(entropy: &[u32], count: usize) -> Vec<u32> {
    let pool = mixed_pool(entropy);
    let mut constant: u32 = 0x8b51_f9dd;
    (0..count)
        .map(|i| {
            let mut word = pool[i % 4] ^ constant;
            constant = constant.wrapping_mul(0x58f3_8ded);
            word = word.wrapping_mul(constant);
            word ^ word >> 16
        })
        .collect()
}

fn mixed_pool(entropy: &[u32]) -> [u32; 4] {
    let mut constant: u32 = 0x43b0_d7e5;
    let mut hash = |word: u32| {
        let mut word = word ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        word = word.wrapping_mul(constant);
        word ^ word >> 16
    };
    let mix = |x: u32, y: u32| {
        let word = x
            .wrapping_mul(0xca01_f9dd)
            .wrapping_sub(y.wrapping_mul(0x4973_f715));
        word ^ word >> 16
    };
    let mut pool: [u32; 4] =
        std::array::from_fn(|i| hash(entropy.get(i).copied().unwrap_or_default()));
    for from in 0..4 {
        for to in 0..4 {
            if from != to {
                pool[to] = mix(pool[to], hash(pool[from]));
            }
        }
    }
    for &word in entropy.iter().skip(4) {
        for place in &mut pool {
            *place = mix(*place, hash(word));
        }
    }
    pool
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `numpy.random.default_rng(12345)` in NumPy 2.4.
    #[test]
    fn streams_are_numpy_s() {
        let mut rng = Pcg64::from_words(&[12345]);
        let doubles: Vec<f64> = (0..3).map(|_| rng.next_f64()).collect();
        assert_eq!(
            doubles,
            [
                0.227_336_022_467_169_66,
                0.316_758_339_709_752_87,
                0.797_365_457_332_734_1
            ]
        );
        let mut rng = Pcg64::from_words(&[12345]);
        let normals: Vec<f64> = (0..3).map(|_| rng.normal()).collect();
        assert_eq!(
            normals,
            [
                -1.423_825_036_454_631_2,
                1.263_728_458_129_110_4,
                -0.870_661_737_959_085_7
            ]
        );
    }
}
