//! Names and versions of terminals (XTVERSION).

use crate::app::{OctantSupport, TerminalReport};

/// A terminal that draws octants itself, without a font.
struct OctantProgram {
    /// The name that its reply to XTVERSION begins with, in lower case.
    name: &'static str,
    /// The first version that draws octants.
    octants: [u32; 3],
    /// The first version that draws all of them; none if no version does.
    all: Option<[u32; 3]>,
}

/// The terminals that draw octants. `WezTerm` counts dates.
const OCTANT_PROGRAMS: [OctantProgram; 4] = [
    OctantProgram {
        name: "kitty",
        octants: [0, 40, 0],
        all: Some([0, 47, 0]),
    },
    OctantProgram {
        name: "ghostty",
        octants: [1, 2, 0],
        all: Some([1, 2, 0]),
    },
    OctantProgram {
        name: "foot",
        octants: [1, 20, 0],
        all: None,
    },
    OctantProgram {
        name: "wezterm",
        octants: [20_250_223, 0, 0],
        all: Some([20_250_223, 0, 0]),
    },
];

/// The terminals that show inline images as iTerm2 does.
const INLINE_IMAGE_PROGRAMS: [&str; 2] = ["iterm2", "wezterm"];

/// The report of a terminal that answers XTVERSION with `answer`: a name, then a version behind a blank or in parentheses.
pub(super) fn report(answer: &str) -> TerminalReport {
    let (name, version) = split_answer(answer);
    let is_program = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    let octants = OCTANT_PROGRAMS
        .iter()
        .find(|program| is_program(program.name))
        .map_or(OctantSupport::Unknown, |program| {
            if program.all.is_some_and(|first| version >= first) {
                OctantSupport::All
            } else if version >= program.octants {
                OctantSupport::WithoutDots
            } else {
                OctantSupport::Unknown
            }
        });
    TerminalReport::Program {
        octants,
        inline_images: INLINE_IMAGE_PROGRAMS.into_iter().any(is_program),
    }
}

/// The name and the first three numbers of the version.
fn split_answer(answer: &str) -> (&str, [u32; 3]) {
    let at = answer.find([' ', '(']).unwrap_or(answer.len());
    let (name, rest) = answer.split_at(at);
    let mut numbers = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(u32::MAX));
    (name, std::array::from_fn(|_| numbers.next().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octants(answer: &str) -> OctantSupport {
        match report(answer) {
            TerminalReport::Program { octants, .. } => octants,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn octants_are_used_from_the_version_that_draws_them() {
        for (answer, wanted) in [
            ("kitty(0.26.5)", OctantSupport::Unknown),
            ("kitty(0.40.0)", OctantSupport::WithoutDots),
            ("kitty(0.46.9)", OctantSupport::WithoutDots),
            ("kitty(0.47.0)", OctantSupport::All),
            ("kitty(1.0)", OctantSupport::All),
            ("ghostty 1.1.3", OctantSupport::Unknown),
            ("ghostty 1.2.0-main+abc", OctantSupport::All),
            ("foot(1.19.0)", OctantSupport::Unknown),
            ("foot(1.20.2)", OctantSupport::WithoutDots),
            ("WezTerm 20240203-110809-5046fc22", OctantSupport::Unknown),
            ("WezTerm 20250223-111111-abcdef", OctantSupport::All),
            ("XTerm(390)", OctantSupport::Unknown),
            ("contour 0.5.1", OctantSupport::Unknown),
            ("tmux 3.4", OctantSupport::Unknown),
            ("kitty(99999999999)", OctantSupport::All),
            ("", OctantSupport::Unknown),
        ] {
            assert_eq!(octants(answer), wanted, "{answer}");
        }
    }

    #[test]
    fn iterm2_and_wezterm_show_inline_images() {
        let shows = |answer| {
            matches!(
                report(answer),
                TerminalReport::Program {
                    inline_images: true,
                    ..
                }
            )
        };
        assert!(shows("iTerm2 3.5.0") && shows("WezTerm 20240203-110809"));
        assert!(!shows("XTerm(390)") && !shows("iTerm2ish 1"));
    }
}
