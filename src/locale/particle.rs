//! Korean particles follow the last syllable as it is read aloud.

/// A pair of particles, the first after a closed syllable: 은/는, 이/가, 을/를, 과/와, 으로/로.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particle {
    closed: String,
    open: String,
}

impl Particle {
    /// Reads `은/는`; none where there is no slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (closed, open) = text.split_once('/')?;
        Some(Self {
            closed: closed.to_owned(),
            open: open.to_owned(),
        })
    }

    /// The form that follows `word`.
    pub fn after(&self, word: &str) -> &str {
        match ending(word) {
            Ending::Open => &self.open,
            Ending::Rieul if self.closed == "으로" => &self.open,
            Ending::Rieul | Ending::Closed => &self.closed,
        }
    }
}

enum Ending {
    Open,
    Rieul,
    Closed,
}

/// How the last spoken syllable of `word` ends; digits by their Korean names, letters by theirs.
fn ending(word: &str) -> Ending {
    let Some(last) = word.chars().rev().find(|c| c.is_alphanumeric()) else {
        return Ending::Open;
    };
    match last {
        '가'..='힣' => match (u32::from(last) - 0xAC00) % 28 {
            0 => Ending::Open,
            8 => Ending::Rieul,
            _ => Ending::Closed,
        },
        '1' | '7' | '8' | '¹' | '⁷' | '⁸' | 'l' | 'r' | 'L' | 'R' => Ending::Rieul,
        '0' | '3' | '6' | '⁰' | '³' | '⁶' | 'm' | 'n' | 'M' | 'N' => Ending::Closed,
        _ => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_takes_the_particle_of_its_name() {
        let topic = Particle::parse("은/는").unwrap();
        let by = Particle::parse("으로/로").unwrap();
        assert_eq!(topic.after("−7.00"), "은");
        assert_eq!(topic.after("3.14"), "는");
        assert_eq!(by.after("8"), "로");
        assert_eq!(by.after("3"), "으로");
    }

    #[test]
    fn a_word_takes_the_particle_of_its_last_syllable() {
        let subject = Particle::parse("이/가").unwrap();
        assert_eq!(subject.after("기울기"), "가");
        assert_eq!(subject.after("유닛"), "이");
        assert_eq!(Particle::parse("으로/로").unwrap().after("신호를 풀"), "로");
    }
}
