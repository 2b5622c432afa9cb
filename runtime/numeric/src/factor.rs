//! Factorisations of dense matrices, in double precision.
//!
//! Matrices are slices in C order. The work is done by `faer`; what is here puts its results into the form that LAPACK,
//! and so NumPy, gives them.

use std::ops::{Add, Mul, Sub};

use faer::linalg::solvers::Solve;
use faer::traits::ComplexField;
use faer::{Mat, MatMut, MatRef, Par, Side};

/// A complex number in double precision.
pub type Complex = faer::c64;

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The matrix has no inverse.
    Singular,
    /// The matrix is not positive definite.
    NotPositiveDefinite,
    /// An iteration did not come to an end.
    NoConvergence,
}

/// An element of a matrix: `f64` or [`Complex`].
pub trait Element:
    ComplexField<Real = f64>
    + Copy
    + PartialEq
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
{
    /// The number zero.
    const ZERO: Self;
    /// The number one.
    const ONE: Self;

    /// The real number as an element.
    fn from_real(x: f64) -> Self;

    /// The modulus.
    fn modulus(self) -> f64;

    /// The number divided by a real one.
    fn over(self, divisor: f64) -> Self;

    /// Eigenvalues and eigenvectors, one vector a column; `None` without convergence.
    fn eigen(a: MatRef<'_, Self>) -> Option<(Vec<Complex>, Mat<Complex>)>;
}

impl Element for f64 {
    const ZERO: f64 = 0.0;
    const ONE: f64 = 1.0;

    fn from_real(x: f64) -> f64 {
        x
    }

    fn modulus(self) -> f64 {
        self.abs()
    }

    fn over(self, divisor: f64) -> f64 {
        self / divisor
    }

    fn eigen(a: MatRef<'_, f64>) -> Option<(Vec<Complex>, Mat<Complex>)> {
        let found = a.eigen().ok()?;
        Some((
            found.S().column_vector().iter().copied().collect(),
            found.U().to_owned(),
        ))
    }
}

impl Element for Complex {
    const ZERO: Complex = Complex::new(0.0, 0.0);
    const ONE: Complex = Complex::new(1.0, 0.0);

    fn from_real(x: f64) -> Complex {
        Complex::new(x, 0.0)
    }

    fn modulus(self) -> f64 {
        self.norm()
    }

    fn over(self, divisor: f64) -> Complex {
        self / divisor
    }

    fn eigen(a: MatRef<'_, Complex>) -> Option<(Vec<Complex>, Mat<Complex>)> {
        let found = a.eigen().ok()?;
        Some((
            found.S().column_vector().iter().copied().collect(),
            found.U().to_owned(),
        ))
    }
}

fn matrix<T>(a: &[T], rows: usize, columns: usize) -> MatRef<'_, T> {
    MatRef::from_row_major_slice(a, rows, columns)
}

fn store<T: Element>(from: MatRef<'_, T>, to: &mut [T]) {
    let columns = from.ncols();
    for (i, row) in to.chunks_exact_mut(columns.max(1)).enumerate() {
        for (j, place) in row.iter_mut().enumerate() {
            *place = from[(i, j)];
        }
    }
}

/// Threads belong to the compiler, so that results have the same bits for any number of them.
fn one_thread() {
    faer::set_global_parallelism(Par::Seq);
}

/// Solves `a x = b` for the `columns` right-hand sides in `b`, which the solutions replace.
pub fn solve<T: Element>(a: &[T], n: usize, b: &mut [T], columns: usize) -> Result<(), Failure> {
    if n == 0 || columns == 0 {
        return Ok(());
    }
    one_thread();
    let factors = matrix(a, n, n).partial_piv_lu();
    let upper = factors.U();
    if (0..n).any(|i| upper[(i, i)] == T::ZERO) {
        return Err(Failure::Singular);
    }
    factors.solve_in_place(MatMut::from_row_major_slice_mut(b, n, columns));
    Ok(())
}

