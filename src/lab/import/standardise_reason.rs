//! Why the chosen columns are suggested to be standardised or not.

use crate::locale::Phrase;

/// The ratio of two ranges from which columns are standardised.
const MAX_RANGE_RATIO: f64 = 10.0;
/// The magnitude from which columns are standardised.
const MAX_MAGNITUDE: f64 = 5.0;

/// Why columns are suggested to be standardised or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StandardiseReason {
    /// The range of one input is larger than that of the other by this factor.
    RangesDiffer(f64),
    /// Values leave the range from −5 to 5.
    LargeValues,
    /// All values are in this range.
    SmallValues,
    /// No column of numbers is chosen.
    NoNumbers,
}

impl StandardiseReason {
    /// The reason for inputs with these ranges, and for the range of a target that is a number.
    pub(super) fn new(inputs: &[(f64, f64)], target: Option<(f64, f64)>) -> Self {
        let spans = inputs.iter().map(|(low, high)| high - low);
        let positive = spans.filter(|span| *span > 0.0);
        let (least, most) = positive.fold((f64::INFINITY, 0.0_f64), |(least, most), span| {
            (least.min(span), most.max(span))
        });
        let is_large = |(low, high): &(f64, f64)| *low < -MAX_MAGNITUDE || *high > MAX_MAGNITUDE;
        if most / least >= MAX_RANGE_RATIO {
            Self::RangesDiffer(most / least)
        } else if inputs.iter().chain(&target).any(is_large) {
            Self::LargeValues
        } else if inputs.is_empty() && target.is_none() {
            Self::NoNumbers
        } else {
            Self::SmallValues
        }
    }

    /// Whether standardisation is suggested.
    pub(super) fn suggests(self) -> bool {
        match self {
            Self::RangesDiffer(_) | Self::LargeValues => true,
            Self::SmallValues | Self::NoNumbers => false,
        }
    }

    /// The reason in words.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::RangesDiffer(ratio) => Phrase::key("ui.import.why.ranges").with("n", ratio),
            Self::LargeValues => Phrase::key("ui.import.why.large"),
            Self::SmallValues => Phrase::key("ui.import.why.small"),
            Self::NoNumbers => Phrase::key("ui.import.why.no-numbers"),
        }
    }
}
