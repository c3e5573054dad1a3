//! The characters that draw.

use std::borrow::Cow;

use crate::app::GlyphChoice;

/// How many dots a cell has, across and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotSet {
    /// Braille: 2 × 4.
    Braille,
    /// Quarter blocks: 2 × 2.
    Quarters,
    /// One character a cell.
    Single,
}

/// The characters of a glyph set.
#[derive(Debug)]
pub struct Glyphs {
    /// What charts are made of.
    pub dots: DotSet,
    /// A rule.
    pub horizontal: &'static str,
    /// A line between columns.
    pub vertical: &'static str,
    /// Where an axis has a tick on its left.
    pub tick_left: &'static str,
    /// Where an axis has a tick below.
    pub tick_below: &'static str,
    /// Where the axes meet.
    pub corner: &'static str,
    /// Points at what is chosen.
    pub pointer: &'static str,
    /// Points back at what stands before it.
    pub back: &'static str,
    /// An item of a list.
    pub bullet: &'static str,
    /// What is left out.
    pub ellipsis: &'static str,
    /// Where text goes on above.
    pub more_above: &'static str,
    /// Where text goes on below.
    pub more_below: &'static str,
    /// Right.
    pub right: &'static str,
    /// A misconception.
    pub wrong: &'static str,
    /// A goal that is not met.
    pub open: &'static str,
    /// The full part of a bar.
    pub full: &'static str,
    /// The empty part of a bar.
    pub empty: &'static str,
    /// Eighths of a cell, from one to seven, for the end of a bar; empty where there are none.
    pub eighths: &'static [&'static str],
    /// The low end of a slider.
    pub slider_left: &'static str,
    /// The rail of a slider.
    pub slider: &'static str,
    /// The high end of a slider.
    pub slider_right: &'static str,
    /// The knob of a slider.
    pub knob: &'static str,
    /// Where typing goes on.
    pub caret: &'static str,
    /// A model that runs.
    pub playing: &'static str,
    /// A model that waits.
    pub paused: &'static str,
    /// A step that was seen.
    pub dot_seen: &'static str,
    /// The step that is open.
    pub dot_here: &'static str,
    /// A step to come.
    pub dot_ahead: &'static str,
    /// A kink.
    pub kink: &'static str,
    /// The point that the learner moves.
    pub probe: &'static str,
    /// What the learner predicted.
    pub belief: &'static str,
    /// A goal on an axis.
    pub goal: &'static str,
    /// Upper and lower half of a cell, for shades; none where shades are characters.
    pub half: Option<&'static str>,
    /// Shades from empty to full.
    pub shades: &'static [&'static str],
    /// A unit that is on.
    pub on: &'static str,
    /// A unit that is off.
    pub off: &'static str,
    /// A unit that is flat everywhere.
    pub flat: &'static str,
    /// A quiet line that leads the eye down to an axis.
    pub guide: &'static str,
    /// Where a value is no number.
    pub diverged: &'static str,
    ascii: bool,
}

static UNICODE: Glyphs = Glyphs {
    dots: DotSet::Braille,
    horizontal: "─",
    vertical: "│",
    tick_left: "┤",
    tick_below: "┬",
    corner: "└",
    pointer: "▸",
    back: "◂",
    bullet: "•",
    ellipsis: "…",
    more_above: "▴",
    more_below: "▾",
    right: "✓",
    wrong: "✗",
    open: "○",
    full: "█",
    empty: "░",
    eighths: &["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    slider_left: "├",
    slider: "─",
    slider_right: "┤",
    knob: "●",
    caret: "▏",
    playing: "▶",
    paused: "‖",
    dot_seen: "●",
    dot_here: "◉",
    dot_ahead: "○",
    kink: "▲",
    probe: "●",
    belief: "◆",
    goal: "⚑",
    half: Some("▀"),
    shades: &[" ", "░", "▒", "▓", "█"],
    on: "■",
    off: "□",
    flat: "~",
    guide: "┊",
    diverged: "?",
    ascii: false,
};

static BLOCKS: Glyphs = Glyphs {
    dots: DotSet::Quarters,
    ..UNICODE
};

static ASCII: Glyphs = Glyphs {
    dots: DotSet::Single,
    horizontal: "-",
    vertical: "|",
    tick_left: "+",
    tick_below: "+",
    corner: "+",
    pointer: ">",
    back: "<",
    bullet: "*",
    ellipsis: "~",
    more_above: "^",
    more_below: "v",
    right: "+",
    wrong: "x",
    open: "o",
    full: "#",
    empty: ".",
    eighths: &[],
    slider_left: "|",
    slider: "-",
    slider_right: "|",
    knob: "O",
    caret: "_",
    playing: ">",
    paused: "=",
    dot_seen: "*",
    dot_here: "@",
    dot_ahead: ".",
    kink: "^",
    probe: "@",
    belief: "?",
    goal: "!",
    half: None,
    shades: &[" ", ".", ":", "+", "#"],
    on: "#",
    off: ".",
    flat: "~",
    guide: ":",
    diverged: "?",
    ascii: true,
};

impl Glyphs {
    /// The characters of a set.
    pub fn of(choice: GlyphChoice) -> &'static Self {
        match choice {
            GlyphChoice::Braille => &UNICODE,
            GlyphChoice::Blocks => &BLOCKS,
            GlyphChoice::Ascii => &ASCII,
        }
    }

    /// Whether it has ASCII characters only.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// `text` in characters that the set has: for ASCII −7 becomes -7, 1.8×10⁻⁵ becomes 1.8e-5, x² becomes x^2.
    pub fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut folded = String::with_capacity(text.len());
        let mut is_raised = false;
        for c in text.chars() {
            let power = superscript(c);
            if power.is_some() && !is_raised {
                match folded.strip_suffix("x10").map(str::len) {
                    Some(mantissa) => folded.replace_range(mantissa.., "e"),
                    None => folded.push('^'),
                }
            }
            is_raised = power.is_some();
            match power {
                Some(digit) => folded.push(digit),
                None => folded.push_str(&plain(c)),
            }
        }
        Cow::Owned(folded)
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁻' => '-',
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        'ⁿ' => 'n',
        _ => return None,
    })
}

