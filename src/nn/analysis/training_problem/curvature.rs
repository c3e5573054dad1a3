//! The curvature of the loss: it tells a plateau, which training leaves in the end, from a minimum.

use ndarray::Array2;

use crate::nn::simd::Pass;
use crate::nn::train::Trainer;

/// The step of the numerical derivative of the gradient.
const STEP: f64 = 1e-4;
/// The product of learning rate and curvature with which training takes tens of thousands of steps to leave a plateau.
const FLAT: f64 = 1e-5;

/// Whether the loss curves down in some direction, so that training leaves this place in the end.
pub(super) fn has_way_down(trainer: &Trainer) -> bool {
    let flat = FLAT / trainer.config().optimizer.learning_rate.clamp(0.01, 1.0);
    let hessian = hessian(trainer);
    !is_positive_definite(hessian, flat)
}

/// The matrix of the second derivatives of the loss, by differences of gradients.
fn hessian(trainer: &Trainer) -> Array2<f64> {
    let loss = trainer.config().loss;
    let mut network = trainer.network().clone();
    let mut pass = Pass::over(&network, trainer.data());
    let count = network.parameters().len();
    let mut hessian = Array2::zeros((count, count));
    for i in 0..count {
        let here = network.parameters()[i];
        let mut gradient = |at: f64| {
            network.parameters_mut()[i] = at;
            pass.run(&network, loss);
            pass.gradient().to_vec()
        };
        let (above, below) = (gradient(here + STEP), gradient(here - STEP));
        network.parameters_mut()[i] = here;
        for (j, (a, b)) in above.iter().zip(&below).enumerate() {
            let half = (a - b) / (4.0 * STEP);
            hessian[[i, j]] += half;
            hessian[[j, i]] += half;
        }
    }
    hessian
}

/// Whether `matrix` + `shift`·1 is positive definite, by the decomposition of Cholesky.
fn is_positive_definite(mut matrix: Array2<f64>, shift: f64) -> bool {
    let count = matrix.nrows();
    for i in 0..count {
        let known: f64 = (0..i).map(|k| matrix[[i, k]] * matrix[[i, k]]).sum();
        let pivot = matrix[[i, i]] + shift - known;
        if pivot <= 0.0 || pivot.is_nan() {
            return false;
        }
        let root = pivot.sqrt();
        matrix[[i, i]] = root;
        for j in i + 1..count {
            let known: f64 = (0..i).map(|k| matrix[[j, k]] * matrix[[i, k]]).sum();
            matrix[[j, i]] = (matrix[[j, i]] - known) / root;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saddle_is_not_positive_definite_and_a_bowl_is() {
        let matrix = |numbers: [f64; 4]| Array2::from_shape_vec((2, 2), numbers.to_vec()).unwrap();
        assert!(is_positive_definite(matrix([2.0, 1.0, 1.0, 2.0]), 0.0));
        assert!(!is_positive_definite(matrix([1.0, 2.0, 2.0, 1.0]), 0.0));
        assert!(is_positive_definite(matrix([1.0, 2.0, 2.0, 1.0]), 1.5));
        assert!(!is_positive_definite(
            matrix([f64::NAN, 0.0, 0.0, 1.0]),
            1.0
        ));
    }
}
