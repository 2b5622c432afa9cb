//! NumPy's legacy random stream: the Mersenne Twister MT19937, with the seeding, the doubles, the
//! normal deviates and the bounded integers of `numpy.random.RandomState`.
//!
//! Source: Makoto Matsumoto and Takuji Nishimura, "Mersenne Twister: a 623-dimensionally
//! equidistributed uniform pseudo-random number generator", ACM TOMACS 8 (1), 1998. What is drawn in
//! which order follows NumPy's `legacy-distributions.c` and `distributions.c`, because programs depend
//! on the values.
#![allow(
    unsafe_code,
    reason = "compiled code passes the context as a raw pointer"
)]

use numjit_abi::Context;
use numjit_numeric::random::{self as distributions, Source};

use crate::context::state;
use crate::math::real::nj_log_f64;

const N: usize = 624;
const M: usize = 397;
const UPPER: u32 = 0x8000_0000;
const LOWER: u32 = 0x7fff_ffff;
const MATRIX: u32 = 0x9908_b0df;

/// The generator's state.
#[derive(Clone)]
pub struct Mt19937 {
    key: [u32; N],
    /// Index of the next word in `key`; `N` when the key must be renewed first.
    position: usize,
    /// The second value of the last pair of normal deviates.
    gauss: Option<f64>,
}

impl std::fmt::Debug for Mt19937 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mt19937")
            .field("position", &self.position)
            .field("gauss", &self.gauss)
            .finish_non_exhaustive()
    }
}

impl Mt19937 {
    /// The state after `numpy.random.seed(seed)`.
    pub fn new(seed: u32) -> Mt19937 {
        let mut key = [0; N];
        let mut word = seed;
        for (index, place) in (1..).zip(&mut key) {
            *place = word;
            word = 1_812_433_253u32
                .wrapping_mul(word ^ (word >> 30))
                .wrapping_add(index);
        }
        Mt19937::from_key(key)
    }

    /// The state after `numpy.random.seed([...])`, the reference implementation's `init_by_array`.
    pub fn from_words(words: &[u32]) -> Mt19937 {
        let words = if words.is_empty() { &[0] } else { words };
        let mut key = Mt19937::new(19_650_218).key;
        let mut at = 1;
        for step in 0..N.max(words.len()) {
            let index = step % words.len();
            let mixed = (key[at - 1] ^ (key[at - 1] >> 30)).wrapping_mul(1_664_525);
            key[at] = (key[at] ^ mixed)
                .wrapping_add(words[index])
                .wrapping_add(index as u32);
            at = advance(&mut key, at);
        }
        for _ in 0..N - 1 {
            let mixed = (key[at - 1] ^ (key[at - 1] >> 30)).wrapping_mul(1_566_083_941);
            key[at] = (key[at] ^ mixed).wrapping_sub(at as u32);
            at = advance(&mut key, at);
        }
        key[0] = UPPER;
        Mt19937::from_key(key)
    }

    /// A state from the operating system's entropy, for programs that never seed.
    pub fn from_entropy() -> Mt19937 {
        let mut words = [0; 8];
        for word in &mut words {
            *word = entropy();
        }
        Mt19937::from_words(&words)
    }

    fn from_key(key: [u32; N]) -> Mt19937 {
        Mt19937 {
            key,
            position: N,
            gauss: None,
        }
    }

    /// The key, the position and the cached normal deviate, as `numpy.random.get_state` shows them.
    pub fn to_parts(&self) -> (&[u32; 624], usize, Option<f64>) {
        (&self.key, self.position, self.gauss)
    }