/// Sign (for complex numbers: the unit number) of the determinant and the logarithm of its modulus; (0, -inf) for a
/// singular matrix.
pub fn sign_and_log_determinant<T: Element>(a: &[T], n: usize) -> (T, f64) {
    let Some((odd, diagonal)) = pivots(a, n) else {
        return (T::ONE, 0.0);
    };
    let mut sign = T::from_real(if odd { -1.0 } else { 1.0 });
    let mut logarithm = 0.0;
    for pivot in diagonal {
        let size = pivot.modulus();
        if size == 0.0 {
            return (T::ZERO, f64::NEG_INFINITY);
        }
        sign *= pivot.over(size);
        logarithm += size.ln();
    }
    (sign, logarithm)
}

/// Whether the row exchanges of the elimination are odd, and the pivots; `None` for the empty matrix.
fn pivots<T: Element>(a: &[T], n: usize) -> Option<(bool, Vec<T>)> {
    if n == 0 {
        return None;
    }
    one_thread();
    let factors = matrix(a, n, n).partial_piv_lu();
    let upper = factors.U();
    let diagonal = (0..n).map(|i| upper[(i, i)]).collect();
    Some((is_odd(factors.P().arrays().0), diagonal))
}

fn is_odd(permutation: &[usize]) -> bool {
    let mut seen = vec![false; permutation.len()];
    let mut odd = false;
    for start in 0..permutation.len() {
        let mut at = start;
        let mut length = 0;
        while !seen[at] {
            seen[at] = true;
            at = permutation[at];
            length += 1;
        }
        odd ^= length > 0 && length % 2 == 0;
    }
    odd
}

/// Replaces a Hermitian matrix, of which the lower triangle is read, by its lower Cholesky factor.
pub fn cholesky<T: Element>(a: &mut [T], n: usize) -> Result<(), Failure> {
    if n == 0 {
        return Ok(());
    }
    one_thread();
    let factor = matrix(a, n, n)
        .llt(Side::Lower)
        .map_err(|_| Failure::NotPositiveDefinite)?;
    let lower = factor.L();
    for i in 0..n {
        for j in 0..n {
            a[i * n + j] = if j <= i { lower[(i, j)] } else { T::ZERO };
        }
    }
    Ok(())
}

/// `a = q r` for an m by n matrix: `q` has as many columns as it has room for, m or min(m, n).
pub fn qr<T: Element>(a: &[T], m: usize, n: usize, q: &mut [T], r: &mut [T]) {
    if !T::IS_REAL {
        return qr_by_reflections(a, m, n, q, r);
    }
    one_thread();
    let factors = matrix(a, m, n).qr();
    let columns = q.len() / m.max(1);
    let (left, right) = if columns == m.min(n) {
        (factors.compute_thin_Q(), factors.thin_R())
    } else {
        (factors.compute_Q(), factors.R())
    };
    store(left.as_ref(), q);
    for (i, row) in r.chunks_exact_mut(n.max(1)).enumerate() {
        for (j, place) in row.iter_mut().enumerate() {
            *place = if j >= i { right[(i, j)] } else { T::ZERO };
        }
    }
}

/// The factors with LAPACK's choice of signs for complex matrices: the diagonal of `r` is real.
fn qr_by_reflections<T: Element>(a: &[T], m: usize, n: usize, q: &mut [T], r: &mut [T]) {
    let columns = q.len() / m.max(1);
    let mut work = a.to_vec();
    q.fill(T::ZERO);
    for j in 0..columns {
        q[j * columns + j] = T::ONE;
    }
    let mut reflections = Vec::new();
    for k in 0..m.min(n) {
        let column: Vec<T> = (k..m).map(|i| work[i * n + k]).collect();
        let Some((beta, tau, vector)) = reflection(&column) else {
            continue;
        };
        reflect(&mut work[k * n..], n, k + 1, &vector, T::conj_impl(&tau));
        work[k * n + k] = T::from_real(beta);
        reflections.push((k, tau, vector));
    }
    for (k, tau, vector) in reflections.into_iter().rev() {
        reflect(&mut q[k * columns..], columns, 0, &vector, tau);
    }
    for (i, row) in r.chunks_exact_mut(n.max(1)).enumerate() {
        for (j, place) in row.iter_mut().enumerate() {
            *place = if j >= i { work[i * n + j] } else { T::ZERO };
        }
    }
}

