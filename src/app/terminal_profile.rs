//! The characters and images that the terminal shows, and the best choice among them.

use super::appearance::{
    Appearance, ColorDepth, GlyphChoice, GlyphSetting, OctantSupport, ThemeChoice,
};
use super::settings::{Detection, LargeText};
use super::terminal_report::{CellSize, TerminalReport};

/// The fewest colour registers with which sixel images have the right colours.
const MIN_SIXEL_COLORS: u16 = 64;

/// The limits of a terminal for sixel images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SixelLimits {
    /// The number of colour registers.
    pub colors: u16,
    /// The width and the height of the largest image in pixels; none if the terminal does not tell.
    pub size: Option<(u16, u16)>,
}

/// A protocol for images in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageProtocol {
    /// The kitty graphics protocol.
    Kitty,
    /// Inline images of iTerm2 (OSC 1337).
    ITerm2,
    /// Sixel (DEC).
    Sixel(SixelLimits),
}

/// The programs between this one and the learner's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TerminalSite {
    /// A terminal on this machine.
    #[default]
    Local,
    /// A terminal at the other end of ssh or mosh.
    Remote,
    /// tmux, screen or zellij.
    Multiplexer,
    /// The Linux console, which may print the queries for images.
    LinuxConsole,
    /// A Windows console, which passes no replies on.
    Windows,
}

/// The properties of the terminal that decide how charts are drawn.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one is a report of its own"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalProfile {
    site: TerminalSite,
    /// The characters that locale and type of the terminal allow.
    characters: GlyphChoice,
    has_wide_lines: bool,
    octants: OctantSupport,
    has_kitty_graphics: bool,
    has_large_text: bool,
    has_inline_images: bool,
    has_sixel: bool,
    sixel_colors: Option<u16>,
    sixel_size: Option<(u16, u16)>,
    cell_size: Option<CellSize>,
}

/// The reason for a [`GlyphChoice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphReason {
    /// An option or a setting asks for it.
    Chosen,
    /// The terminal shows images.
    ShowsImages(ImageProtocol),
    /// The terminal has reported no images.
    NoImages,
    /// Its sixel images have too few colours.
    FewColors,
    /// It has reported no size of its cells in pixels.
    NoCellSize,
    /// The theme has no colours.
    NoHues,
    /// A multiplexer is between.
    Multiplexer,
    /// The terminal is at the other end of a connection.
    Remote,
    /// Nothing is known about a Windows console.
    Windows,
    /// The Linux console.
    LinuxConsole,
    /// The locale allows only ASCII.
    NotUtf8,
    /// It draws lines two columns wide.
    WideLines,
}

impl GlyphReason {
    /// The name in the word tables: `ui.settings.glyphs.why.NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::ShowsImages(ImageProtocol::Kitty) => "kitty",
            Self::ShowsImages(ImageProtocol::ITerm2) => "iterm2",
            Self::ShowsImages(ImageProtocol::Sixel(_)) => "sixel",
            Self::NoImages => "no-images",
            Self::FewColors => "few-colors",
            Self::NoCellSize => "no-cell-size",
            Self::NoHues => "no-hues",
            Self::Multiplexer => "multiplexer",
            Self::Remote => "remote",
            Self::Windows => "windows",
            Self::LinuxConsole => "linux-console",
            Self::NotUtf8 => "not-utf8",
            Self::WideLines => "wide-lines",
        }
    }
}

/// Whether the text of questions is drawn at double size, with the reason if it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LargeTextStatus {
    /// It is.
    Used,
    /// An option or a setting forbids it.
    SwitchedOff,
    /// The terminal has not reported that it can do it.
    NotReported,
    /// A multiplexer is between.
    Multiplexer,
    /// The Linux console.
    LinuxConsole,
    /// Nothing is known about a Windows console.
    Windows,
    /// The locale allows only ASCII.
    NotUtf8,
}

impl LargeTextStatus {
    /// The name in the word tables: `ui.settings.large-text.now.NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::SwitchedOff => "switched-off",
            Self::NotReported => "not-reported",
            Self::Multiplexer => "multiplexer",
            Self::LinuxConsole => "linux-console",
            Self::Windows => "windows",
            Self::NotUtf8 => "not-utf8",
        }
    }
}

