//! Reports of the terminal about itself.

use super::appearance::OctantSupport;

/// The size of a cell in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSize {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
}

/// A property that a terminal reports about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalReport {
    /// Its background is dark.
    DarkBackground,
    /// Its background is light.
    LightBackground,
    /// It draws box-drawing lines two columns wide, which breaks boxes and charts.
    WideLines,
    /// It shows images of the kitty graphics protocol.
    KittyGraphics,
    /// It draws text at double size (kitty's text sizing protocol).
    LargeText,
    /// It shows sixel images.
    Sixel,
    /// The number of colour registers of its sixel images.
    SixelColors(u16),
    /// The width and the height of its largest sixel image in pixels.
    SixelSize(u16, u16),
    /// The size of a cell in pixels; 0 if it is not known.
    Cell(CellSize),
    /// Its name and version tell what it draws.
    Program {
        /// The octants that it draws.
        octants: OctantSupport,
        /// Whether it shows inline images as iTerm2 does.
        inline_images: bool,
    },
}
