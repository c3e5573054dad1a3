//! The characters that rules, charts and signs are drawn with.

use std::borrow::Cow;

use ratatui::symbols::{block, half_block, line, shade};

use super::dot_marker::DotMarker;
use crate::app::{Appearance, GlyphChoice, OctantSupport};
use crate::text::fold_to_ascii;

/// The characters of a glyph set.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// The dots of curves.
    pub marker: DotMarker,
    /// A horizontal line.
    pub horizontal: &'static str,
    /// A vertical line.
    pub vertical: &'static str,
    /// A sign before the selected entry.
    pub pointer: &'static str,
    /// A sign behind the selected entry.
    pub back: &'static str,
    /// The sign of a list item.
    pub bullet: &'static str,
    /// A sign at the end of clipped text.
    pub ellipsis: &'static str,
    /// A sign that text continues above.
    pub more_above: &'static str,
    /// A sign that text continues below.
    pub more_below: &'static str,
    /// The sign of a right answer or a met condition.
    pub right: &'static str,
    /// The sign of a wrong answer or a fault.
    pub wrong: &'static str,
    /// The sign of a condition that is not met.
    pub open: &'static str,
    /// The full part of a bar.
    pub full: &'static str,
    /// The empty part of a bar.
    pub empty: &'static str,
    /// The left one to seven eighths of a cell. Empty in ASCII.
    pub eighths: &'static [&'static str],
    /// The low end of a slider.
    pub slider_left: &'static str,
    /// The rail of a slider.
    pub slider: &'static str,
    /// The high end of a slider.
    pub slider_right: &'static str,
    /// The rail of a slider between the value before and the knob.
    pub slider_moved: &'static str,
    /// The knob of a slider.
    pub knob: &'static str,
    /// The place of the knob before the last change.
    pub knob_before: &'static str,
    /// An arrow to the previous value.
    pub previous: &'static str,
    /// An arrow to the next value.
    pub next: &'static str,
    /// The sign of a running model.
    pub playing: &'static str,
    /// The sign of a paused model.
    pub paused: &'static str,
    /// A visited step.
    pub dot_seen: &'static str,
    /// The open step.
    pub dot_here: &'static str,
    /// A step that is not visited yet.
    pub dot_ahead: &'static str,
    /// A goal on an axis.
    pub goal: &'static str,
    /// The upper half of a cell. None where heat maps are drawn with `shades`.
    pub upper_half: Option<char>,
    /// Shades from empty to full.
    pub shades: &'static [&'static str],
    /// A value that is not finite.
    pub diverged: &'static str,
    ascii: bool,
}

static UNICODE: Glyphs = Glyphs {
    marker: DotMarker::Braille,
    horizontal: line::HORIZONTAL,
    vertical: line::VERTICAL,
    pointer: "▸",
    back: "◂",
    bullet: "•",
    ellipsis: "…",
    more_above: "▴",
    more_below: "▾",
    right: "✓",
    wrong: "✗",
    open: "○",
    full: block::FULL,
    empty: shade::LIGHT,
    eighths: &[
        block::ONE_EIGHTH,
        block::ONE_QUARTER,
        block::THREE_EIGHTHS,
        block::HALF,
        block::FIVE_EIGHTHS,
        block::THREE_QUARTERS,
        block::SEVEN_EIGHTHS,
    ],
    slider_left: line::VERTICAL_RIGHT,
    slider: line::HORIZONTAL,
    slider_right: line::VERTICAL_LEFT,
    slider_moved: line::THICK_HORIZONTAL,
    knob: "●",
    knob_before: "○",
    previous: "‹",
    next: "›",
    playing: "▶",
    paused: "‖",
    dot_seen: "●",
    dot_here: "◉",
    dot_ahead: "○",
    goal: "⚑",
    upper_half: Some(half_block::UPPER),
    shades: &[
        shade::EMPTY,
        shade::LIGHT,
        shade::MEDIUM,
        shade::DARK,
        shade::FULL,
    ],
    diverged: "?",
    ascii: false,
};

static OCTANTS: Glyphs = Glyphs {
    marker: DotMarker::Octant,
    ..UNICODE
};

static OCTANTS_WITHOUT_DOTS: Glyphs = Glyphs {
    marker: DotMarker::OctantWithoutDots,
    ..OCTANTS
};

static BLOCKS: Glyphs = Glyphs {
    marker: DotMarker::Quadrant,
    ..UNICODE
};

static ASCII: Glyphs = Glyphs {
    marker: DotMarker::Ascii,
    horizontal: "-",
    vertical: "|",
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
    slider_moved: "=",
    knob: "O",
    knob_before: "o",
    previous: "<",
    next: ">",
    playing: ">",
    paused: "=",
    dot_seen: "*",
    dot_here: "@",
    dot_ahead: ".",
    goal: "!",
    upper_half: None,
    shades: &[" ", ".", ":", "+", "#"],
    diverged: "?",
    ascii: true,
};

impl Glyphs {
    /// The characters of a set.
    pub(super) fn for_choice(choice: GlyphChoice) -> &'static Self {
        match choice {
            GlyphChoice::Pixels | GlyphChoice::Braille => &UNICODE,
            GlyphChoice::Octants => &OCTANTS_WITHOUT_DOTS,
            GlyphChoice::Blocks => &BLOCKS,
            GlyphChoice::Ascii => &ASCII,
        }
    }

    /// Whether the characters are ASCII alone.
    pub(super) fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// The characters of an appearance.
    pub(super) fn for_appearance(appearance: Appearance) -> &'static Self {
        match (appearance.glyphs, appearance.octants) {
            (GlyphChoice::Octants, OctantSupport::All) => &OCTANTS,
            (choice, _) => Self::for_choice(choice),
        }
    }

    /// `text` in characters of the set: folded to ASCII where the set is ASCII.
    pub(super) fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii {
            fold_to_ascii(text)
        } else {
            Cow::Borrowed(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn only_the_ascii_set_folds_text() {
        assert_eq!(Glyphs::for_choice(GlyphChoice::Ascii).fold("−7"), "-7");
        assert_eq!(Glyphs::for_choice(GlyphChoice::Braille).fold("−7"), "−7");
    }

    #[test]
    fn every_glyph_takes_one_cell_and_the_ascii_set_is_ascii() {
        for choice in GlyphChoice::ALL {
            let set = Glyphs::for_choice(choice);
            let single = [
                set.horizontal,
                set.vertical,
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
                set.slider_moved,
                set.knob,
                set.knob_before,
                set.previous,
                set.next,
                set.playing,
                set.paused,
                set.dot_seen,
                set.dot_here,
                set.dot_ahead,
                set.goal,
                set.diverged,
            ];
            for glyph in single.iter().chain(set.shades).chain(set.eighths) {
                assert_eq!(width(glyph), 1, "{glyph:?}");
                assert!(!set.ascii || glyph.is_ascii(), "{glyph:?}");
            }
        }
    }
}
