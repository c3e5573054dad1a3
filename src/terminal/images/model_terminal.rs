//! A terminal in memory for tests: it reads the bytes of frames, and tells the text, the image and the block in every
//! cell.

mod pictures;
mod token;

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ratatui::layout::Position;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::CellSize;
use crate::terminal::images::sixel_decoder;
use token::Token;

use pictures::decode_png;
pub(in crate::terminal) use pictures::{Picture, Pixels, cell_pictures, percent};

/// A cell of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
struct ModelCell {
    /// The text; empty in the second column of a wide character.
    symbol: String,
    /// The part of a sixel or iTerm2 image over the text.
    picture: Option<Picture>,
    /// The character at double size that covers it.
    block: Option<BlockPart>,
}

/// A part of a character that covers several cells.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::terminal) struct BlockPart {
    /// The character.
    pub(in crate::terminal) text: String,
    /// The upper left cell of the character.
    pub(in crate::terminal) origin: Position,
    /// Its columns and rows.
    pub(in crate::terminal) size: (u16, u16),
}

/// An image of the kitty protocol on the screen.
#[derive(Clone, Debug)]
struct Placement {
    at: Position,
    columns: usize,
    pictures: Vec<Option<Picture>>,
    bytes: usize,
}

/// A terminal that shows text, at double size as well, and images of all protocols. It keeps every image until it is told to
/// remove it.
#[derive(Clone, Debug)]
pub(in crate::terminal) struct ModelTerminal {
    size: (u16, u16),
    cell: CellSize,
    cursor: Position,
    cells: Vec<ModelCell>,
    placements: BTreeMap<u32, Placement>,
    /// The keys and the data of a kitty image whose last part has not arrived.
    upload: Option<(String, String)>,
}

impl ModelTerminal {
    /// An empty screen of these columns and rows.
    pub(in crate::terminal) fn new(size: (u16, u16), cell: CellSize) -> Self {
        let mut terminal = Self {
            size: (0, 0),
            cell,
            cursor: Position::default(),
            cells: Vec::new(),
            placements: BTreeMap::new(),
            upload: None,
        };
        terminal.resize(size, cell);
        terminal
    }

    /// Changes the size of the screen and of its cells. Text and images stay as far as there is room.
    pub(in crate::terminal) fn resize(&mut self, size: (u16, u16), cell: CellSize) {
        let before = (self.size, std::mem::take(&mut self.cells));
        self.size = size;
        self.cell = cell;
        self.cells = vec![ModelCell::default(); usize::from(size.0) * usize::from(size.1)];
        for y in 0..size.1.min(before.0.1) {
            for x in 0..size.0.min(before.0.0) {
                let old = usize::from(y) * usize::from(before.0.0) + usize::from(x);
                let mut cell = before.1[old].clone();
                // A block that is cut off is lost.
                cell.block = cell.block.filter(|block| {
                    let Position { x, y } = block.origin;
                    x + block.size.0 <= size.0 && y + block.size.1 <= size.1
                });
                *self.at_mut(x, y) = cell;
            }
        }
    }

    /// The text in a cell; a blank in an empty one, nothing in the second column of a wide character.
    pub(in crate::terminal) fn symbol(&self, x: u16, y: u16) -> &str {
        &self.cells[self.index(x, y)].symbol
    }

    /// The part of an image over the text of a cell.
    pub(in crate::terminal) fn picture(&self, x: u16, y: u16) -> Option<Picture> {
        let placed = self.placements.values().find_map(|placement| {
            let column = usize::from(x.checked_sub(placement.at.x)?);
            let row = usize::from(y.checked_sub(placement.at.y)?);
            let is_inside = column < placement.columns;
            let at = row * placement.columns + column;
            placement
                .pictures
                .get(at)
                .copied()
                .flatten()
                .filter(|_| is_inside)
        });
        placed.or_else(|| self.cells[self.index(x, y)].picture)
    }

    /// The character at double size that covers a cell.
    pub(in crate::terminal) fn block(&self, x: u16, y: u16) -> Option<&BlockPart> {
        self.cells[self.index(x, y)].block.as_ref()
    }

    /// Whether any character at double size is on the screen.
    pub(in crate::terminal) fn has_blocks(&self) -> bool {
        self.cells.iter().any(|cell| cell.block.is_some())
    }

    /// The number of images that the terminal keeps by number, and their bytes as pixels.
    pub(in crate::terminal) fn kept_images(&self) -> (usize, usize) {
        let bytes = self.placements.values().map(|placement| placement.bytes);
        (self.placements.len(), bytes.sum())
    }

    /// Whether any image is on the screen or in the memory of the terminal.
    pub(in crate::terminal) fn has_images(&self) -> bool {
        !self.placements.is_empty() || self.cells.iter().any(|cell| cell.picture.is_some())
    }

