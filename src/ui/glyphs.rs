//! The characters that draw.

use std::borrow::Cow;

use crate::app::GlyphChoice;

/// How many dots a cell has, across and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dots {
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
    pub dots: Dots,
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
    ascii: bool,
}

static UNICODE: Glyphs = Glyphs {
    dots: Dots::Braille,
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
    ascii: false,
};

static BLOCKS: Glyphs = Glyphs {
    dots: Dots::Quarters,
    ..UNICODE
};

static ASCII: Glyphs = Glyphs {
    dots: Dots::Single,
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

    /// `text` in characters that the set has: for ASCII −7 becomes -7, 1.8×10⁻⁵ becomes 1.8e-5.
    pub fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let text = text.replace("×10", "e");
        Cow::Owned(text.chars().map(folded).collect())
    }
}

/// What stands for a character where there is only ASCII; other scripts stay as they are.
fn folded(c: char) -> Cow<'static, str> {
    let plain = match c {
        '−' | '–' | '⁻' => "-",
        '—' => "--",
        '×' => "x",
        '·' => "*",
        '→' => "->",
        '←' => "<-",
        '↑' => "Up",
        '↓' => "Down",
        '…' => "...",
        '‘' | '’' | '′' => "'",
        '“' | '”' => "\"",
        '≤' => "<=",
        '≥' => ">=",
        '≈' => "~",
        '±' => "+/-",
        '∞' => "inf",
        'α' => "alpha",
        'Σ' => "sum",
        '√' => "sqrt",
        'π' => "pi",
        '½' => "1/2",
        '₀' | '⁰' => "0",
        '₁' | '¹' => "1",
        '₂' | '²' => "2",
        '₃' | '³' => "3",
        '₄' | '⁴' => "4",
        '₅' | '⁵' => "5",
        '₆' | '⁶' => "6",
        '₇' | '⁷' => "7",
        '₈' | '⁸' => "8",
        '₉' | '⁹' => "9",
        other => return Cow::Owned(other.to_string()),
    };
    Cow::Borrowed(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_folds_numbers_and_signs() {
        let ascii = Glyphs::of(GlyphChoice::Ascii);
        assert_eq!(ascii.fold("−3.6×10⁻⁸ at x₁ → ∞"), "-3.6e-8 at x1 -> inf");
        assert_eq!(Glyphs::of(GlyphChoice::Braille).fold("−7"), "−7");
    }
}
