//! `hash` of numbers as CPython computes it, the value modulo the prime 2**61 - 1; and powers modulo a number.
#![allow(unsafe_code, reason = "compiled code finds the functions by name")]

/// The modulus; hashes of equal numbers of any type are equal.
const MODULUS: u64 = (1 << 61) - 1;

/// -1 reports an error inside CPython, so no hash is -1.
pub(crate) fn usable(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// See [`numjit_abi::Symbol::HashU64`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_hash_u64(value: u64) -> i64 {
    (value % MODULUS) as i64
}

/// See [`numjit_abi::Symbol::HashI64`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_hash_i64(value: i64) -> i64 {
    let magnitude = nj_hash_u64(value.unsigned_abs());
    usable(if value < 0 { -magnitude } else { magnitude })
}

/// See [`numjit_abi::Symbol::HashF64`]. NaN hashes to 0 here; CPython takes the object's address.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_hash_f64(value: f64) -> i64 {
    const INFINITY: i64 = 314_159;
    if value.is_nan() || value == 0.0 {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    // The magnitude is significand * 2**exponent, and 2**61 is 1 modulo the modulus.
    let bits = value.abs().to_bits();
    let biased = (bits >> 52) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (significand, exponent) = match biased {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, biased - 1075),
    };
    let shift = exponent.rem_euclid(61) as u32;
    let product = u128::from(significand) << shift;
    let hash = (product % u128::from(MODULUS)) as i64;
    usable(if value < 0.0 { -hash } else { hash })
}

/// See [`numjit_abi::Symbol::PowMod`]. The result has the sign of the modulus, as Python's `%` does; a modulus of 0,
/// which the caller refuses, gives 0.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_pow_mod(base: i64, exp: i64, modulus: i64) -> i64 {
    let size = i128::from(modulus.unsigned_abs());
    if size == 0 {
        return 0;
    }
    let mut square = i128::from(base).rem_euclid(size);
    let mut product = 1 % size;
    let mut left = exp.max(0);
    while left > 0 {
        if left & 1 == 1 {
            product = product * square % size;
        }
        square = square * square % size;
        left >>= 1;
    }
    let signed = if modulus < 0 && product > 0 {
        product - size
    } else {
        product
    };
    signed as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_have_the_sign_of_the_modulus() {
        assert_eq!(nj_pow_mod(1000, 123, 997), 400);
        assert_eq!(nj_pow_mod(-2, 3, 5), 2);
        assert_eq!(nj_pow_mod(2, 3, -5), -2);
        assert_eq!(nj_pow_mod(i64::MAX, i64::MAX, i64::MAX - 1), 1);
        assert_eq!(nj_pow_mod(7, 0, 1), 0);
    }

    #[test]
    fn numbers_hash_as_in_cpython() {
        assert_eq!(nj_hash_i64(5), 5);
        assert_eq!(nj_hash_i64(-1), -2);
        assert_eq!(nj_hash_i64(i64::MIN), -4);
        assert_eq!(nj_hash_u64(u64::MAX), 7);
        assert_eq!(nj_hash_f64(2.5), 1_152_921_504_606_846_978);
        assert_eq!(nj_hash_f64(-1.0), -2);
        assert_eq!(nj_hash_f64(1e300), 1_224_995_262_755_759_164);
        assert_eq!(nj_hash_f64(f64::INFINITY), 314_159);
        assert_eq!(nj_hash_f64(-0.0), 0);
        assert_eq!(nj_hash_f64(5e-324), 16_777_216);
    }
}