    /// Reads what the program has written.
    pub(in crate::terminal) fn read(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        for token in token::tokens(text) {
            match token {
                Token::Text(text) => self.print(text),
                Token::Control { parameters, last } => self.control(parameters, last),
                Token::Application(command) => self.application_command(command),
                Token::Device(command) => self.show_sixel(command),
                Token::System(command) => self.system_command(command),
                Token::Other => {}
            }
        }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        assert!(
            x < self.size.0 && y < self.size.1,
            "({x}, {y}) is outside of {:?}",
            self.size
        );
        usize::from(y) * usize::from(self.size.0) + usize::from(x)
    }

    fn at_mut(&mut self, x: u16, y: u16) -> &mut ModelCell {
        let index = self.index(x, y);
        &mut self.cells[index]
    }

    fn print(&mut self, text: &str) {
        for symbol in text.graphemes(true) {
            let Position { x, y } = self.cursor;
            let width = u16::try_from(symbol.width()).unwrap();
            self.write(x, y, symbol);
            for behind in x + 1..x + width {
                self.write(behind, y, "");
            }
            self.cursor.x = x + width.max(1);
        }
    }

    /// Writes text over the text and the image of a cell. The other half of a wide character becomes blank.
    fn write(&mut self, x: u16, y: u16, symbol: &str) {
        let next = (x + 1 < self.size.0).then(|| self.symbol(x + 1, y).to_owned());
        if self.symbol(x, y).width() > 1 && next.is_some_and(|next| next.is_empty()) {
            self.at_mut(x + 1, y).symbol = " ".to_owned();
        }
        if x > 0 && !symbol.is_empty() && self.symbol(x - 1, y).width() > 1 {
            self.at_mut(x - 1, y).symbol = " ".to_owned();
        }
        if let Some(block) = self.block(x, y).cloned() {
            // Text over a lower row would be moved behind the block.
            assert_eq!(block.origin.y, y, "{symbol:?} over a row of {block:?}");
            self.erase_block_row(&block, y);
        }
        *self.at_mut(x, y) = ModelCell {
            symbol: symbol.to_owned(),
            ..ModelCell::default()
        };
    }

    /// Erases a block, but its cells in other rows than `row` stay occupied, as in kitty.
    fn erase_block_row(&mut self, block: &BlockPart, row: u16) {
        for y in block.origin.y..block.origin.y + block.size.1 {
            for x in block.origin.x..block.origin.x + block.size.0 {
                let cell = self.at_mut(x, y);
                if y == row {
                    *cell = ModelCell {
                        symbol: " ".to_owned(),
                        ..ModelCell::default()
                    };
                } else if let Some(part) = &mut cell.block {
                    part.text.clear();
                }
            }
        }
    }

    /// Erases cells of a row from the cursor on, with the row of every block that reaches into them.
    fn erase_characters(&mut self, count: u16) {
        let Position { x, y } = self.cursor;
        for x in x..(x + count).min(self.size.0) {
            if let Some(block) = self.block(x, y).cloned() {
                self.erase_block_row(&block, y);
            }
            self.write(x, y, " ");
        }
    }

    /// Shows text in blocks of cells (OSC 66): `keys` are its scale, and the columns of all of it if it is one block.
    fn show_blocks(&mut self, keys: &str, text: &str) {
        assert!(text.len() <= 4096, "{} bytes of text", text.len());
        assert!(!text.contains(char::is_control), "{text:?}");
        let value = |name: &str| {
            let mut values = keys.split(':').filter_map(|key| key.strip_prefix(name));
            values.next().map(|value| value.parse::<u16>().unwrap())
        };
        let scale = value("s=").unwrap();
        match value("w=") {
            Some(width) => self.show_block(text, width, scale),
            None => {
                for symbol in text.graphemes(true) {
                    let width = u16::try_from(symbol.width()).unwrap();
                    self.show_block(symbol, width, scale);
                }
            }
        }
    }

    fn show_block(&mut self, text: &str, width: u16, scale: u16) {
        let size = (width * scale, scale);
        self.assert_room(size.0, size.1);
        let origin = self.cursor;
        for y in origin.y..origin.y + size.1 {
            for x in origin.x..origin.x + size.0 {
                self.write(x, y, " ");
            }
        }
        for y in origin.y..origin.y + size.1 {
            for x in origin.x..origin.x + size.0 {
                self.at_mut(x, y).block = Some(BlockPart {
                    text: text.to_owned(),
                    origin,
                    size,
                });
            }
        }
        self.cursor.x += size.0;
    }