/// What stands for a character where there is only ASCII; other scripts stay as they are.
fn plain(c: char) -> Cow<'static, str> {
    let plain = match c {
        '−' | '–' | '‐' | '‑' => "-",
        '—' => "--",
        '×' | '✗' => "x",
        '·' | '•' | '●' | '∙' => "*",
        '→' | '⇒' => "->",
        '←' => "<-",
        '↑' => "Up",
        '↓' => "Down",
        '↔' => "<->",
        '…' => "...",
        '‘' | '’' | '′' => "'",
        '“' | '”' | '″' => "\"",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '±' => "+/-",
        '∞' => "inf",
        'α' => "alpha",
        'β' => "beta",
        'ε' => "eps",
        'η' => "eta",
        'σ' => "sigma",
        'Δ' => "delta",
        '∂' => "d",
        'Σ' | '∑' => "sum",
        'Π' | '∏' => "prod",
        '√' => "sqrt",
        'π' => "pi",
        '½' => "1/2",
        '⊕' => "xor",
        '▲' => "^",
        '▸' | '▶' => ">",
        '◂' => "<",
        '✓' => "+",
        '■' => "#",
        '□' => ".",
        '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
        '₀'..='₉' => {
            let digit = u32::from(c) - u32::from('₀');
            return char::from_digit(digit, 10)
                .map_or(Cow::Borrowed("?"), |d| Cow::Owned(d.to_string()));
        }
        other => return Cow::Owned(other.to_string()),
    };
    Cow::Borrowed(plain)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn ascii_folds_numbers_and_signs() {
        let ascii = Glyphs::of(GlyphChoice::Ascii);
        assert_eq!(ascii.fold("−3.6×10⁻⁸ at x₁ → ∞"), "-3.6e-8 at x1 -> inf");
        assert_eq!(
            ascii.fold("1.1×10¹⁵, 2×10⁸, 10⁻⁵, (y − ½)²"),
            "1.1e15, 2e8, 10^-5, (y - 1/2)^2"
        );
        assert_eq!(ascii.fold("기울기 −1"), "기울기 -1");
        assert_eq!(Glyphs::of(GlyphChoice::Braille).fold("−7"), "−7");
    }

    #[test]
    fn the_ascii_set_is_ascii_and_every_glyph_takes_one_cell() {
        for choice in GlyphChoice::ALL {
            let set = Glyphs::of(choice);
            let single = [
                set.horizontal,
                set.vertical,
                set.tick_left,
                set.tick_below,
                set.corner,
                set.pointer,
                set.back,
                set.bullet,
                set.ellipsis,
                set.more_above,
                set.more_below,
                set.right,
                set.wrong,
                set.open,
                set.full,
                set.empty,
                set.slider_left,
                set.slider,
                set.slider_right,
                set.knob,
                set.caret,
                set.playing,
                set.paused,
                set.dot_seen,
                set.dot_here,
                set.dot_ahead,
                set.kink,
                set.probe,
                set.belief,
                set.goal,
                set.on,
                set.off,
                set.guide,
                set.diverged,
            ];
            for glyph in single.iter().chain(set.shades).chain(set.eighths) {
                assert_eq!(UnicodeWidthStr::width(*glyph), 1, "{glyph:?}");
                assert!(!set.is_ascii() || glyph.is_ascii(), "{glyph:?}");
            }
        }
    }
}
