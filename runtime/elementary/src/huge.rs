//! Reduction of huge angles: M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions"
//! (1983). Only the bits of `2/pi` that neither are whole turns nor vanish take part.

use crate::coefficients::{HALF_PI, TWO_OVER_PI_BITS};
use crate::double::{Double, multiply, quick_sum};
use crate::native::Native;
use crate::trigonometric::Angle;

/// 192 bits of `2/pi`, from the one with weight `2^-(first + 1)`; bits before the first are zero.
fn window(first: i32) -> [u64; 3] {
    let word = |index: i32| match usize::try_from(index) {
        Ok(index) => TWO_OVER_PI_BITS.get(index).copied().unwrap_or(0),
        Err(_) => 0,
    };
    let (index, shift) = (first.div_euclid(64), first.rem_euclid(64));
    let at = |index: i32| match shift {
        0 => word(index),
        _ => word(index) << shift | word(index + 1) >> (64 - shift),
    };
    [at(index), at(index + 1), at(index + 2)]
}

/// A finite angle of at least 1 in magnitude as a quadrant and a rest; infinities and nan give nan.
pub(crate) fn reduce(x: f64) -> Angle<f64, i64> {
    if !x.is_finite() {
        let rest = Double {
            high: f64::NAN,
            low: f64::NAN,
        };
        return Angle { quadrant: 0, rest };
    }
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let mantissa = bits & 0x000f_ffff_ffff_ffff | 0x0010_0000_0000_0000;
    // x * 2/pi modulo 4 needs the bits of weight 2^(1 - exponent) and below.
    let [a, b, c] = window(exponent - 2);
    let low = u128::from(mantissa) * u128::from(c);
    let middle = u128::from(mantissa) * u128::from(b) + (low >> 64);
    let high = mantissa.wrapping_mul(a).wrapping_add((middle >> 64) as u64);
    // `high.middle.low` as a fraction of 4.
    let fraction = u128::from(high) << 64 | u128::from(middle as u64);
    let quadrant = (fraction >> 126) as i64;
    let rest = fraction << 2 | u128::from(low as u64 >> 62);
    to_angle(quadrant, rest, x.is_sign_negative())
}

/// `rest` is the fraction of a quadrant, 128 bits; more than half a quadrant counts from the next one.
fn to_angle(quadrant: i64, rest: u128, negative: bool) -> Angle<f64, i64> {
    let rounds_up = rest >> 127 == 1;
    let quadrant = quadrant + i64::from(rounds_up);
    let signed = rest as i128;
    let high = (signed >> 64) as i64;
    let m = &mut Native;
    // The 128 bits in pieces that are exact, the last one rounded.
    let scale = |value: f64, bits: i32| value * 2_f64.powi(bits);
    let top = scale((high >> 32) as f64, -32);
    let next = scale(((high & 0xffff_ffff) as u64) as f64, -64);
    let last = scale((signed as u64) as f64, -128);
    let upper = quick_or_sum(m, top, next);
    let all = quick_or_sum(m, upper.high, last);
    let fraction = Double {
        high: all.high,
        low: all.low + upper.low,
    };
    let half_pi = Double {
        high: HALF_PI[0],
        low: HALF_PI[1],
    };
    let rest = multiply(m, fraction, half_pi);
    match negative {
        false => Angle { quadrant, rest },
        true => Angle {
            quadrant: -quadrant,
            rest: Double {
                high: -rest.high,
                low: -rest.low,
            },
        },
    }
}

/// The sum of numbers of which neither need be the larger.
fn quick_or_sum(m: &mut Native, a: f64, b: f64) -> Double<f64> {
    match a.abs() >= b.abs() {
        true => quick_sum(m, a, b),
        false => quick_sum(m, b, a),
    }
}
