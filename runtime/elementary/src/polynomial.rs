//! Polynomials in few dependent steps.

use crate::machine::Machine;

/// `c[0] + c[1] x + ...` by Estrin's scheme (1960): neighbours are joined in `x`, then the pairs in
/// `x^2`, and so on, so that the chain of dependent operations is logarithmic.
#[inline(always)]
pub(crate) fn evaluate<M: Machine, const N: usize>(
    m: &mut M,
    coefficients: &[f64; N],
    x: M::Float,
) -> M::Float {
    let mut values = [x; N];
    for (value, &coefficient) in values.iter_mut().zip(coefficients) {
        *value = m.float(coefficient);
    }
    let mut count = N;
    let mut power = x;
    while count > 1 {
        let pairs = count / 2;
        for i in 0..pairs {
            values[i] = m.fma(values[2 * i + 1], power, values[2 * i]);
        }
        if count % 2 == 1 {
            values[pairs] = values[count - 1];
        }
        count = pairs + count % 2;
        if count > 1 {
            power = m.mul(power, power);
        }
    }
    values[0]
}
