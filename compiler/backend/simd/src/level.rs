//! Which vector instructions are used.

/// A level of vector instructions. Each takes everything of the ones before it for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// AVX2 with FMA and BMI2: 16 registers of 256 bits.
    Avx2,
    /// AVX-512 F, BW, DQ and VL: 32 registers of 512 bits, and masks.
    Avx512,
}

impl Level {
    /// The best level that the processor at hand and its operating system have.
    #[cfg(all(target_arch = "x86_64", not(windows)))]
    pub fn host() -> Option<Level> {
        let avx2 = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("bmi2");
        let avx512 = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl");
        match (avx2, avx512) {
            (true, true) => Some(Level::Avx512),
            (true, false) => Some(Level::Avx2),
            _ => None,
        }
    }

    /// Only x86-64 has these levels; the calling convention here is that of System V.
    #[cfg(not(all(target_arch = "x86_64", not(windows))))]
    pub fn host() -> Option<Level> {
        None
    }

    /// Bits of a full register.
    pub fn bits(self) -> u32 {
        match self {
            Level::Avx2 => 256,
            Level::Avx512 => 512,
        }
    }

    /// Vector registers.
    pub(crate) fn registers(self) -> usize {
        match self {
            Level::Avx2 => 16,
            Level::Avx512 => 32,
        }
    }
}