impl Default for TerminalProfile {
    fn default() -> Self {
        Self::new(TerminalSite::Local, GlyphChoice::Braille)
    }
}

impl TerminalProfile {
    /// A terminal at `site` that has reported nothing. `characters` are those that locale and type of the terminal allow.
    pub fn new(site: TerminalSite, characters: GlyphChoice) -> Self {
        // Windows Terminal places sixels on a grid of 10 × 20 pixels a cell, whatever its font, as a VT340 does.
        let is_windows = site == TerminalSite::Windows;
        Self {
            site,
            characters,
            has_wide_lines: false,
            octants: OctantSupport::Unknown,
            has_kitty_graphics: false,
            has_large_text: false,
            has_inline_images: false,
            has_sixel: is_windows,
            sixel_colors: is_windows.then_some(256),
            sixel_size: None,
            cell_size: is_windows.then_some(CellSize {
                width: 10,
                height: 20,
            }),
        }
    }

    /// The size of a cell in pixels, if it is known.
    pub fn cell_size(&self) -> Option<CellSize> {
        self.cell_size
    }

    /// The octants that the terminal draws.
    pub fn octants(&self) -> OctantSupport {
        self.octants
    }

    /// The protocol for images, if the terminal has reported one that can be used.
    pub fn image_protocol(&self) -> Option<ImageProtocol> {
        if self.has_kitty_graphics {
            Some(ImageProtocol::Kitty)
        } else if self.has_inline_images {
            Some(ImageProtocol::ITerm2)
        } else {
            let colors = self
                .sixel_colors
                .filter(|count| *count >= MIN_SIXEL_COLORS)?;
            self.has_sixel.then_some(ImageProtocol::Sixel(SixelLimits {
                colors,
                size: self.sixel_size,
            }))
        }
    }

    /// Whether charts can be images in an appearance.
    pub fn shows_images(&self, appearance: Appearance) -> bool {
        self.image_obstacle(appearance).is_ok()
    }

    /// The queries that `setting` needs, apart from that for the background.
    pub fn detection(&self, setting: GlyphSetting, may_draw_lines_wide: bool) -> Detection {
        let is_ascii = self.characters == GlyphChoice::Ascii;
        let (wants_images, wants_octants) = match setting {
            GlyphSetting::Auto => (self.site == TerminalSite::Local && !is_ascii, !is_ascii),
            GlyphSetting::Fixed(GlyphChoice::Pixels) => (
                matches!(self.site, TerminalSite::Local | TerminalSite::Remote),
                !is_ascii,
            ),
            GlyphSetting::Fixed(GlyphChoice::Octants) => (false, true),
            GlyphSetting::Fixed(
                GlyphChoice::Braille | GlyphChoice::Blocks | GlyphChoice::Ascii,
            ) => (false, false),
        };
        let is_queried = self.site != TerminalSite::Windows;
        Detection {
            theme: false,
            line_width: setting == GlyphSetting::Auto && !is_ascii && may_draw_lines_wide,
            images: wants_images,
            program: wants_octants && is_queried,
            large_text: false,
        }
    }

    /// Whether the terminal may be asked for text at double size: others print the question, or pass no reply on.
    pub fn detects_large_text(&self) -> bool {
        self.large_text_obstacle().is_none()
    }

    /// How questions are drawn in front of a class, and why.
    pub fn large_text(&self, setting: LargeText) -> LargeTextStatus {
        match (setting, self.large_text_obstacle()) {
            (LargeText::Off, _) => LargeTextStatus::SwitchedOff,
            (LargeText::On, Some(obstacle)) => obstacle,
            (LargeText::On, None) if self.has_large_text => LargeTextStatus::Used,
            (LargeText::On, None) => LargeTextStatus::NotReported,
        }
    }

    /// The reason why the terminal is not asked for text at double size.
    fn large_text_obstacle(&self) -> Option<LargeTextStatus> {
        match self.site {
            TerminalSite::Multiplexer => Some(LargeTextStatus::Multiplexer),
            TerminalSite::LinuxConsole => Some(LargeTextStatus::LinuxConsole),
            TerminalSite::Windows => Some(LargeTextStatus::Windows),
            TerminalSite::Local | TerminalSite::Remote => {
                (self.characters == GlyphChoice::Ascii).then_some(LargeTextStatus::NotUtf8)
            }
        }
    }

