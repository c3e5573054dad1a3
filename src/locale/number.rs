//! Number formats.

/// A number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NumberFormat {
    /// At most three decimals, below 1 three significant digits; no trailing zeros.
    #[default]
    Plain,
    /// This many decimals: `.2` gives 3.14.
    Decimals(u8),
    /// At most this many significant digits: `~2` gives 0.0014, 27,000, and 2 for 2.
    Significant(u8),
}

/// The magnitude below which numbers are powers of ten.
const SMALL: f64 = 0.001;
/// The magnitude from which numbers are powers of ten.
const LARGE: f64 = 1e7;

/// `value` as text with a true minus sign, grouped thousands and powers of ten (1.8×10⁻⁵); zero has no sign.
pub fn format_number(value: f64, format: NumberFormat) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    if value == 0.0 {
        return fixed(
            0.0,
            if let NumberFormat::Decimals(d) = format {
                d
            } else {
                0
            },
        );
    }
    let size = value.abs();
    match format {
        NumberFormat::Plain if !(SMALL..LARGE).contains(&size) => power_of_ten(value, 2),
        NumberFormat::Plain if size < 1.0 => trim_zeros(significant(value, 3)),
        NumberFormat::Plain => trim_zeros(fixed(value, 3)),
        NumberFormat::Decimals(d) if size < SMALL && rounds_to_zero(size, d) => {
            power_of_ten(value, 2)
        }
        NumberFormat::Decimals(_) if size >= LARGE * 1e3 => power_of_ten(value, 3),
        NumberFormat::Decimals(d) => fixed(value, d),
        NumberFormat::Significant(n) if !(SMALL..LARGE).contains(&size) => power_of_ten(value, n),
        NumberFormat::Significant(n) => trim_zeros(significant(value, n)),
    }
}

/// `value` with two significant digits, below 0.1 with two decimals: 0.52, 12, 0.05. For narrow cells with changing
/// numbers.
pub fn format_short(value: f64) -> String {
    let is_small = value != 0.0 && value.abs() < 0.1;
    let format = if is_small {
        NumberFormat::Decimals(2)
    } else {
        NumberFormat::Significant(2)
    };
    format_number(value, format)
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

fn trim_zeros(text: String) -> String {
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

/// The power of ten of the leading digit, without rounding.
fn exponent_of(value: f64) -> i32 {
    let text = format!("{:e}", value.abs());
    text.split_once('e')
        .and_then(|(_, e)| e.parse().ok())
        .unwrap_or(0)
}

fn power_of_ten(value: f64, digits: u8) -> String {
    let text = format!("{:.*e}", usize::from(digits.max(1)) - 1, value.abs());
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let sign = if value < 0.0 { "−" } else { "" };
    let exponent: String = power.chars().map(superscript).collect();
    format!("{sign}{mantissa}×10{exponent}")
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
    fn thousands_are_grouped_and_the_minus_sign_is_u2212() {
        assert_eq!(format_number(27_616.0, NumberFormat::Plain), "27,616");
        assert_eq!(format_number(-7.0, NumberFormat::Decimals(2)), "−7.00");
        assert_eq!(format_number(555.0, NumberFormat::Plain), "555");
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(format_number(-0.0, NumberFormat::Decimals(2)), "0.00");
        assert_eq!(format_number(-0.0004e-20, NumberFormat::Decimals(1)), "0.0");
        assert_eq!(format_number(-0.0, NumberFormat::Plain), "0");
    }

    #[test]
    fn small_and_large_numbers_are_powers_of_ten() {
        assert_eq!(
            format_number(1.8e-5, NumberFormat::Significant(2)),
            "1.8×10⁻⁵"
        );
        assert_eq!(format_number(-3.6e-8, NumberFormat::Plain), "−3.6×10⁻⁸");
        assert_eq!(
            format_number(0.0014, NumberFormat::Significant(2)),
            "0.0014"
        );
        assert_eq!(format_number(1.1e15, NumberFormat::Plain), "1.1×10¹⁵");
    }

    #[test]
    fn significant_digits_also_round_whole_numbers() {
        assert_eq!(
            format_number(3_793.0, NumberFormat::Significant(1)),
            "4,000"
        );
        assert_eq!(format_number(0.0224, NumberFormat::Significant(2)), "0.022");
        assert_eq!(format_number(2.0, NumberFormat::Significant(3)), "2");
        assert_eq!(
            [0.0, 0.0491, -0.521, 12.34].map(format_short),
            ["0", "0.05", "−0.52", "12"]
        );
    }

    #[test]
    fn nan_and_infinity_have_names() {
        assert_eq!(format_number(f64::NAN, NumberFormat::Plain), "NaN");
        assert_eq!(format_number(f64::NEG_INFINITY, NumberFormat::Plain), "−∞");
    }
}