/// The reflection that takes a column to a multiple `beta` of the first unit vector: `(beta, tau, v)`, with 1 as the
/// first element of `v`; `None` for a column that is such a multiple already.
fn reflection<T: Element>(column: &[T]) -> Option<(f64, T, Vec<T>)> {
    let square = |x: &T| x.modulus() * x.modulus();
    let below: f64 = column[1..].iter().map(square).sum();
    let (re, im) = (T::real_part_impl(&column[0]), T::imag_part_impl(&column[0]));
    if below == 0.0 && im == 0.0 {
        return None;
    }
    let beta = -(re * re + im * im + below).sqrt().copysign(re);
    let tau = (T::from_real(beta) - column[0]).over(beta);
    let head = column[0] - T::from_real(beta);
    let scale = T::conj_impl(&head).over(square(&head));
    let mut vector: Vec<T> = column.iter().map(|&x| x * scale).collect();
    vector[0] = T::ONE;
    Some((beta, tau, vector))
}

/// `a -= tau v (v^H a)` on the columns from `first`.
fn reflect<T: Element>(a: &mut [T], n: usize, first: usize, v: &[T], tau: T) {
    for j in first..n {
        let mut sum = T::ZERO;
        for (i, x) in v.iter().enumerate() {
            sum += T::conj_impl(x) * a[i * n + j];
        }
        let factor = tau * sum;
        for (i, &x) in v.iter().enumerate() {
            a[i * n + j] -= factor * x;
        }
    }
}

/// `a = u diag(s) vh` for an m by n matrix, singular values descending. `u` is m by m or m by min(m, n), `vh` n by n or
/// min(m, n) by n, as they have room.
pub fn svd<T: Element>(
    a: &[T],
    m: usize,
    n: usize,
    (u, s, vh): (&mut [T], &mut [f64], &mut [T]),
) -> Result<(), Failure> {
    one_thread();
    let a = matrix(a, m, n);
    let full = u.len() == m * m && vh.len() == n * n;
    let found = if full { a.svd() } else { a.thin_svd() }.map_err(|_| Failure::NoConvergence)?;
    for (place, value) in s.iter_mut().zip(found.S().column_vector().iter()) {
        *place = value.modulus();
    }
    store(found.U(), u);
    let right = found.V();
    for (i, row) in vh.chunks_exact_mut(n.max(1)).enumerate() {
        for (j, place) in row.iter_mut().enumerate() {
            *place = T::conj_impl(&right[(j, i)]);
        }
    }
    Ok(())
}

/// Singular values of an m by n matrix, descending.
pub fn singular_values<T: Element>(
    a: &[T],
    m: usize,
    n: usize,
    s: &mut [f64],
) -> Result<(), Failure> {
    one_thread();
    let found = matrix(a, m, n).singular_values();
    s.copy_from_slice(&found.map_err(|_| Failure::NoConvergence)?);
    Ok(())
}

/// Eigenvalues, ascending, and eigenvectors, one a column, of a Hermitian matrix of which one triangle is read.
pub fn eigen_hermitian<T: Element>(
    a: &[T],
    n: usize,
    lower: bool,
    w: &mut [f64],
    v: &mut [T],
) -> Result<(), Failure> {
    if n == 0 {
        return Ok(());
    }
    one_thread();
    let side = if lower { Side::Lower } else { Side::Upper };
    let found = matrix(a, n, n)
        .self_adjoint_eigen(side)
        .map_err(|_| Failure::NoConvergence)?;
    for (place, value) in w.iter_mut().zip(found.S().column_vector().iter()) {
        *place = T::real_part_impl(value);
    }
    store(found.U(), v);
    Ok(())
}

