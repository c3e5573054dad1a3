//! The training step as plain loops, sample by sample and unit by unit, into preallocated buffers.
#![expect(
    clippy::needless_range_loop,
    reason = "the bench measures plain loops over indices"
)]

use relutor::nn::{Activation, Dataset, Layer, Network};

/// A network trained by plain loops.
pub(crate) struct Plain {
    layers: Vec<Layer>,
    parameters: Vec<f64>,
    gradient: Vec<f64>,
    /// z, a and dz of every layer, for one sample.
    z: Vec<Vec<f64>>,
    a: Vec<Vec<f64>>,
    dz: Vec<Vec<f64>>,
    samples: Vec<(Vec<f64>, f64)>,
    loss: f64,
    adam: Option<(Vec<f64>, Vec<f64>, i32)>,
}

fn value(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Relu => z.max(0.0),
        Activation::Tanh => z.tanh(),
        _ => z,
    }
}

fn slope(activation: Activation, z: f64, a: f64) -> f64 {
    match activation {
        Activation::Relu => f64::from(u8::from(z > 0.0)),
        Activation::Tanh => 1.0 - a * a,
        _ => 1.0,
    }
}

impl Plain {
    pub(crate) fn new(network: &Network, data: &Dataset) -> Self {
        let zeros = || {
            network
                .layers()
                .iter()
                .map(|layer| vec![0.0; layer.units])
                .collect()
        };
        let sample = |s: usize| (data.inputs().column(s).to_vec(), data.target()[s]);
        Self {
            layers: network.layers().to_vec(),
            parameters: network.parameters().to_vec(),
            gradient: vec![0.0; network.parameters().len()],
            z: zeros(),
            a: zeros(),
            dz: zeros(),
            samples: (0..data.samples()).map(sample).collect(),
            loss: f64::NAN,
            adam: None,
        }
    }

    pub(crate) fn with_adam(mut self) -> Self {
        let zeros = vec![0.0; self.parameters.len()];
        self.adam = Some((zeros.clone(), zeros, 0));
        self
    }

    pub(crate) fn loss(&self) -> f64 {
        self.loss
    }

    /// One step on the mean squared error.
    pub(crate) fn step(&mut self, learning_rate: f64) {
        self.run(|y, t| ((y - t) * (y - t), 2.0 * (y - t)));
        self.update(learning_rate);
    }

    /// One step on the logistic loss of a logit.
    pub(crate) fn logistic_step(&mut self, learning_rate: f64) {
        self.run(|y, t| {
            (
                y.max(0.0) + (-y.abs()).exp().ln_1p() - t * y,
                1.0 / (1.0 + (-y).exp()) - t,
            )
        });
        self.update(learning_rate);
    }

    fn run(&mut self, loss: impl Fn(f64, f64) -> (f64, f64)) {
        self.gradient.fill(0.0);
        let mut total = 0.0;
        for sample in 0..self.samples.len() {
            self.forward(sample);
            let last = self.layers.len() - 1;
            let (one, steep) = loss(self.a[last][0], self.samples[sample].1);
            total += one;
            self.dz[last][0] = steep / self.samples.len() as f64;
            self.backward(sample);
        }
        self.loss = total / self.samples.len() as f64;
    }

    fn forward(&mut self, sample: usize) {
        for (l, layer) in self.layers.iter().enumerate() {
            let (before, here) = self.a.split_at_mut(l);
            let from = before.last().unwrap_or(&self.samples[sample].0);
            let weights = &self.parameters[layer.weights()];
            let biases = &self.parameters[layer.biases()];
            for u in 0..layer.units {
                let mut sum = biases[u];
                for i in 0..layer.inputs {
                    sum += weights[u * layer.inputs + i] * from[i];
                }
                self.z[l][u] = sum;
                here[0][u] = value(layer.activation, sum);
            }
        }
    }

    fn backward(&mut self, sample: usize) {
        for (l, layer) in self.layers.iter().enumerate().rev() {
            let (before, here) = self.dz.split_at_mut(l);
            let dz = &here[0];
            let from = if l == 0 {
                &self.samples[sample].0
            } else {
                &self.a[l - 1]
            };
            let start = layer.weights().start;
            for u in 0..layer.units {
                for i in 0..layer.inputs {
                    self.gradient[start + u * layer.inputs + i] += dz[u] * from[i];
                }
                self.gradient[layer.biases().start + u] += dz[u];
            }
            if let Some(to) = before.last_mut() {
                let activation = self.layers[l - 1].activation;
                for i in 0..layer.inputs {
                    let mut sum = 0.0;
                    for u in 0..layer.units {
                        sum += self.parameters[start + u * layer.inputs + i] * dz[u];
                    }
                    to[i] = sum * slope(activation, self.z[l - 1][i], self.a[l - 1][i]);
                }
            }
        }
    }

    fn update(&mut self, learning_rate: f64) {
        let Some((m, v, t)) = &mut self.adam else {
            for (w, g) in self.parameters.iter_mut().zip(&self.gradient) {
                *w -= learning_rate * g;
            }
            return;
        };
        *t += 1;
        let (first, second) = (1.0 - 0.9_f64.powi(*t), 1.0 - 0.999_f64.powi(*t));
        for (i, g) in self.gradient.iter().enumerate() {
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            self.parameters[i] -= learning_rate * (m[i] / first) / ((v[i] / second).sqrt() + 1e-8);
        }
    }
}
