//! Korean particles, whose form depends on the last syllable of the word before, as it is pronounced.

use super::korean_ending::{Ending, ending_of};

/// The two forms of a particle, first the one after a consonant: 은/는, 이/가, 을/를, 과/와, 으로/로.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particle {
    after_consonant: String,
    after_vowel: String,
}

impl Particle {
    /// Parses `은/는`; `None` without a slash, or if the form after a vowel is first.
    pub fn parse(text: &str) -> Option<Self> {
        let (after_consonant, after_vowel) = text.split_once('/')?;
        (!follows_consonant(after_vowel)).then(|| Self {
            after_consonant: after_consonant.to_owned(),
            after_vowel: after_vowel.to_owned(),
        })
    }

    /// The form after `word`.
    pub fn after(&self, word: &str) -> &str {
        match ending_of(word) {
            Ending::Vowel => &self.after_vowel,
            // 로, 로서 and 로부터 treat ㄹ as a vowel.
            Ending::Rieul if self.after_consonant.starts_with("으로") => &self.after_vowel,
            Ending::Rieul | Ending::Consonant => &self.after_consonant,
        }
    }
}

/// Whether the form follows a consonant, by its first letter.
fn follows_consonant(particle: &str) -> bool {
    particle.starts_with(['이', '으', '은', '을', '과'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form of `pair` after `word`.
    fn after(word: &str, pair: &str) -> String {
        Particle::parse(pair).unwrap().after(word).to_owned()
    }

    #[test]
    fn the_particle_after_a_digit_follows_its_pronunciation() {
        // 영 일 이 삼 사 오 육 칠 팔 구
        let topics = "은은는은는는은은은는";
        for (digit, topic) in (0..10).zip(topics.chars()) {
            assert_eq!(
                after(&digit.to_string(), "은/는"),
                topic.to_string(),
                "{digit}"
            );
        }
        let by: Vec<_> = (0..10)
            .map(|digit| after(&digit.to_string(), "으로/로"))
            .collect();
        assert_eq!(
            by,
            [
                "으로", "로", "로", "으로", "로", "로", "으로", "로", "로", "로"
            ]
        );
    }

    #[test]
    fn the_particle_after_a_number_follows_its_last_digit() {
        assert_eq!(after("−7.00", "은/는"), "은");
        assert_eq!(after("3.14", "은/는"), "는");
        assert_eq!(after("27,616", "을/를"), "을");
        assert_eq!(after("1,500", "이/가"), "이");
        assert_eq!(after("22 %", "이/가"), "가");
        assert_eq!(after("∞", "이/가"), "가");
    }

    #[test]
    fn the_particle_after_a_power_does_not_depend_on_the_exponent() {
        assert_eq!(after("1.8×10⁻⁵", "이/가"), "이");
        assert_eq!(after("4×10⁷", "으로/로"), "으로");
        assert_eq!(after("x²", "은/는"), "은");
    }

    #[test]
    fn the_particle_after_a_subscript_follows_its_digit() {
        assert_eq!(after("v₂", "은/는"), "는");
        assert_eq!(after("k₁", "으로/로"), "로");
        assert_eq!(after("z₀", "은/는"), "은");
    }

    #[test]
    fn the_particle_after_a_korean_word_follows_its_last_syllable() {
        assert_eq!(after("기울기", "이/가"), "가");
        assert_eq!(after("유닛", "이/가"), "이");
        assert_eq!(after("신호를 풀", "으로/로"), "로");
        assert_eq!(after("신호를 풀", "을/를"), "을");
        assert_eq!(after("27단계", "을/를"), "를");
        assert_eq!(after("풀", "으로부터/로부터"), "로부터");
        assert_eq!(after("10 kg", "이면/면"), "이면");
        assert_eq!(after("160 cm", "이면/면"), "면");
    }

    #[test]
    fn a_gloss_in_brackets_does_not_affect_the_particle() {
        assert_eq!(after("편향(bias)", "은/는"), "은");
        assert_eq!(after("기울기 (slope)", "은/는"), "는");
        assert_eq!(after("f(x)", "은/는"), "는");
        assert_eq!(after("‘유닛’", "이/가"), "이");
    }

    #[test]
    fn the_particle_after_a_letter_follows_its_name() {
        for open in ["A", "B", "w", "b", "k", "x", "y", "z", "v", "h", "가중치 w"] {
            assert_eq!(after(open, "은/는"), "는", "{open}");
        }
        for closed in ["L", "M", "N", "R", "m", "n", "층 수 L"] {
            assert_eq!(after(closed, "은/는"), "은", "{closed}");
        }
        assert_eq!(after("L", "으로/로"), "로");
        assert_eq!(after("N", "으로/로"), "으로");
        assert_eq!(after("누설 α", "은/는"), "는");
        assert_eq!(after("ε", "은/는"), "은");
        assert_eq!(after("f′", "은/는"), "은");
    }

    #[test]
    fn the_particle_after_a_foreign_word_follows_its_korean_pronunciation() {
        let open = [
            "ReLU",
            "누설 ReLU",
            "tanh",
            "sigmoid",
            "GELU",
            "ELU",
            "SiLU",
            "MSE",
            "GD",
            "SGD",
            "He",
            "Xavier",
            "layer",
            "linear",
            "bias",
            "node",
            "slope",
            "leaky",
            "identity",
            "weight",
            "gradient",
            "softmax",
        ];
        for name in open {
            assert_eq!(after(name, "은/는"), "는", "{name}");
        }
        let closed = [
            "Adam",
            "momentum",
            "sine",
            "Python",
            "training",
            "net",
            "ResNet",
            "hat",
            "step",
            "input",
            "linear program",
        ];
        for name in closed {
            assert_eq!(after(name, "은/는"), "은", "{name}");
            assert_eq!(after(name, "으로/로"), "으로", "{name}");
        }
        for name in ["XOR", "spiral", "model", "circle", "scale"] {
            assert_eq!(after(name, "은/는"), "은", "{name}");
            assert_eq!(after(name, "으로/로"), "로", "{name}");
        }
    }

    #[test]
    fn a_pair_in_the_wrong_order_is_rejected() {
        for pair in ["는/은", "가/이", "를/을", "와/과", "로/으로", "은는"] {
            assert_eq!(Particle::parse(pair), None, "{pair}");
        }
        assert!(Particle::parse("이에요/예요").is_some());
    }
}
