//! The characters of signs in charts.

/// The characters of signs in charts; each takes one column.
#[derive(Debug)]
pub struct Symbols {
    /// The end of clipped text.
    pub ellipsis: &'static str,
    /// A point beyond the left side, and the sign behind a selected part.
    pub left: &'static str,
    /// A point beyond the right side, and the sign before a selected part.
    pub right: &'static str,
    /// A point above, and more units above.
    pub up: &'static str,
    /// A point below, and more units below.
    pub down: &'static str,
    /// A right result.
    pub correct: &'static str,
    /// A wrong result.
    pub wrong: &'static str,
    /// A unit that is always on.
    pub on: &'static str,
    /// A unit that is always off.
    pub off: &'static str,
    /// A saturated unit.
    pub flat: &'static str,
    /// A value that is not finite.
    pub undefined: &'static str,
    /// A line between columns.
    pub vertical: &'static str,
    /// Whether labels consist of ASCII alone.
    pub is_ascii: bool,
}

/// Signs for terminals with Unicode.
pub static UNICODE: Symbols = Symbols {
    ellipsis: "…",
    left: "◂",
    right: "▸",
    up: "▴",
    down: "▾",
    correct: "✓",
    wrong: "✗",
    on: "■",
    off: "□",
    flat: "~",
    undefined: "?",
    vertical: "│",
    is_ascii: false,
};

/// Signs for terminals with ASCII alone.
pub static ASCII: Symbols = Symbols {
    ellipsis: "~",
    left: "<",
    right: ">",
    up: "^",
    down: "v",
    correct: "+",
    wrong: "x",
    on: "#",
    off: ".",
    flat: "~",
    undefined: "?",
    vertical: "|",
    is_ascii: true,
};