    fn control(&mut self, parameters: &str, last: char) {
        let number = |at: usize| {
            let part = parameters.split(';').nth(at).unwrap_or_default();
            part.parse::<u16>().unwrap_or(1).max(1) - 1
        };
        match (parameters, last) {
            (_, 'H') => self.cursor = Position::new(number(1), number(0)),
            (_, 'G') => self.cursor.x = number(0),
            (_, 'X') => self.erase_characters(number(0) + 1),
            ("2", 'J') => self.cells.fill(ModelCell {
                symbol: " ".to_owned(),
                ..ModelCell::default()
            }),
            // Colours and modes.
            (_, 'm' | 'h' | 'l') => {}
            other => panic!("an unknown control sequence: {other:?}"),
        }
    }

    fn application_command(&mut self, command: &str) {
        let command = command.strip_prefix('G').unwrap();
        let (keys, data) = command.split_once(';').unwrap_or((command, ""));
        if let Some(id) = keys.strip_prefix("a=d,d=I,i=") {
            let id = id.split(',').next().unwrap().parse().unwrap();
            assert!(self.placements.remove(&id).is_some(), "{id} is not shown");
            return;
        }
        let (all_keys, all_data) = self.upload.take().unwrap_or_default();
        let upload = (format!("{all_keys}{keys},"), all_data + data);
        if keys.ends_with("m=1") {
            self.upload = Some(upload);
        } else {
            self.place(&upload.0, &upload.1);
        }
    }

    /// Shows a kitty image at the cursor.
    fn place(&mut self, keys: &str, data: &str) {
        let value = |name: &str| {
            let key = keys
                .split(',')
                .find_map(|key| key.strip_prefix(name)?.strip_prefix('='));
            key.unwrap_or_else(|| panic!("no {name} in {keys}"))
        };
        assert_eq!(value("a"), "T");
        let (columns, rows) = (value("c").parse().unwrap(), value("r").parse().unwrap());
        self.assert_room(columns, rows);
        let pixels = decode_png(&BASE64_STANDARD.decode(data).unwrap());
        let placement = Placement {
            at: self.cursor,
            columns: usize::from(columns),
            bytes: pixels.width * pixels.height * 4,
            pictures: cell_pictures(&pixels, (columns, rows)),
        };
        self.placements
            .insert(value("i").parse().unwrap(), placement);
    }

    fn system_command(&mut self, command: &str) {
        match command
            .strip_prefix("66;")
            .and_then(|rest| rest.split_once(';'))
        {
            Some((keys, text)) => self.show_blocks(keys, text),
            None => self.show_inline_image(command),
        }
    }

    /// Shows an iTerm2 image at the cursor, in place of what was there.
    fn show_inline_image(&mut self, command: &str) {
        let command = command.strip_prefix("1337;File=").unwrap();
        let (keys, data) = command.split_once(':').unwrap();
        let value = |name: &str| {
            let key = keys
                .split(';')
                .find_map(|key| key.strip_prefix(name)?.strip_prefix('='));
            key.unwrap().parse().unwrap()
        };
        let (columns, rows) = (value("width"), value("height"));
        self.assert_room(columns, rows);
        let pixels = decode_png(&BASE64_STANDARD.decode(data).unwrap());
        let pictures = cell_pictures(&pixels, (columns, rows));
        for (at, picture) in pictures.into_iter().enumerate() {
            let (x, y) = self.place_of(at, columns);
            self.write(x, y, " ");
            self.at_mut(x, y).picture = picture;
        }
    }

    /// Shows a sixel image at the cursor. Its holes show what was there.
    fn show_sixel(&mut self, command: &str) {
        let (width, height, colors) = sixel_decoder::decode(command);
        let columns = u16::try_from(width).unwrap() / self.cell.width;
        let rows = u16::try_from(height).unwrap() / self.cell.height;
        self.assert_room(columns, rows + 1);
        let pixels = Pixels {
            width,
            height,
            colors,
        };
        for (at, picture) in cell_pictures(&pixels, (columns, rows))
            .into_iter()
            .enumerate()
        {
            let (x, y) = self.place_of(at, columns);
            if picture.is_some() {
                self.at_mut(x, y).picture = picture;
            }
        }
    }

    fn place_of(&self, at: usize, columns: u16) -> (u16, u16) {
        let at = u16::try_from(at).unwrap();
        (self.cursor.x + at % columns, self.cursor.y + at / columns)
    }

    /// Panics if an image or a block at the cursor reaches beyond the screen.
    fn assert_room(&self, columns: u16, rows: u16) {
        let (right, bottom) = (self.cursor.x + columns, self.cursor.y + rows);
        assert!(
            right <= self.size.0 && bottom <= self.size.1,
            "{columns} × {rows} cells at {} on a screen of {:?}",
            self.cursor,
            self.size
        );
    }
}