    /// The state that [`Mt19937::to_parts`] described; `None` if the position is out of range.
    pub fn from_parts(key: [u32; 624], position: usize, gauss: Option<f64>) -> Option<Mt19937> {
        (position <= N).then_some(Mt19937 {
            key,
            position,
            gauss,
        })
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.position == N {
            self.renew();
        }
        let mut word = self.key[self.position];
        self.position += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// The next 64 random bits: two draws, the high half first.
    pub fn next_u64(&mut self) -> u64 {
        let high = u64::from(self.next_u32());
        high << 32 | u64::from(self.next_u32())
    }

    /// The next double in [0, 1), with 53 random bits.
    pub fn next_f64(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// The next standard normal deviate: Marsaglia's polar method, two values a round.
    pub fn next_gauss(&mut self) -> f64 {
        if let Some(value) = self.gauss.take() {
            return value;
        }
        loop {
            let x = 2.0 * self.next_f64() - 1.0;
            let y = 2.0 * self.next_f64() - 1.0;
            let square = x * x + y * y;
            if square < 1.0 && square != 0.0 {
                let factor = (-2.0 * nj_log_f64(square) / square).sqrt();
                self.gauss = Some(factor * x);
                return factor * y;
            }
        }
    }

    /// The next standard normal deviate as CPython's `random.gauss` draws it: Box and Muller's method, two values
    /// a round.
    pub fn next_python_gauss(&mut self) -> f64 {
        if let Some(value) = self.gauss.take() {
            return value;
        }
        let angle = self.next_f64() * std::f64::consts::TAU;
        let radius = (-2.0 * nj_log_f64(1.0 - self.next_f64())).sqrt();
        self.gauss = Some(angle.sin() * radius);
        angle.cos() * radius
    }

    /// So many random bits, up to 64, as CPython's `getrandbits` draws them: words of 32 bits, the lowest first,
    /// of which the last gives its high bits.
    pub fn next_bits(&mut self, count: u32) -> u64 {
        let mut bits = 0;
        for shift in (0..count.min(64)).step_by(32) {
            let wanted = (count - shift).min(32);
            bits |= u64::from(self.next_u32() >> (32 - wanted)) << shift;
        }
        bits
    }

    /// A uniform integer in [0, max]: draws masked to the bits of `max` until one fits.
    pub fn next_interval(&mut self, max: u64) -> u64 {
        if max == 0 {
            return 0;
        }
        let mask = u64::MAX >> max.leading_zeros();
        loop {
            let draw = if max <= u64::from(u32::MAX) {
                u64::from(self.next_u32())
            } else {
                self.next_u64()
            } & mask;
            if draw <= max {
                return draw;
            }
        }
    }

    /// Makes the next 624 words.
    fn renew(&mut self) {
        let key = &mut self.key;
        for at in 0..N - M {
            key[at] = key[at + M] ^ twist(key[at], key[at + 1]);
        }
        for at in N - M..N - 1 {
            key[at] = key[at + M - N] ^ twist(key[at], key[at + 1]);
        }
        key[N - 1] = key[M - 1] ^ twist(key[N - 1], key[0]);
        self.position = 0;
    }
}

impl Source for Mt19937 {
    fn next_u32(&mut self) -> u32 {
        Mt19937::next_u32(self)
    }

    fn next_u64(&mut self) -> u64 {
        Mt19937::next_u64(self)
    }

    fn next_f64(&mut self) -> f64 {
        Mt19937::next_f64(self)
    }

    fn normal(&mut self) -> f64 {
        self.next_gauss()
    }

    fn exponential(&mut self) -> f64 {
        -nj_log_f64(1.0 - Mt19937::next_f64(self))
    }
}

/// The linear map of the recurrence, on the top bit of one word and the rest of the next.
fn twist(word: u32, next: u32) -> u32 {
    let bits = (word & UPPER) | (next & LOWER);
    (bits >> 1) ^ if bits & 1 == 1 { MATRIX } else { 0 }
}

/// The next index of the key under seeding, which never uses index 0 as a target.
fn advance(key: &mut [u32; N], at: usize) -> usize {
    if at + 1 < N {
        return at + 1;
    }
    key[0] = key[N - 1];
    1
}

/// 32 bits from the operating system, through the seed that the standard library draws for its tables.
fn entropy() -> u32 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::time::Instant::now()) as u32
}