    /// Stores what the terminal has reported about itself. Returns whether that is new.
    pub(super) fn apply(&mut self, report: TerminalReport) -> bool {
        let before = *self;
        match report {
            TerminalReport::DarkBackground | TerminalReport::LightBackground => {}
            TerminalReport::WideLines => self.has_wide_lines = true,
            TerminalReport::KittyGraphics => self.has_kitty_graphics = true,
            TerminalReport::LargeText => self.has_large_text = true,
            TerminalReport::Sixel => self.has_sixel = true,
            TerminalReport::SixelColors(count) => self.sixel_colors = Some(count),
            TerminalReport::SixelSize(width, height) => {
                self.sixel_size = (width > 0 && height > 0).then_some((width, height));
            }
            TerminalReport::Cell(size) => {
                self.cell_size = (size.width > 0 && size.height > 0).then_some(size);
            }
            TerminalReport::Program {
                octants,
                inline_images,
            } => {
                self.octants = octants;
                self.has_inline_images = inline_images;
            }
        }
        *self != before
    }

    /// The glyphs to use with `setting` in an appearance, and the reason.
    pub fn choose(
        &self,
        setting: GlyphSetting,
        appearance: Appearance,
    ) -> (GlyphChoice, GlyphReason) {
        let obstacle = self.image_obstacle(appearance);
        match setting {
            GlyphSetting::Fixed(GlyphChoice::Pixels) => match obstacle {
                Ok(_) => (GlyphChoice::Pixels, GlyphReason::Chosen),
                Err(reason) => (self.choose_characters(appearance.heavy), reason),
            },
            GlyphSetting::Fixed(choice) => (choice, GlyphReason::Chosen),
            GlyphSetting::Auto if self.characters == GlyphChoice::Ascii => {
                (GlyphChoice::Ascii, GlyphReason::NotUtf8)
            }
            GlyphSetting::Auto if self.has_wide_lines => {
                (GlyphChoice::Ascii, GlyphReason::WideLines)
            }
            GlyphSetting::Auto => {
                let characters = self.choose_characters(appearance.heavy);
                match self.site {
                    TerminalSite::Remote => (characters, GlyphReason::Remote),
                    TerminalSite::Windows => (characters, GlyphReason::Windows),
                    TerminalSite::Local
                    | TerminalSite::Multiplexer
                    | TerminalSite::LinuxConsole => match obstacle {
                        Ok(protocol) => (GlyphChoice::Pixels, GlyphReason::ShowsImages(protocol)),
                        Err(reason) => (characters, reason),
                    },
                }
            }
        }
    }

    /// The best characters. On a projector, curves are three dots wide, which needs dots that touch each other.
    fn choose_characters(&self, heavy: bool) -> GlyphChoice {
        match (self.characters, self.octants) {
            (GlyphChoice::Braille, OctantSupport::All | OctantSupport::WithoutDots) => {
                GlyphChoice::Octants
            }
            (GlyphChoice::Braille, OctantSupport::Unknown) if heavy => GlyphChoice::Blocks,
            (characters, _) => characters,
        }
    }

    /// The protocol for images, or the reason why there are none.
    fn image_obstacle(&self, appearance: Appearance) -> Result<ImageProtocol, GlyphReason> {
        if appearance.theme == ThemeChoice::Mono || appearance.depth == ColorDepth::None {
            return Err(GlyphReason::NoHues);
        }
        match self.site {
            TerminalSite::Multiplexer => return Err(GlyphReason::Multiplexer),
            TerminalSite::LinuxConsole => return Err(GlyphReason::LinuxConsole),
            TerminalSite::Local | TerminalSite::Remote | TerminalSite::Windows => {}
        }
        match (self.image_protocol(), self.cell_size) {
            (Some(protocol), Some(_)) => Ok(protocol),
            (Some(_), None) => Err(GlyphReason::NoCellSize),
            (None, _) if self.has_sixel => Err(GlyphReason::FewColors),
            (None, _) => Err(GlyphReason::NoImages),
        }
    }
}

#[cfg(test)]
mod tests;