/// Eigenvalues and eigenvectors, one a column, of a square matrix. Vectors have length one; a complex one is turned so
/// that its largest element is real.
pub fn eigen<T: Element>(
    a: &[T],
    n: usize,
    w: &mut [Complex],
    v: &mut [Complex],
) -> Result<(), Failure> {
    if n == 0 {
        return Ok(());
    }
    one_thread();
    let (values, vectors) = T::eigen(matrix(a, n, n)).ok_or(Failure::NoConvergence)?;
    w.copy_from_slice(&values);
    store(vectors.as_ref(), v);
    for j in 0..n {
        normalise(v, n, j);
    }
    Ok(())
}

fn normalise(v: &mut [Complex], n: usize, column: usize) {
    let places = || (0..n).map(|i| i * n + column);
    let length = places().map(|at| v[at].norm_sqr()).sum::<f64>().sqrt();
    let Some(largest) = places().max_by(|&a, &b| v[a].norm_sqr().total_cmp(&v[b].norm_sqr()))
    else {
        return;
    };
    let real = places().all(|at| v[at].im == 0.0);
    let turn = if real || length == 0.0 {
        Complex::ONE
    } else {
        v[largest].conj() / v[largest].norm()
    };
    for at in places() {
        v[at] = v[at] * turn / if length == 0.0 { 1.0 } else { length };
    }
    if !real {
        v[largest].im = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 9] = [4.0, 1.0, 2.0, 1.0, 3.0, 0.0, 2.0, 0.0, 5.0];

    fn product(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
        let at = |i: usize, j: usize| (0..n).map(|k| a[i * n + k] * b[k * n + j]).sum();
        (0..n * n).map(|place| at(place / n, place % n)).collect()
    }

    fn close(a: &[f64], b: &[f64]) {
        for (x, y) in a.iter().zip(b) {
            assert!((x - y).abs() < 1e-12, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_solution_solves() {
        let mut x = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
        let unit = x;
        solve(&A, 3, &mut x, 3).expect("regular");
        close(&product(&A, &x, 3), &unit);
        assert_eq!(
            solve(&[1.0, 2.0, 2.0, 4.0], 2, &mut [1.0, 1.0], 1),
            Err(Failure::Singular)
        );
    }

    #[test]
    fn determinants_have_their_sign() {
        let (sign, logarithm) = sign_and_log_determinant(&[0.0, 2.0, 3.0, 0.0], 2);
        assert_eq!(sign, -1.0);
        close(&[logarithm], &[6.0f64.ln()]);
        assert_eq!(sign_and_log_determinant::<f64>(&[], 0), (1.0, 0.0));
    }

    #[test]
    fn factors_multiply_to_the_matrix() {
        let mut lower = A;
        cholesky(&mut lower, 3).expect("positive definite");
        let transposed: Vec<f64> = (0..9).map(|at| lower[at % 3 * 3 + at / 3]).collect();
        close(&product(&lower, &transposed, 3), &A);
        assert_eq!(cholesky(&mut [-1.0], 1), Err(Failure::NotPositiveDefinite));

        let (mut q, mut r) = ([0.0; 9], [0.0; 9]);
        qr(&A, 3, 3, &mut q, &mut r);
        close(&product(&q, &r, 3), &A);

        let (mut u, mut s, mut vh) = ([0.0; 9], [0.0; 3], [0.0; 9]);
        svd(&A, 3, 3, (&mut u, &mut s, &mut vh)).expect("converges");
        let scaled: Vec<f64> = (0..9).map(|at| s[at / 3] * vh[at]).collect();
        close(&product(&u, &scaled, 3), &A);
    }

    #[test]
    fn eigenvectors_are_scaled_by_the_matrix() {
        let (mut w, mut v) = ([0.0; 3], [0.0; 9]);
        eigen_hermitian(&A, 3, true, &mut w, &mut v).expect("converges");
        let scaled: Vec<f64> = (0..9).map(|at| v[at] * w[at % 3]).collect();
        close(&product(&A, &v, 3), &scaled);
        let (mut w, mut v) = ([Complex::ZERO; 2], [Complex::ZERO; 4]);
        eigen(&[0.0, -1.0, 1.0, 0.0], 2, &mut w, &mut v).expect("converges");
        close(
            &[w[0].norm(), w[0].re, v[0].norm_sqr() + v[2].norm_sqr()],
            &[1.0, 0.0, 1.0],
        );
    }
}
