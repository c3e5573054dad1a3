//! The styles of the parts of charts.

use ratatui::style::{Color, Style};

use super::{StyleRole, Theme};
use crate::chart::Paint;
use crate::figure::Role;

impl Theme {
    /// The style of a part of a chart.
    pub fn paint(self, paint: Paint) -> Style {
        let role = match paint {
            Paint::Heat(level) => return self.on_heat(level),
            Paint::Text => StyleRole::Text,
            Paint::Title => StyleRole::Title,
            Paint::Dim => StyleRole::Dim,
            Paint::Axis => StyleRole::Axis,
            Paint::Grid | Paint::Rule | Paint::NegativeRule => StyleRole::Rule,
            Paint::Zero => StyleRole::Zero,
            Paint::Accent => StyleRole::Accent,
            Paint::Series(role) | Paint::Active(role) => StyleRole::Series(role),
            Paint::Kink => StyleRole::Kink,
            Paint::Probe => StyleRole::Probe,
            Paint::Prediction => StyleRole::Prediction,
            Paint::Goal => StyleRole::Goal,
            Paint::Live => StyleRole::Live,
            Paint::Selected => StyleRole::Selected,
            Paint::Right => StyleRole::Right,
            Paint::Wrong => StyleRole::Wrong,
        };
        self.style(role)
    }

    /// The background of the area in which the unit of a curve is on: a tenth of the curve's colour. None without true
    /// colours.
    pub fn tint(self, role: Role) -> Option<Color> {
        let style = self.style(StyleRole::Series(role));
        let (Some(Color::Rgb(r, g, b)), Some(Color::Rgb(r0, g0, b0))) = (style.fg, style.bg) else {
            return None;
        };
        let blend = |fore: u8, back: u8| {
            let sum = u16::from(fore) + 9 * u16::from(back);
            u8::try_from(sum / 10).unwrap_or(back)
        };
        Some(Color::Rgb(blend(r, r0), blend(g, g0), blend(b, b0)))
    }
}
