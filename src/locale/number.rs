//! How a number is written for a person.

/// How a number is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// As short as it can be: at most three decimals (below 1 three digits), no trailing zeros.
    #[default]
    Plain,
    /// This many decimals: `.2` gives 3.14.
    Decimals(u8),
    /// At most this many significant digits: `~2` gives 0.0014, 27,000, and 2 for 2.
    Significant(u8),
}

/// Values closer to zero than this are written as powers of ten.
const SMALL: f64 = 0.001;
/// Values from here on are written as powers of ten.
const LARGE: f64 = 1e7;

/// `value` as text: true minus sign, thousands grouped, 1.8×10⁻⁵ below 0.001, never −0.
pub fn written(value: f64, format: Format) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    if value == 0.0 {
        return fixed(
            0.0,
            if let Format::Decimals(d) = format {
                d
            } else {
                0
            },
        );
    }
    let size = value.abs();
    match format {
        Format::Plain if !(SMALL..LARGE).contains(&size) => power_of_ten(value, 2),
        Format::Plain if size < 1.0 => trimmed(significant(value, 3)),
        Format::Plain => trimmed(fixed(value, 3)),
        Format::Decimals(d) if size < SMALL && rounds_to_zero(size, d) => power_of_ten(value, 2),
        Format::Decimals(_) if size >= LARGE * 1e3 => power_of_ten(value, 3),
        Format::Decimals(d) => fixed(value, d),
        Format::Significant(n) if !(SMALL..LARGE).contains(&size) => power_of_ten(value, n),
        Format::Significant(n) => trimmed(significant(value, n)),
    }
}

/// `value` in two digits at most, of a small one its hundredths: 0.52, 12, 0.05. For numbers with little room that change
/// while they are looked at.
pub fn brief(value: f64) -> String {
    let is_small = value != 0.0 && value.abs() < 0.1;
    let format = if is_small {
        Format::Decimals(2)
    } else {
        Format::Significant(2)
    };
    written(value, format)
}

fn rounds_to_zero(size: f64, decimals: u8) -> bool {
    size < 0.5 * 10f64.powi(-i32::from(decimals)) && size > 1e-12
}

fn fixed(value: f64, decimals: u8) -> String {
    let digits = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::new();
    let is_zero = digits.bytes().all(|b| b == b'0' || b == b'.');
    if value < 0.0 && !is_zero {
        text.push('−');
    }
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 3 {
            text.push(',');
        }
        text.push(c);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

fn trimmed(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn significant(value: f64, digits: u8) -> String {
    let digits = i32::from(digits.max(1));
    let exponent = exponent_of(value);
    let decimals = digits - 1 - exponent;
    if decimals >= 0 {
        fixed(value, u8::try_from(decimals).unwrap_or(u8::MAX))
    } else {
        let unit = 10f64.powi(-decimals);
        fixed((value / unit).round() * unit, 0)
    }
}

/// The power of ten of the leading digit, after rounding has been left aside.
fn exponent_of(value: f64) -> i32 {
    let text = format!("{:e}", value.abs());
    text.split_once('e')
        .and_then(|(_, e)| e.parse().ok())
        .unwrap_or(0)
}

fn power_of_ten(value: f64, digits: u8) -> String {
    let text = format!("{:.*e}", usize::from(digits.max(1)) - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let sign = if value < 0.0 { "−" } else { "" };
    let raised: String = exponent.chars().map(superscript).collect();
    format!("{sign}{mantissa}×10{raised}")
}

fn superscript(c: char) -> char {
    match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(c) - u32::from('0')).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_minus_is_a_true_minus() {
        assert_eq!(written(27_616.0, Format::Plain), "27,616");
        assert_eq!(written(-7.0, Format::Decimals(2)), "−7.00");
        assert_eq!(written(555.0, Format::Plain), "555");
    }

    #[test]
    fn zero_never_carries_a_sign() {
        assert_eq!(written(-0.0, Format::Decimals(2)), "0.00");
        assert_eq!(written(-0.0004e-20, Format::Decimals(1)), "0.0");
        assert_eq!(written(-0.0, Format::Plain), "0");
    }

    #[test]
    fn tiny_numbers_become_powers_of_ten() {
        assert_eq!(written(1.8e-5, Format::Significant(2)), "1.8×10⁻⁵");
        assert_eq!(written(-3.6e-8, Format::Plain), "−3.6×10⁻⁸");
        assert_eq!(written(0.0014, Format::Significant(2)), "0.0014");
        assert_eq!(written(1.1e15, Format::Plain), "1.1×10¹⁵");
    }

    #[test]
    fn significant_digits_round_whole_numbers_too() {
        assert_eq!(written(3_793.0, Format::Significant(1)), "4,000");
        assert_eq!(written(0.0224, Format::Significant(2)), "0.022");
        assert_eq!(written(2.0, Format::Significant(3)), "2");
        assert_eq!(
            [0.0, 0.0491, -0.521, 12.34].map(brief),
            ["0", "0.05", "−0.52", "12"]
        );
    }

    #[test]
    fn what_is_not_finite_is_named() {
        assert_eq!(written(f64::NAN, Format::Plain), "NaN");
        assert_eq!(written(f64::NEG_INFINITY, Format::Plain), "−∞");
    }
}
