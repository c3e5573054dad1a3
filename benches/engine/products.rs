//! The training step as matrix products of ndarray, into preallocated arrays.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, Axis, Zip};
use relutor::nn::{Activation, Dataset, Network};

/// A layer with its buffers. A column is a sample.
struct Layer {
    activation: Activation,
    weights: Array2<f64>,
    biases: Array1<f64>,
    z: Array2<f64>,
    a: Array2<f64>,
    dz: Array2<f64>,
    weight_gradient: Array2<f64>,
}

/// A network trained by matrix products.
pub(crate) struct Products {
    layers: Vec<Layer>,
    x: Array2<f64>,
    targets: Array2<f64>,
    loss: f64,
}

impl Products {
    pub(crate) fn new(network: &Network, data: &Dataset) -> Self {
        let samples = data.samples();
        let layer = |(i, layer): (usize, &relutor::nn::Layer)| Layer {
            activation: layer.activation,
            weights: network.weights(i).to_owned(),
            biases: network.biases(i).to_owned(),
            z: Array2::zeros((layer.units, samples)),
            a: Array2::zeros((layer.units, samples)),
            dz: Array2::zeros((layer.units, samples)),
            weight_gradient: Array2::zeros((layer.units, layer.inputs)),
        };
        Self {
            layers: network.layers().iter().enumerate().map(layer).collect(),
            x: data.inputs().clone(),
            targets: data.targets().clone(),
            loss: f64::NAN,
        }
    }

    pub(crate) fn loss(&self) -> f64 {
        self.loss
    }

    pub(crate) fn step(&mut self, learning_rate: f64) {
        self.forward();
        self.write_loss();
        self.backward(learning_rate);
    }

    fn forward(&mut self) {
        let mut from = &self.x;
        for layer in &mut self.layers {
            for (mut row, bias) in layer.z.rows_mut().into_iter().zip(&layer.biases) {
                row.fill(*bias);
            }
            general_mat_mul(1.0, &layer.weights, from, 1.0, &mut layer.z);
            match layer.activation {
                Activation::Relu => Zip::from(&mut layer.a)
                    .and(&layer.z)
                    .for_each(|a, z| *a = z.max(0.0)),
                Activation::Tanh => Zip::from(&mut layer.a)
                    .and(&layer.z)
                    .for_each(|a, z| *a = z.tanh()),
                _ => layer.a.assign(&layer.z),
            }
            from = &layer.a;
        }
    }

    fn write_loss(&mut self) {
        let count = self.x.ncols() as f64;
        let mut total = 0.0;
        if let Some(last) = self.layers.last_mut() {
            Zip::from(&mut last.dz)
                .and(&last.a)
                .and(&self.targets)
                .for_each(|dz, y, t| {
                    total += (y - t) * (y - t);
                    *dz = 2.0 * (y - t) / count;
                });
        }
        self.loss = total / count;
    }

    fn backward(&mut self, learning_rate: f64) {
        for i in (0..self.layers.len()).rev() {
            let (before, here) = self.layers.split_at_mut(i);
            let layer = &mut here[0];
            let from = before.last().map_or(&self.x, |before| &before.a);
            general_mat_mul(1.0, &layer.dz, &from.t(), 0.0, &mut layer.weight_gradient);
            if let Some(before) = before.last_mut() {
                general_mat_mul(1.0, &layer.weights.t(), &layer.dz, 0.0, &mut before.dz);
                let part = Zip::from(&mut before.dz);
                match before.activation {
                    Activation::Relu => part.and(&before.z).for_each(|dz, z| {
                        if *z <= 0.0 {
                            *dz = 0.0;
                        }
                    }),
                    Activation::Tanh => part.and(&before.a).for_each(|dz, a| *dz *= 1.0 - a * a),
                    _ => {}
                }
            }
            layer
                .weights
                .scaled_add(-learning_rate, &layer.weight_gradient);
            for (bias, row) in layer.biases.iter_mut().zip(layer.dz.axis_iter(Axis(0))) {
                *bias -= learning_rate * row.sum();
            }
        }
    }
}