/// See [`numjit_abi::Symbol::RandomSeed`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_random_seed(cx: *mut Context, seed: i64) {
    // NumPy rejects seeds over 32 bits before this; Numba takes the low half.
    // Safety: passed on to the caller.
    unsafe { state(cx) }.random = Some(Box::new(Mt19937::new(seed as u32)));
}

/// See [`numjit_abi::Symbol::RandomF64`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_random_f64(cx: *mut Context) -> f64 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.random().next_f64()
}

/// See [`numjit_abi::Symbol::RandomGauss`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_random_gauss(cx: *mut Context) -> f64 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.random().next_gauss()
}

/// See [`numjit_abi::Symbol::RandomInterval`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_random_interval(cx: *mut Context, max: u64) -> u64 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.random().next_interval(max)
}

/// See [`numjit_abi::Symbol::PyRandomSeed`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_py_random_seed(cx: *mut Context, seed: i64) {
    let size = seed.unsigned_abs();
    let words = [size as u32, (size >> 32) as u32];
    let used = if words[1] == 0 { 1 } else { 2 };
    let generator = Mt19937::from_words(&words[..used]);
    // Safety: passed on to the caller.
    unsafe { state(cx) }.python_random = Some(Box::new(generator));
}

/// See [`numjit_abi::Symbol::PyRandomF64`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_py_random_f64(cx: *mut Context) -> f64 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.python_random().next_f64()
}

/// See [`numjit_abi::Symbol::PyRandomBits`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_py_random_bits(cx: *mut Context, count: i64) -> i64 {
    let count = u32::try_from(count).unwrap_or(0).min(63);
    // Safety: passed on to the caller.
    unsafe { state(cx) }.python_random().next_bits(count) as i64
}

/// See [`numjit_abi::Symbol::PyRandomGauss`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_py_random_gauss(cx: *mut Context) -> f64 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.python_random().next_python_gauss()
}

/// Exports distributions over the context's generator under the names of the symbol table.
macro_rules! distributions {
    ($($name:ident($($arg:ident: $type:ty),*) -> $result:ty = $function:ident, $symbol:ident;)*) => {$(
        #[doc = concat!("See [`numjit_abi::Symbol::", stringify!($symbol), "`].")]
        ///
        /// # Safety
        /// `cx` is a live context of this runtime.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(cx: *mut Context, $($arg: $type),*) -> $result {
            // Safety: passed on to the caller.
            distributions::$function(unsafe { state(cx) }.random(), $($arg),*)
        }
    )*};
}

distributions! {
    nj_random_gamma(shape: f64) -> f64 = standard_gamma, RandomGamma;
    nj_random_beta(a: f64, b: f64) -> f64 = beta, RandomBeta;
    nj_random_noncentral_chisquare(df: f64, nonc: f64) -> f64 = noncentral_chi_square, RandomNoncentralChiSquare;
    nj_random_f(numerator: f64, denominator: f64) -> f64 = f, RandomF;
    nj_random_standard_t(df: f64) -> f64 = standard_t, RandomStandardT;
    nj_random_wald(mean: f64, scale: f64) -> f64 = wald, RandomWald;
    nj_random_vonmises(mu: f64, kappa: f64) -> f64 = von_mises, RandomVonMises;
    nj_random_poisson(mean: f64) -> i64 = poisson, RandomPoisson;
    nj_random_binomial(n: i64, p: f64) -> i64 = binomial, RandomBinomial;
    nj_random_negative_binomial(n: f64, p: f64) -> i64 = negative_binomial, RandomNegativeBinomial;
    nj_random_zipf(a: f64) -> i64 = zipf, RandomZipf;
    nj_random_logseries(p: f64) -> i64 = log_series, RandomLogSeries;
}
